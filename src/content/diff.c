/* The words of two texts, compared by Myers' greedy algorithm ("An O(ND) Difference Algorithm and
 * Its Variations", 1986). */
#include "content/diff.h"

#include "base/memory.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* A word, a run of white space, or one other character; borrowed from the text. */
struct word {
    const char *text;
    size_t length; /* bytes */
};

struct words {
    struct word *list; /* owned */
    long count;
};

enum change { SAME, REMOVED, ADDED };

/* The parts being made; neighbours of one kind become one. */
struct parts {
    struct json_object *array;
    struct buffer removed, added; /* not yet in the array: a removal stands before its addition */
    struct buffer same;
};

static bool is_letter(unsigned char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
}

static bool is_space(unsigned char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static size_t word_length(const char *text)
{
    size_t length = 1;
    bool (*fits)(unsigned char) = is_letter((unsigned char)*text)  ? is_letter
                                  : is_space((unsigned char)*text) ? is_space
                                                                   : NULL;
    while (fits && text[length] && fits((unsigned char)text[length]))
        length++;
    return length;
}

static struct words split(const char *text)
{
    size_t room = 64;
    struct words words = {.list = memory_new(room, sizeof *words.list)};
    while (*text) {
        if ((size_t)words.count == room) {
            room *= 2;
            words.list = memory_resize(words.list, room * sizeof *words.list);
        }
        size_t length = word_length(text);
        words.list[words.count++] = (struct word){text, length};
        text += length;
    }
    return words;
}

static bool equal(const struct word *a, const struct word *b)
{
    return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

/* --- Collecting the parts --------------------------------------------------------------------- */

static const struct {
    const char *name, *mark;
} change_names[] = {
    [SAME] = {"same", "is_same"},
    [REMOVED] = {"del", "is_removed"},
    [ADDED] = {"ins", "is_added"},
};

static void flush(struct parts *parts, enum change change, struct buffer *text)
{
    if (!text->length)
        return;
    struct json_object *part = json_object_new_object();
    json_add_text(part, "kind", change_names[change].name);
    json_object_object_add(part, "text", json_object_new_string_len(text->data, (int)text->length));
    json_object_object_add(part, change_names[change].mark, json_object_new_boolean(1));
    json_object_array_add(parts->array, part);
    buffer_clear(text);
}

static void flush_changes(struct parts *parts)
{
    flush(parts, REMOVED, &parts->removed);
    flush(parts, ADDED, &parts->added);
}

static void put(struct parts *parts, enum change change, const struct word *word)
{
    if (change == SAME) {
        buffer_append(&parts->same, word->text, word->length);
        return;
    }
    /* White space alone between two changes is easier to read as a part of both. */
    bool changing = parts->removed.length || parts->added.length;
    if (changing && parts->same.length && is_space((unsigned char)parts->same.data[0]) &&
        word_length(parts->same.data) == parts->same.length) {
        buffer_append(&parts->removed, parts->same.data, parts->same.length);
        buffer_append(&parts->added, parts->same.data, parts->same.length);
        buffer_clear(&parts->same);
    } else if (parts->same.length) {
        flush_changes(parts);
        flush(parts, SAME, &parts->same);
    }
    buffer_append(change == REMOVED ? &parts->removed : &parts->added, word->text, word->length);
}

static void put_all(struct parts *parts, enum change change, const struct words *words, long from,
                    long to)
{
    for (long i = from; i < to; i++)
        put(parts, change, &words->list[i]);
}

/* --- The search for the shortest edit --------------------------------------------------------- */

/* For each number of edits d, how far each diagonal k (x − y, from −d to d by twos) was reached. */
struct trace {
    int *rows[DIFF_EDITS_MAX + 1]; /* row d has 2d + 1 places, k at k + d; owned */
    int edits;
};

static int reached(const struct trace *trace, int d, int k)
{
    return k < -d || k > d ? -1 : trace->rows[d][k + d];
}

/* Whether the best way to diagonal k with d edits ends with an addition (else a removal). */
static bool comes_from_above(const struct trace *trace, int d, int k)
{
    return k == -d || (k != d && reached(trace, d - 1, k - 1) < reached(trace, d - 1, k + 1));
}

static int first_x(const struct trace *trace, int d, int k)
{
    if (d == 0)
        return 0;
    return comes_from_above(trace, d, k) ? reached(trace, d - 1, k + 1)
                                         : reached(trace, d - 1, k - 1) + 1;
}

/* Fills trace until the end of both texts is reached; false if that takes too many edits. */
static bool search(struct trace *trace, const struct words *a, const struct words *b)
{
    for (int d = 0; d <= DIFF_EDITS_MAX; d++) {
        trace->rows[d] = memory_new((size_t)d * 2 + 1, sizeof **trace->rows);
        trace->edits = d;
        for (int k = -d; k <= d; k += 2) {
            long x = first_x(trace, d, k), y = x - k;
            while (x < a->count && y < b->count && y >= 0 && equal(&a->list[x], &b->list[y])) {
                x++;
                y++;
            }
            trace->rows[d][k + d] = (int)x;
            if (x >= a->count && y >= b->count)
                return true;
        }
    }
    return false;
}

/* The steps from the end back to the start: steps[i] is how the i-th edit came about. */
static void put_edits(struct parts *parts, const struct trace *trace, const struct words *a,
                      const struct words *b)
{
    int diagonals[DIFF_EDITS_MAX + 1];
    int k = (int)(a->count - b->count);
    for (int d = trace->edits; d >= 0; d--) {
        diagonals[d] = k;
        if (d > 0)
            k += comes_from_above(trace, d, k) ? 1 : -1;
    }
    for (int d = 0; d <= trace->edits; d++) {
        int from = first_x(trace, d, diagonals[d]);
        if (d > 0 && comes_from_above(trace, d, diagonals[d]))
            put(parts, ADDED, &b->list[from - diagonals[d] - 1]);
        else if (d > 0)
            put(parts, REMOVED, &a->list[from - 1]);
        put_all(parts, SAME, a, from, reached(trace, d, diagonals[d]));
    }
}

static void compare(struct parts *parts, const struct words *a, const struct words *b)
{
    struct trace *trace = memory_new(1, sizeof *trace);
    if (search(trace, a, b)) {
        put_edits(parts, trace, a, b);
    } else {
        put_all(parts, REMOVED, a, 0, a->count);
        put_all(parts, ADDED, b, 0, b->count);
    }
    for (int d = 0; d <= trace->edits; d++)
        free(trace->rows[d]);
    free(trace);
}

struct json_object *diff_words(const char *old_text, const char *new_text)
{
    struct words a = split(old_text ? old_text : ""), b = split(new_text ? new_text : "");
    struct parts parts = {.array = json_object_new_array()};
    long start = 0, end = 0;
    while (start < a.count && start < b.count && equal(&a.list[start], &b.list[start]))
        start++;
    while (end < a.count - start && end < b.count - start &&
           equal(&a.list[a.count - 1 - end], &b.list[b.count - 1 - end]))
        end++;
    struct words a_middle = {a.list + start, a.count - start - end};
    struct words b_middle = {b.list + start, b.count - start - end};
    put_all(&parts, SAME, &a, 0, start);
    compare(&parts, &a_middle, &b_middle);
    put_all(&parts, SAME, &a, a.count - end, a.count);
    flush_changes(&parts);
    flush(&parts, SAME, &parts.same);
    buffer_free(&parts.removed);
    buffer_free(&parts.added);
    buffer_free(&parts.same);
    free(a.list);
    free(b.list);
    return parts.array;
}

void diff_words_html(const char *old_text, const char *new_text, struct buffer *html)
{
    struct json_object *parts = diff_words(old_text, new_text);
    for (size_t i = 0; i < json_object_array_length(parts); i++) {
        struct json_object *part = json_object_array_get_idx(parts, i);
        const char *kind = json_text(part, "kind");
        bool same = strcmp(kind, "same") == 0;
        if (!same)
            buffer_printf(html, "<%s><span class=\"spoken\">%s: </span>", kind,
                          strcmp(kind, "del") == 0 ? "removed" : "added");
        buffer_put_html(html, json_text(part, "text"));
        if (!same)
            buffer_printf(html, "</%s>", kind);
    }
    json_object_put(parts);
}

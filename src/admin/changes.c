#include "admin/changes.h"

#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum {
    CONTEXT = 12,     /* words that stay beside a change */
    FOLDED_LEAST = 25 /* words that are worth folding */
};

static const char blanks[] = " \t\n";

static size_t count_words(const char *text)
{
    size_t count = 0;
    while (*(text += strspn(text, blanks))) {
        text += strcspn(text, blanks);
        count++;
    }
    return count;
}

/* The bytes of the first count words, and of the blanks after them. */
static size_t length_of_words(const char *text, size_t count)
{
    const char *at = text + strspn(text, blanks);
    for (; count && *at; count--) {
        at += strcspn(at, blanks);
        at += strspn(at, blanks);
    }
    return (size_t)(at - text);
}

static void add_part(struct json_object *parts, const char *mark, const char *text, size_t length,
                     size_t words)
{
    struct json_object *part = json_object_new_object();
    json_object_object_add(part, mark, json_object_new_boolean(1));
    json_object_object_add(part, "text", json_object_new_string_len(text, (int)length));
    if (words)
        json_object_object_add(part, "words", json_object_new_int64((int64_t)words));
    if (length)
        json_object_array_add(parts, part);
    else
        json_object_put(part);
}

static void add_folded(struct json_object *parts, const char *text, size_t before, size_t after)
{
    size_t words = count_words(text) - before - after;
    size_t head = before ? length_of_words(text, before) : 0;
    size_t middle = length_of_words(text + head, words);
    add_part(parts, "is_same", text, head, 0);
    add_part(parts, "is_folded", text + head, middle, words);
    add_part(parts, "is_same", text + head + middle, strlen(text + head + middle), 0);
}

static struct json_object *folded(struct json_object *parts)
{
    struct json_object *shorter = json_object_new_array();
    size_t count = json_object_array_length(parts);
    for (size_t i = 0; i < count; i++) {
        struct json_object *part = json_object_array_get_idx(parts, i);
        const char *text = json_text(part, "text");
        size_t before = i > 0 ? CONTEXT : 0, after = i + 1 < count ? CONTEXT : 0;
        if (json_true(part, "is_same") && count_words(text) >= before + after + FOLDED_LEAST)
            add_folded(shorter, text, before, after);
        else
            json_object_array_add(shorter, json_object_get(part));
    }
    return shorter;
}

void changes_fold(struct json_object *rows)
{
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *row = json_object_array_get_idx(rows, i);
        json_object_object_add(row, "parts", folded(json_member(row, "parts")));
    }
}

#include "admin/highlight.h"

#include "base/memory.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- The page as plain text ------------------------------------------------------------------- */

/* The text of <main>: white space as one blank, '\n' where a block begins or ends; and for each
 * byte of it where it stands in the HTML. */
struct plain {
    const char *html;
    struct buffer text;
    size_t *first, *end; /* owned */
    size_t room;
};

static void add_byte(struct plain *plain, char byte, size_t first, size_t end)
{
    size_t at = plain->text.length;
    if (at == plain->room) {
        plain->room = plain->room ? 2 * plain->room : 4096;
        plain->first = memory_resize(plain->first, plain->room * sizeof *plain->first);
        plain->end = memory_resize(plain->end, plain->room * sizeof *plain->end);
    }
    plain->first[at] = first;
    plain->end[at] = end;
    buffer_putc(&plain->text, byte);
}

static char last_byte(const struct plain *plain)
{
    return plain->text.length ? plain->text.data[plain->text.length - 1] : '\n';
}

static const struct {
    const char *entity;
    char byte;
} entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};

/* Adds the character at at and returns the place after it. */
static size_t add_character(struct plain *plain, size_t at)
{
    const char *text = plain->html + at;
    if (isspace((unsigned char)*text)) {
        if (last_byte(plain) != ' ' && last_byte(plain) != '\n')
            add_byte(plain, ' ', at, at + 1);
        return at + 1;
    }
    for (size_t i = 0; *text == '&' && i < sizeof entities / sizeof entities[0]; i++) {
        size_t length = strlen(entities[i].entity);
        if (strncmp(text, entities[i].entity, length) == 0) {
            add_byte(plain, entities[i].byte, at, at + length);
            return at + length;
        }
    }
    add_byte(plain, *text, at, at + 1);
    return at + 1;
}

/* The place after the tag at at; a ">" in an attribute's value does not end it. */
static size_t tag_end(const char *html, size_t at)
{
    char quote = 0;
    for (; html[at]; at++) {
        if (quote ? html[at] == quote : html[at] == '"' || html[at] == '\'')
            quote = (char)(quote ? 0 : html[at]);
        else if (!quote && html[at] == '>')
            return at + 1;
    }
    return at;
}

static bool is_tag(const char *tag, const char *const *names)
{
    tag += 1 + (tag[1] == '/');
    size_t length = strcspn(tag, " \t\r\n/>");
    for (; *names; names++)
        if (strlen(*names) == length && strncasecmp(*names, tag, length) == 0)
            return true;
    return false;
}

/* Passes a tag; an element whose content is no text of the page, whole. */
static size_t pass_tag(struct plain *plain, size_t at)
{
    static const char *const inlines[] = {"a",    "em",   "strong", "b",    "i",
                                          "code", "abbr", "span",   "time", NULL};
    static const char *const others[] = {"script", "style", "svg", "textarea", "select", NULL};
    const char *tag = plain->html + at;
    size_t end = tag_end(plain->html, at);
    if (!is_tag(tag, inlines) && last_byte(plain) != '\n')
        add_byte(plain, '\n', at, at);
    if (tag[1] == '/' || !is_tag(tag, others))
        return end;
    while (plain->html[end] &&
           !(strncmp(plain->html + end, "</", 2) == 0 && is_tag(plain->html + end, others)))
        end++;
    return plain->html[end] ? tag_end(plain->html, end) : end;
}

static void read_plain(const char *html, struct plain *plain)
{
    *plain = (struct plain){.html = html};
    const char *main = strstr(html, "<main"), *main_end = main ? strstr(main, "</main") : NULL;
    size_t end = main_end ? (size_t)(main_end - html) : 0;
    for (size_t at = main_end ? (size_t)(main - html) : 0; at < end;)
        at = html[at] == '<' ? pass_tag(plain, at) : add_character(plain, at);
}

static void plain_free(struct plain *plain)
{
    buffer_free(&plain->text);
    free(plain->first);
    free(plain->end);
}

/* --- Where words stand ------------------------------------------------------------------------ */

enum { CITED_MAX = 80 }; /* bytes that may stand for [[…]] */

/* The words with single blanks, in parts: each [[…]] becomes a NUL, so that the whole ends with
 * two. */
static void put_parts(const char *words, struct buffer *parts)
{
    while (*words) {
        const char *cited = strncmp(words, "[[", 2) == 0 ? strstr(words, "]]") : NULL;
        if (cited) {
            if (parts->length)
                buffer_putc(parts, '\0');
            words = cited + 2;
            continue;
        }
        bool space = isspace((unsigned char)*words) != 0;
        bool doubled = parts->length && parts->data[parts->length - 1] == ' ';
        if (!space || (parts->length && !doubled))
            buffer_putc(parts, (char)(space ? ' ' : *words));
        words++;
    }
    while (parts->length && parts->data[parts->length - 1] == ' ')
        parts->length--;
    buffer_putc(parts, '\0');
    buffer_putc(parts, '\0');
}

/* Where the parts after the first end, if they follow text, each within CITED_MAX; NULL. */
static const char *rest_end(const char *part, const char *text)
{
    for (; *part; part += strlen(part) + 1) {
        const char *next = strstr(text, part);
        if (!next || next - text > CITED_MAX || memchr(text, '\n', (size_t)(next - text)))
            return NULL;
        text = next + strlen(part);
    }
    return text;
}

/* The first place of the words: bytes first to end of the plain text. */
static bool find_words(const struct plain *plain, const char *words, size_t *first, size_t *end)
{
    struct buffer parts = {0};
    put_parts(words, &parts);
    const char *text = buffer_text(&plain->text), *part = parts.data, *found = NULL, *stop = NULL;
    size_t length = strlen(part);
    for (const char *at = text; length && !stop && (found = strstr(at, part)) != NULL; at++) {
        stop = rest_end(part + length + 1, found + length);
        at = found;
    }
    if (stop) {
        *first = (size_t)(found - text);
        *end = (size_t)(stop - text);
    }
    buffer_free(&parts);
    return stop != NULL;
}

/* --- Marking ---------------------------------------------------------------------------------- */

/* A place that is marked. */
struct place {
    size_t first, end; /* bytes of the plain text */
    struct buffer ids; /* HTML */
    struct buffer note;
};

static bool overlaps(const struct place *place, size_t first, size_t end)
{
    return first < place->end && place->first < end;
}

/* The place of these words among places, a new one where nothing is marked; NULL otherwise. */
static struct place *place_at(struct place *places, size_t *count, size_t first, size_t end)
{
    for (size_t i = 0; i < *count; i++) {
        if (places[i].first == first && places[i].end == end)
            return &places[i];
        if (overlaps(&places[i], first, end))
            return NULL;
    }
    places[*count] = (struct place){.first = first, .end = end};
    return &places[(*count)++];
}

static int compare_places(const void *a, const void *b)
{
    const struct place *first = a, *second = b;
    return first->first < second->first ? -1 : first->first > second->first;
}

/* Whether a tag stands between two neighbouring bytes of the plain text. */
static bool is_parted(const struct plain *plain, size_t at)
{
    size_t gap = plain->first[at + 1] - plain->end[at];
    return memchr(plain->html + plain->end[at], '<', gap) != NULL;
}

/* Each run of text between tags has its own mark. The place's note is heard before it, too. */
static void put_place(const struct plain *plain, const struct place *place, struct buffer *out)
{
    buffer_puts(out, buffer_text(&place->ids));
    for (size_t at = place->first, run = at; at < place->end; at++) {
        if (at + 1 < place->end && !is_parted(plain, at))
            continue;
        buffer_puts(out, "<mark class=\"hard\" title=\"");
        buffer_put_html(out, buffer_text(&place->note));
        buffer_puts(out, "\">");
        if (run == place->first) {
            buffer_puts(out, "<span class=\"spoken\">(");
            buffer_put_html(out, buffer_text(&place->note));
            buffer_puts(out, ") </span>");
        }
        buffer_append(out, plain->html + plain->first[run], plain->end[at] - plain->first[run]);
        buffer_puts(out, "</mark>");
        if (at + 1 < place->end)
            buffer_append(out, plain->html + plain->end[at], plain->first[at + 1] - plain->end[at]);
        run = at + 1;
    }
}

static void put_all(const struct plain *plain, const struct place *places, size_t count,
                    struct buffer *out)
{
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        size_t first = plain->first[places[i].first];
        buffer_append(out, plain->html + done, first - done);
        put_place(plain, &places[i], out);
        done = plain->end[places[i].end - 1];
    }
    buffer_puts(out, plain->html + done);
}

void highlight_put(struct buffer *html, const struct highlight *list, size_t count)
{
    struct plain plain;
    struct buffer out = {0};
    struct place *places = memory_new(count + 1, sizeof *places);
    size_t found = 0, first, end;
    read_plain(buffer_text(html), &plain);
    for (size_t i = 0; i < count; i++) {
        struct place *place = find_words(&plain, list[i].words, &first, &end)
                                  ? place_at(places, &found, first, end)
                                  : NULL;
        if (!place || (place->ids.length && strstr(buffer_text(&place->ids), list[i].id)))
            continue;
        buffer_printf(&place->ids, "<span id=\"%s\"></span>", list[i].id);
        buffer_printf(&place->note, "%s%s", place->note.length ? " " : "", list[i].note);
    }
    qsort(places, found, sizeof *places, compare_places);
    put_all(&plain, places, found, &out);
    for (size_t i = 0; i < found; i++) {
        buffer_free(&places[i].ids);
        buffer_free(&places[i].note);
    }
    free(places);
    plain_free(&plain);
    buffer_free(html);
    *html = out;
}

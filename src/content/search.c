#include "content/search.h"

#include "content/document.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

/* The marks that search_pages in sql/statements/read.sql puts around a word that was found. */
enum { MARK_START = 2, MARK_END = 3 };

static bool is_word_byte(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The next word's length in text, 0 at the end; *start gets where it begins. */
static size_t next_word(const char *text, size_t length, size_t *start)
{
    while (*start < length && !is_word_byte((unsigned char)text[*start]))
        (*start)++;
    size_t end = *start;
    while (end < length && is_word_byte((unsigned char)text[end]))
        end++;
    return end - *start;
}

bool search_expression(const char *typed, struct buffer *expression)
{
    size_t length = strnlen(typed, SEARCH_QUERY_MAX + 1);
    size_t start = 0, words = 0, size;
    if (length > SEARCH_QUERY_MAX) /* not in the middle of a character */
        for (length = SEARCH_QUERY_MAX; length && ((unsigned char)typed[length] & 0xc0) == 0x80;)
            length--;
    while (words < SEARCH_WORDS_MAX && (size = next_word(typed, length, &start)) > 0) {
        buffer_puts(expression, words++ ? " \"" : "\"");
        buffer_append(expression, typed + start, size);
        buffer_puts(expression, "\"");
        start += size;
    }
    if (words)
        buffer_puts(expression, "*");
    return words > 0;
}

/* Appends a snippet as HTML: everything escaped, the words found in <mark>. */
static void put_snippet(const char *snippet, struct buffer *html)
{
    static const char stops[] = {MARK_START, MARK_END, '\0'};
    while (*snippet) {
        size_t plain = strcspn(snippet, stops);
        struct buffer part = {0};
        buffer_append(&part, snippet, plain);
        buffer_put_html(html, buffer_text(&part));
        buffer_free(&part);
        snippet += plain;
        if (*snippet)
            buffer_puts(html, *snippet++ == MARK_START ? "<mark>" : "</mark>");
    }
}

static struct json_object *hit(struct db_rows *row)
{
    const struct kind *kind = kind_by_name(db_text(row, 0));
    struct json_object *entry = json_object_new_object();
    struct buffer path = {0}, snippet = {0};
    json_add_text(entry, "title", db_text(row, 2));
    json_add_text(entry, "kind_label", kind->label);
    if (document_path(kind, db_text(row, 1), &path))
        json_add_text(entry, "page_url", buffer_text(&path));
    put_snippet(db_text(row, 3), &snippet);
    json_add_text(entry, "snippet_html", buffer_text(&snippet));
    buffer_free(&path);
    buffer_free(&snippet);
    return entry;
}

static int64_t count_hits(struct db *db, const char *expression)
{
    struct db_rows *row =
        db_query(db, DB_SEARCH_COUNT, "si", expression, (int64_t)SEARCH_COUNT_MAX);
    int64_t count = db_next(row) ? db_integer(row, 0) : 0;
    db_end(row);
    return count;
}

struct json_object *search_pages(struct db *db, const char *typed, int64_t limit, int64_t offset,
                                 int64_t *total)
{
    struct json_object *hits = json_object_new_array();
    struct buffer expression = {0};
    *total = 0;
    if (search_expression(typed, &expression)) {
        *total = count_hits(db, buffer_text(&expression));
        struct db_rows *rows =
            db_query(db, DB_SEARCH_PAGES, "sii", buffer_text(&expression), limit, offset);
        while (db_next(rows))
            json_object_array_add(hits, hit(rows));
        db_end(rows);
    }
    buffer_free(&expression);
    return hits;
}

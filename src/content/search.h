/* Search over the words of all live documents (SQLite FTS5). */
#ifndef AFTERCARE_CONTENT_SEARCH_H
#define AFTERCARE_CONTENT_SEARCH_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct json_object;

enum { SEARCH_QUERY_MAX = 300, SEARCH_WORDS_MAX = 12, SEARCH_COUNT_MAX = 1000 };

/* Appends an FTS5 expression for what a person typed: each word quoted, so that no syntax of
 * FTS5 is left in it, the last one also as a beginning; all words must be there. Words past
 * SEARCH_WORDS_MAX, and bytes past SEARCH_QUERY_MAX, are left out. False, and nothing appended, if
 * there is no word. */
bool search_expression(const char *typed, struct buffer *expression);

/* The pages that hold the words typed, best first: an array of {title, kind_label, page_url,
 * snippet_html} that the caller puts. *total gets how many there are, counted up to
 * SEARCH_COUNT_MAX. */
struct json_object *search_pages(struct db *db, const char *typed, int64_t limit, int64_t offset,
                                 int64_t *total);

#endif

/* Search over what patients can read: what was typed, in, and ranked parts of pages, out. How a
 * query is answered stands in docs/search.md. What was typed is kept nowhere. */
#ifndef AFTERCARE_CONTENT_SEARCH_H
#define AFTERCARE_CONTENT_SEARCH_H

#include <stdint.h>

struct db;
struct json_object;
struct kind;

enum {
    SEARCH_QUERY_MAX = 300, /* bytes of what was typed that are looked at */
    SEARCH_TYPED_MAX = 60,  /* and words; */
    SEARCH_WORDS_MAX = 12,  /* of these, that carry the question */
    SEARCH_COUNT_MAX = 1000 /* documents are counted up to here */
};

struct search_query {
    const char *typed;       /* as typed; any bytes */
    const struct kind *kind; /* only this kind, or NULL */
    int64_t limit, offset;
};

/* What was found: an object the caller puts:
 *   total      integer, counted up to SEARCH_COUNT_MAX
 *   cut        true where the query ran as long as it may (content/search_time.h), and what a
 *              capped first stage collected is given
 *   corrected  the words that were searched for instead, where a word that was typed stands on no
 *              page, else absent
 *   suggestion words near to those typed ("did you mean"), where there were results but a word is
 *              unknown, else absent
 *   missing    words that stand on no page, where others were found; else empty or absent
 *   results    [{kind, kind_label, key, slug, title, heading?, page_url (path, with #part where the
 *              answer is), snippet_html, snippet (plain)}]
 *   direct     [{type: "activity", key} | {type: "sign", treatment (key), id} | {type: "contact"}],
 *              best first, at most SEARCH_DIRECT_MAX: what answers by itself
 *   nearest    [{title, page_url}] questions, only where results is empty: those with words that
 *              look like those typed, else whom to call and the first ones */
struct json_object *search(struct db *db, const struct search_query *query);

/* Titles, parts and names that begin like what was typed, then those with a word that begins so,
 * then those that staff say mean the same, or, where there are none, that it is a slip of:
 * [{text, kind_label, page_url}], one for each page_url, which the caller puts. */
struct json_object *search_suggest(struct db *db, const char *typed, int64_t limit);

#endif

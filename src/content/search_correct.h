/* Misspelt words: what the site itself writes that is near to them. */
#ifndef AFTERCARE_CONTENT_SEARCH_CORRECT_H
#define AFTERCARE_CONTENT_SEARCH_CORRECT_H

#include "base/buffer.h"
#include "content/search_words.h"

#include <stdbool.h>

struct db;

struct search_near {
    struct buffer text; /* what was typed, with words of the site for those that nobody knows */
    /* Each is a slip of the finger away, and none was a right word that merely stands on no page:
     * "bleach" may be "beach", or not. */
    bool is_sure;
};

/* Reads the English words that a system has, once for a process and those forked from it (some 70
 * ms and 8 MB). False, with why in *error, where it has none: then no typed word is known to be
 * right. */
bool search_correct_prepare(struct buffer *error);

/* False, and nothing appended, where every word is known or nothing is near. The words must have
 * been weighed. */
bool search_correct(struct db *db, const struct search_words *words, struct search_near *near);

/* Appends words of the site and the vocabulary that look or begin like those typed: too far for a
 * correction, near enough to offer questions. */
void search_words_like(struct db *db, const struct search_words *words, struct buffer *like);

#endif

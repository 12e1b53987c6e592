/* The word that was typed last, which may not be at its end yet. */
#ifndef AFTERCARE_CONTENT_SEARCH_BEGIN_H
#define AFTERCARE_CONTENT_SEARCH_BEGIN_H

#include "content/search_words.h"
#include "content/vocabulary.h"

struct db;

enum { SEARCH_LONGER_MAX = 200 }; /* words of the site that a beginning may become */

/* Adds to the last term the words of the site that begin so, the commonest SEARCH_LONGER_MAX of
 * them, and what staff say means the same as the words and phrases that begin so. They are looked
 * for as they are written: a beginning has no stem, "pus" is not "pu". A term that staff have as a
 * whole and the site has not is at its end: "pus" is not "push". */
void search_begin(struct db *db, struct search_words *words, const struct vocabulary *vocabulary);

/* Appends the words of the site that begin like word, the commonest first, at most limit. */
void search_words_beginning(struct db *db, const char *word, int64_t limit,
                            struct fold_words *found);

#endif

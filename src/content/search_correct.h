/* Misspelt words: what the site itself writes that is near to them. */
#ifndef AFTERCARE_CONTENT_SEARCH_CORRECT_H
#define AFTERCARE_CONTENT_SEARCH_CORRECT_H

#include "base/buffer.h"
#include "content/search_words.h"

#include <stdbool.h>

struct db;

struct search_near {
    struct buffer text; /* what was typed, with words of the site for those that nobody knows */
    bool is_sure;       /* each is a slip of the finger away */
};

/* False, and nothing appended, where every word is known or nothing is near. The words must have
 * been weighed. */
bool search_correct(struct db *db, const struct search_words *words, struct search_near *near);

#endif

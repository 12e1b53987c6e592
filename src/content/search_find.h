/* Which passages match, in a time that does not grow with the site: collecting is capped and
 * unsorted; where more matches than can be looked at, the index ranks until its time is up
 * (content/search_time.h). */
#ifndef AFTERCARE_CONTENT_SEARCH_FIND_H
#define AFTERCARE_CONTENT_SEARCH_FIND_H

#include "content/search_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;
struct kind;

enum {
    SEARCH_ROWS_MAX = 1000,  /* a word that stands in more passages is common */
    SEARCH_LOOK_MAX = 500,   /* passages that are looked at */
    SEARCH_RANKED_MAX = 200, /* of more than that, the best by the index's own ranking */
    SEARCH_COLLECT_MAX = 4000
};

struct search_hit {
    int64_t id; /* of the best passage of its document */
    double points;
};

struct search_found {
    struct search_hit *list; /* best first, one a document; owned */
    size_t count;
    bool cut; /* time was up before all was collected, ranked and looked at */
};

/* Each replaces *found, which begins as {0}. kind may be NULL. Only terms that somebody wrote are
 * looked for, where there are such. Passages with every term: */
void search_find_all(struct db *db, const struct search_words *words, const struct kind *kind,
                     struct search_found *found);
/* This one adds to *found: passages with those terms that are most of what was typed; terms that
 * are rare first: */
void search_find_most(struct db *db, const struct search_words *words, const struct kind *kind,
                      struct search_found *found);
/* With any term: */
void search_find_any(struct db *db, const struct search_words *words, const struct kind *kind,
                     struct search_found *found);
void search_found_free(struct search_found *found);

/* Sets rows and weight of each term; one that there was no time to count is taken for common. */
void search_weigh(struct db *db, struct search_words *words);

/* For search_words_read; data is the struct db. */
bool search_site_knows(void *data, const char *words);

/* In how many documents a folded word stands as it is written; 0 in none. */
int64_t search_word_documents(struct db *db, const char *word);

#endif

/* What the search knows besides the index: the words that staff say mean the same, and the names of
 * activities, signs and treatments. Read once for each version of the site. */
#ifndef AFTERCARE_CONTENT_VOCABULARY_H
#define AFTERCARE_CONTENT_VOCABULARY_H

#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>

struct db;

enum name_of { NAME_ACTIVITY, NAME_SIGN };

/* Some words that stand together: first and following of vocabulary.words. */
struct phrase {
    size_t first, count;
    size_t group; /* of words that mean the same: phrases with the same group do */
};

/* A name by which something answers directly. */
struct direct_name {
    enum name_of type;
    size_t first, count;
    char *key; /* of the activity, or the sign's treatment; owned */
    char *id;  /* of the sign; NULL for an activity; owned */
};

struct vocabulary {
    struct fold_words words;
    struct phrase *phrases; /* owned; those of a group stand together */
    size_t phrase_count;
    struct direct_name *names; /* owned */
    size_t name_count;
};

/* The vocabulary of what is live, borrowed until the next call. Where it has to be read anew, no
 * limit of time (db_limit) holds afterwards. */
const struct vocabulary *vocabulary_get(struct db *db);

/* Whether the folded word stands in it as it is written, alone or in a phrase or a name. */
bool vocabulary_has_word(const struct vocabulary *vocabulary, const char *word);

/* Adds a group of words that mean the same; for vocabulary_get, and for tests, which begin with
 * {0}. */
void vocabulary_add_phrase(struct vocabulary *vocabulary, size_t group, const char *words);
void vocabulary_free(struct vocabulary *vocabulary);

#endif

/* Finding phrases in a sentence, whole words only. */
#ifndef AFTERCARE_LINT_WORDS_H
#define AFTERCARE_LINT_WORDS_H

#include "base/buffer.h"

#include <stdbool.h>

/* Appends text as phrases are looked for in it: ASCII letters small, typographic quotation marks
 * and apostrophes as ' and ", dashes as " - ", white space as one blank. */
void words_fold(const char *text, size_t length, struct buffer *folded);

/* A phrase and where it does not count. Its words are separated by one blank; "permanent*" is any
 * word that begins so, "{unit}" a unit of time in singular or plural, "{units}" in plural. */
struct phrase {
    const char *words;             /* NULL ends a table */
    const char *const *not_before; /* phrases right before it; ended by NULL; may be NULL */
    const char *const *not_after;  /* phrases right after it */
};

/* A phrase that was found. */
struct match {
    const char *start; /* in the folded text */
    size_t length;
};

/* The first place from which on one of phrases stands in folded; quoted ("…") ones do not count,
 * for somebody else's words are told there. */
bool words_find(const char *folded, const struct phrase *phrases, struct match *match);

/* Whether words stand at text, ended by a word's end; *length gets how many bytes they take. */
bool words_at(const char *text, const char *words, size_t *length);

/* Whether a "not", "never", "no" … stands in the few words before at: "it is not always painless".
 * A comma or a stop ends the look back. */
bool words_negated(const char *folded, const char *at);

#endif

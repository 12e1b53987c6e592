/* Which treatments a document, and a part of its text, is about. */
#ifndef AFTERCARE_LINT_SCOPE_H
#define AFTERCARE_LINT_SCOPE_H

#include "lint/topics.h"

#include <stdbool.h>
#include <stddef.h>

struct json_object;
struct lint_texts;

enum { SCOPES_MAX = 8 };

/* Names of treatments: keys of documents, or common names; borrowed. */
struct scopes {
    const char *list[SCOPES_MAX];
    size_t count;
};

/* Fills scopes (zeroed before) with what document, whose texts these are, is about: the treatments
 * that it refers to or names in its title, or the one of which it speaks alone, or nearly all the
 * time; where it names none, the only one that the clinic has (NULL: it has several); else it
 * stands alone, by its own key. */
void scopes_read(const struct topics *topics, struct json_object *document,
                 const struct lint_texts *texts, const char *only_treatment, struct scopes *scopes);

/* Another treatment that a part names; NULL where it names none, or one of scopes, which sets
 * *own. */
const char *scope_named(const struct topics *topics, const struct scopes *scopes, struct span span,
                        bool *own);

#endif

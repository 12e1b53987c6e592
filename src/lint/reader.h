/* Reading one document into statements: what its prose (read_prose.c) and its claims
 * (read_claims.c) share. */
#ifndef AFTERCARE_LINT_READER_H
#define AFTERCARE_LINT_READER_H

#include "lint/scope.h"
#include "lint/statement.h"

/* A document that is being read. */
struct reader {
    struct statements *statements;
    struct json_object *document;
    const struct lint_texts *texts; /* the document's */
    const char *key, *title;
    struct scopes scopes;
    struct tokens previous; /* the sentence before, in the same block */
};

/* Where a sentence stands. */
struct place {
    const char *path;
    const char *heading; /* or NULL */
    bool heading_asks;
    const char *scope;            /* instead of the document's; or NULL */
    struct json_object *declared; /* as in struct statement */
    bool open, bare;              /* the same */
    const char *quote;            /* instead of the sentence; or NULL */
};

void read_prose(struct reader *reader);
void read_claims(struct reader *reader); /* facts, signs, steps */

/* Adds what a sentence says. */
void reader_sentence(struct reader *reader, const struct place *place, const char *text,
                     size_t length);

/* Keeps a copy of what was read, and returns its number: statement.sentence. */
size_t reader_told(struct statements *statements, const char *path, const char *quote);

/* Adds a statement for each topic of subject and each treatment that it is about; scope instead of
 * the document's own, or NULL. */
void reader_add(struct reader *reader, const struct subject *subject, const char *scope,
                struct statement *statement);

/* Whether a document or claim says that the clinic has not confirmed it. */
bool reader_is_open(struct json_object *object);

#endif

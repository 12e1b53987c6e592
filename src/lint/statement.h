/* Timed statements: what the documents say about how long, from when, how often, in prose and in
 * claims, in a form in which two of them can be held against each other. */
#ifndef AFTERCARE_LINT_STATEMENT_H
#define AFTERCARE_LINT_STATEMENT_H

#include "lint/subject.h"

#include <stdbool.h>
#include <stddef.h>

struct json_object;
struct lint_texts;

struct statement {
    const char *document; /* its key; borrowed, like the three below */
    const char *title;    /* of the document */
    const char *scope;    /* the treatment that it is about */
    const char *topic;    /* "" where the aspect needs none */
    enum aspect aspect;
    bool before; /* before the treatment */
    bool none;   /* no time at all: "no downtime" */
    bool bare;   /* it stands in prose without a link, and in no claim */
    bool open;   /* its document or claim says that the clinic has not confirmed it */
    struct conditions conditions;
    struct scanned_time time;
    struct json_object *declared; /* the list of figures that it is one of, where the claim gives
                                     several; NULL otherwise; borrowed */
    size_t sentence;              /* the same for all statements of one sentence */
};

/* A sentence, or a claim's figure, that was read. */
struct told {
    char *path;  /* owned */
    char *quote; /* owned */
};

struct statements {
    const char *only_treatment; /* its key, where the clinic has one alone; set before reading */
    struct statement *list;     /* owned */
    size_t count;
    size_t room;
    struct told *told; /* owned; statement.sentence is its index */
    size_t told_count;
    size_t told_room;
    size_t *declared; /* owned; which of list are figures of a claim with several */
    size_t declared_count;
    struct topics topics;
};

/* Reads all documents, which must outlive the statements. texts are those of each (zeroed, or read
 * already); what is not read yet is read. The caller calls statements_free. */
void statements_read(struct json_object *const *documents, size_t count, struct lint_texts *texts,
                     struct statements *statements);

void statements_free(struct statements *statements);

#endif

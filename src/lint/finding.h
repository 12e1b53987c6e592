/* What a check has found, with its place, the reason and the cure; and a list of such. */
#ifndef AFTERCARE_LINT_FINDING_H
#define AFTERCARE_LINT_FINDING_H

#include <stddef.h>

enum finding_level {
    FINDING_BLOCK, /* it is not published so */
    FINDING_ADVICE /* a publisher may answer it with a reason */
};

struct finding_place {
    char *document; /* a document's key; owned; NULL where there is no place */
    char *path;     /* of the field, as in faults: "steps.sauna.until"; "" for the whole; owned */
    char *quote;    /* the words it is about, as plain text; owned; NULL where nothing is quoted */
};

struct finding {
    const char *code; /* of its check: "contradiction", "vague-time" …; static */
    enum finding_level level;
    struct finding_place place;
    struct finding_place other; /* the second place; other.document is NULL where there is none */
    char *reason;               /* a sentence: what is wrong; owned */
    char *cure;                 /* a sentence: what to do; owned */
};

struct findings {
    struct finding *list; /* owned */
    size_t count;
    size_t room;
};

/* Appends a finding about a field, without a reason and cure yet, and returns it: the pointer is
 * good until the next is added. The texts are copied; quote may be NULL. */
struct finding *finding_add(struct findings *findings, const char *code, enum finding_level level,
                            const char *document, const char *path, const char *quote);

/* Names the second place. */
void finding_set_other(struct finding *finding, const char *document, const char *path,
                       const char *quote);

/* Each sets its sentence. */
void finding_reason(struct finding *finding, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void finding_cure(struct finding *finding, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Frees what one holds, for who takes it out of a list. */
void finding_free(struct finding *finding);

void findings_free(struct findings *findings);

#endif

/* What is wrong with a document, each fault with its place, so that all are told at once. */
#ifndef AFTERCARE_CONTENT_FAULTS_H
#define AFTERCARE_CONTENT_FAULTS_H

#include <stddef.h>

struct fault {
    char *path;    /* "steps.sauna.until.low"; "" for the whole document; owned */
    char *message; /* a sentence part: "is required"; owned */
    char *instead; /* a value that would do; NULL: none is known; owned */
};

struct faults {
    struct fault *list; /* owned */
    size_t count;
};

void faults_add(struct faults *faults, const char *path, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* As faults_add, for the member name of the object at path. */
void faults_add_member(struct faults *faults, const char *path, const char *name,
                       const char *message);

/* Says of the last one which value would do in that place. */
void faults_offer(struct faults *faults, const char *instead);

/* Takes the last one back where another says the same of the same place. */
void faults_drop_repeated(struct faults *faults);

void faults_free(struct faults *faults);

#endif

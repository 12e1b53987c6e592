/* Bringing documents in from JSON texts: all or nothing. */
#ifndef AFTERCARE_CONTENT_IMPORT_H
#define AFTERCARE_CONTENT_IMPORT_H

#include "content/publish.h"

#include <stdbool.h>
#include <stddef.h>

/* The documents of some files, ready to publish. Starts as all zero. */
struct import {
    struct draft *drafts; /* owned */
    const char **files;   /* the file each came from; borrowed from import_add's caller */
    size_t count;
    struct faults unread; /* files that could not be read at all: path is the file */
};

/* Adds the documents of one file's text: an object, or an array of objects. With replace, whatever
 * is live gives way. author and note go into the revisions. */
void import_add(struct import *import, const char *file, const char *text, size_t length,
                bool replace, const char *author, const char *note);

/* Whether anything is wrong, before or after publish. */
bool import_has_faults(const struct import *import);

/* Calls tell for every fault: "FILE" and "path.to.field: what is wrong", the field's path beginning
 * with the document's key where the file holds several. */
void import_tell_faults(const struct import *import,
                        void (*tell)(const char *file, const char *path, const char *message));

void import_free(struct import *import);

#endif

/* Bringing documents in from JSON or CSV texts: all or nothing. */
#ifndef AFTERCARE_CONTENT_IMPORT_H
#define AFTERCARE_CONTENT_IMPORT_H

#include "content/publish.h"

#include <stdbool.h>
#include <stddef.h>

enum import_format {
    IMPORT_JSON, /* an object, or an array of objects */
    IMPORT_CSV   /* content/sheet.h */
};

/* The documents of some files, ready to publish. Starts as all zero but for progress. */
struct import {
    void (*progress)(size_t checked); /* called after each document; may be NULL */
    struct draft *drafts;             /* owned */
    const char **files; /* the file each came from; borrowed from import_add's caller */
    size_t count;
    struct faults unread; /* files that could not be read at all: path is the file */
};

/* The format that a file's name tells: CSV where it ends with ".csv". */
enum import_format import_format_of(const char *file);

/* Adds the documents of one file's text. With replace, whatever is live gives way. author and note
 * go into the revisions. import_add is import_add_as for JSON. */
void import_add_as(struct import *import, enum import_format format, const char *file,
                   const char *text, size_t length, bool replace, const char *author,
                   const char *note);
void import_add(struct import *import, const char *file, const char *text, size_t length,
                bool replace, const char *author, const char *note);

/* Whether anything is wrong, before or after publish. */
bool import_has_faults(const struct import *import);

/* Calls tell for every fault: "FILE" and "path.to.field: what is wrong", the field's path beginning
 * with the document's key where the file holds several. */
void import_tell_faults(const struct import *import,
                        void (*tell)(const char *file, const char *path, const char *message));

/* What publishing would do, without doing it: publishes everything in a transaction that is then
 * rolled back, so that the outcomes and faults are those of a real one. PUBLISH_DONE if it would
 * be done. */
enum publish_result import_rehearse(struct import *import, struct db *db, time_t now,
                                    publish_gate *gate);

/* What import_rehearse found, a document each: an array of {key, kind, title, outcome ("new",
 * "changed", "unchanged" or "withdrawn"), paths: [the fields that differ from what is live]}, which
 * the caller puts. */
struct json_object *import_changes(const struct import *import, struct db *db);
const char *import_outcome_name(enum draft_outcome outcome);

/* After import_rehearse: saves what differs from what is live as drafts by author (staff.id; 0:
 * nobody known). Runs inside the caller's transaction, which must be rolled back where it returns
 * false: a document has a draft already (then it has a fault), or the database failed. */
bool import_save_drafts(struct import *import, struct db *db, int64_t now, int64_t author);

/* The documents again as a JSON array, each with the revision that it was made from; the caller
 * puts it. */
struct json_object *import_documents(const struct import *import);

void import_free(struct import *import);

#endif

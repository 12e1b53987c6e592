/* The live documents whose prose cites a treatment's facts (content/cite.h): when the treatment is
 * published, what is derived from them is made anew. */
#ifndef AFTERCARE_CONTENT_CITING_H
#define AFTERCARE_CONTENT_CITING_H

#include "content/derive.h"
#include "content/faults.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct db;

struct citing {
    int64_t document, revision;
    struct derivation derivation; /* with marks, until citing_write */
    bool written;
};

struct citing_list {
    struct citing *list; /* owned */
    size_t count;
};

/* Adds the documents that cite facts of the treatment called key and are not in the list as they
 * stand now; renders their Markdown. Called before publish's transaction, and again inside it for
 * what has changed in between. */
void citing_read(struct db *db, const char *key, struct citing_list *list);

/* Whether what was read is still the document's live revision. */
bool citing_is_current(struct db *db, const struct citing *citing);

/* Writes the derived rows, once, inside publish's transaction, if the words that patients read are
 * others than before: they changed now (seconds since 1970). A citation that finds no fact any
 * more is a fault of the treatment, whose draft's faults these are. */
void citing_write(struct db *db, struct citing *citing, time_t now, struct faults *faults);

void citing_free(struct citing_list *list);

#endif

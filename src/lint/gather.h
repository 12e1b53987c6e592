/* The documents that are checked together, from the database. Reads only. */
#ifndef AFTERCARE_LINT_GATHER_H
#define AFTERCARE_LINT_GATHER_H

#include "lint/lint.h"

#include <stdint.h>
#include <time.h>

struct db;
struct json_object;

struct gathered {
    struct json_object *by_key;     /* {key: document}; owned */
    struct json_object **documents; /* its values; owned */
    char *only_treatment;           /* owned; NULL where there are none or several */
    char today[sizeof "2026-11-22"];
    struct lint_site site; /* what stands above, for lint_run */
};

/* Everything that is live. */
void gather_all(struct db *db, time_t now, struct gathered *gathered);

enum { GATHER_ALL = -1 };

/* The count bodies (drafts), as if they were live; the treatments that they are about (those that
 * one names in its texts, or the only one, where it refers to none); at most
 * `most` (or GATHER_ALL) of the live documents that name each of these; and the clinic's own
 * document and its activities. */
void gather_around(struct db *db, time_t now, struct json_object *const *bodies, size_t count,
                   int64_t most, struct gathered *gathered);

void gathered_free(struct gathered *gathered);

#endif

/* The parts of pages that the search reads: the tables passage, search and word. Written at
 * publish and at a rebuild, from the live rows; what fails shows in db_state. */
#ifndef AFTERCARE_CONTENT_PASSAGE_H
#define AFTERCARE_CONTENT_PASSAGE_H

#include <stdint.h>

struct db;

enum { PASSAGES_PER_DOCUMENT = 1024 }; /* a passage's id is its document's times this, and more */

#define PASSAGE_BETWEEN_NAMES " · "

/* Replaces the passages of document by those of its live row; none are left where it has none.
 * The live rows of the activities that it names must be written. */
void passage_write(struct db *db, int64_t document);

/* passage_write for the documents that name the activity called key: they take its names. */
void passage_write_naming(struct db *db, const char *key);

/* Takes all away, before a rebuild. */
void passage_clear(struct db *db);

#endif

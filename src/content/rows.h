/* The rows that publish writes: revisions, and what is derived from them. All of it runs inside
 * publish's transaction; what fails shows in db_state. */
#ifndef AFTERCARE_CONTENT_ROWS_H
#define AFTERCARE_CONTENT_ROWS_H

#include <stdint.h>
#include <time.h>

struct db;
struct derivation;
struct draft;

/* Frees the document's slug, so that another of the same set may take it; until another does, it
 * leads on to wherever the document goes. */
void rows_leave_slug(struct db *db, int64_t document);

/* Writes the draft's revision, makes it the live one and takes its address. Sets draft->document.
 */
void rows_write_revision(struct db *db, struct draft *draft, time_t now);

/* Replaces the live, reference and claim rows of document. Of a withdrawn one none are left. */
void rows_write_derived(struct db *db, int64_t document, const struct derivation *derivation);

/* Replaces the document's words in the search, but for its names. */
void rows_write_search(struct db *db, int64_t document, const struct derivation *derivation);

/* Writes the names by which the search finds the document: its own and those of the activities
 * that it names, whose live rows must be written. */
void rows_write_names(struct db *db, int64_t document);

/* rows_write_names for the documents that take names from the draft's. */
void rows_write_names_of_citing(struct db *db, const struct draft *draft);

/* rows_write_derived and rows_write_search, from the live revision. */
void rows_rebuild_document(struct db *db, int64_t document);

#endif

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

/* rows_write_derived, from the live revision. */
void rows_rebuild_document(struct db *db, int64_t document);

#endif

/* The table claim: what the live documents state (steps, signs, facts), a row each. Written at
 * publish and at a rebuild; read by what asks across documents. A claim that is not confirmed has
 * its row too: who reads it says so. */
#ifndef AFTERCARE_CONTENT_CLAIM_ROWS_H
#define AFTERCARE_CONTENT_CLAIM_ROWS_H

#include <stdint.h>

struct db;
struct derivation;
struct json_object;

/* Replaces the claims of document by those of derivation; none where it is NULL. Inside publish's
 * transaction; what fails shows in db_state. */
void claim_rows_write(struct db *db, int64_t document, const struct derivation *derivation);

/* Each gives an array of
 *
 *     {path, treatment (its key), until_minutes (missing where no figure is stated),
 *      document: {kind, key, slug}, claim: {…, sources}}
 *
 * in the order of the documents and within them, which the caller puts. claim is the statement as
 * its document has it, with NAME_html beside its Markdown, and those of the document's sources
 * that it cites. */
struct json_object *claim_rows_of_activity(struct db *db, const char *activity);
struct json_object *claim_rows_of_treatment(struct db *db, const char *treatment, const char *type);

/* Minutes from its anchor to a time's low or high figure, negative before the treatment;
 * CLAIM_ALWAYS for "always", CLAIM_UNSTATED where there is no figure, or no time (NULL). */
enum claim_end { CLAIM_LOW, CLAIM_HIGH };
#define CLAIM_ALWAYS   INT64_C(9000000000000)
#define CLAIM_UNSTATED (-CLAIM_ALWAYS)
int64_t claim_minutes(struct json_object *time, enum claim_end end);

#endif

/* Claims that the clinic has not confirmed, and confirming one. A claim is an entry of a list whose
 * table has a field "confirmed" (a step, a fact, a sign …), or a whole document that has one. */
#ifndef AFTERCARE_CONTENT_CLAIMS_H
#define AFTERCARE_CONTENT_CLAIMS_H

#include <stddef.h>
#include <stdint.h>

struct db;
struct json_object;

enum claim_result {
    CLAIM_CONFIRMED,
    CLAIM_MISSING,  /* there is no claim at the path */
    CLAIM_ALREADY,  /* it is confirmed */
    CLAIM_DIFFERS,  /* it holds several figures, or breaks another rule: one must be chosen first */
    CLAIM_REWRITTEN /* the document to be changed says something else there */
};

/* Unconfirmed claims of live documents, in the order of their documents: an array of at most limit
 * {key, kind_label, document_title, number (of the live revision), path ("steps.sauna"; "" for the
 * document), title, says (a text) or says_html, places: [{title, place}], differs}, which the
 * caller puts. key, where not NULL, is the one document to look at. *total gets how many there are.
 */
struct json_object *claims_open(struct db *db, const char *key, size_t limit, size_t *total);

/* Sets the claim at path of the live document to confirmed, in the document into: the live one
 * itself, or a draft made from it, where the claim must still read as it does live. */
enum claim_result claim_confirm(struct json_object *live, const char *path,
                                struct json_object *into);

#endif

/* The checks: what is published is held against rules that no table of fields can state. Pure
 * functions over documents; nothing here reads the database or runs when a patient reads.
 *
 * A check is handed drafts too, which may be invalid: any member may be missing or of another
 * type. (json_text, json_member and lint_texts see to that.) */
#ifndef AFTERCARE_LINT_LINT_H
#define AFTERCARE_LINT_LINT_H

#include "lint/finding.h"

#include <stdbool.h>
#include <stddef.h>

struct json_object;
struct lint_texts;
struct statements;

/* The documents that are checked together. */
struct lint_site {
    struct json_object *const *documents; /* none is withdrawn; borrowed */
    size_t count;
    const char *only_treatment; /* its key, where the clinic has one alone; NULL otherwise */
    const char *today;          /* YYYY-MM-DD, on the clinic's calendar */
    bool blocks_only;           /* leave out the checks that only advise */
    const char *const *codes;   /* the checks to run, ended by NULL; NULL: all */
    /* lint_run sees to the rest: each text is read once for all checks. */
    const struct statements *statements; /* what the documents say */
    struct lint_texts *texts; /* of each document, for the checks of the whole; of the one
                                 that is looked at, for those of a document */
};

/* In the order in which they are told. */
enum lint_family {
    LINT_CONTRADICTIONS,
    LINT_SAFETY,
    LINT_READING,
    LINT_SEARCH,
    LINT_REVIEW,
    LINT_FAMILIES
};

struct lint_check {
    const char *code;  /* NULL ends the table */
    const char *label; /* as staff read it: "Vague times" */
    enum lint_family family;
    enum finding_level level; /* of its findings, unless it says otherwise for one */
    /* Adds what it finds in one document of the site; or NULL. */
    void (*document)(const struct lint_check *check, const struct lint_site *site,
                     struct json_object *document, struct findings *findings);
    /* Adds what it finds across the whole site, each thing once; or NULL. */
    void (*whole)(const struct lint_check *check, const struct lint_site *site,
                  struct findings *findings);
};

/* All checks, ended by one without a code. Each family's functions are declared in lint/checks.h.
 */
extern const struct lint_check lint_checks[];

const struct lint_check *lint_check_called(const char *code); /* NULL if there is none */

/* Runs every check and fills findings (findings_free). Where keys is not NULL, an object whose
 * members are documents' keys, checks of single documents look at these alone, and only findings
 * with a place in one of them are kept. Blocks come first, then advice by families; otherwise they
 * are in the order of the site. */
void lint_run(const struct lint_site *site, struct json_object *keys, struct findings *findings);

#endif

/* The audit trail: who did what to which document when. Lines are added and never changed; the
 * addresses in them are blanked once the setting audit_address_days says so. */
#ifndef AFTERCARE_STAFF_AUDIT_H
#define AFTERCARE_STAFF_AUDIT_H

#include "staff/staff.h"

struct db;

/* A row each in a table of audit.c. New ones stand before AUDIT_ACTIONS. */
enum audit_action {
    AUDIT_SIGN_IN,
    AUDIT_SIGN_IN_REFUSED,
    AUDIT_SIGN_OUT,
    AUDIT_SESSION_ENDED,
    AUDIT_PASSWORD_CHANGED,
    AUDIT_CODE_ON,
    AUDIT_CODE_OFF,
    AUDIT_RECOVERY_CODES,
    AUDIT_STAFF_ADDED,
    AUDIT_STAFF_ROLE,
    AUDIT_STAFF_DISABLED,
    AUDIT_STAFF_ENABLED,
    AUDIT_STAFF_RESET,
    AUDIT_STAFF_LINK,
    AUDIT_SETTING,
    AUDIT_DRAFT_SAVED,
    AUDIT_DRAFT_DELETED,
    AUDIT_REVIEW_ASKED,
    AUDIT_REVIEW_RETURNED,
    AUDIT_PUBLISHED,
    AUDIT_WITHDRAWN,
    AUDIT_BROUGHT_BACK,
    AUDIT_CONFIRMED,
    AUDIT_REVIEWED,
    AUDIT_REVISION_BLANKED,
    AUDIT_CHECK_ANSWERED,
    AUDIT_CHECK_ANSWER_TAKEN_BACK,
    AUDIT_IMPORTED,
    AUDIT_EXPORTED,
    AUDIT_RESTORED,
    AUDIT_ACTIONS
};

/* Adds a line, inside the caller's write transaction. who may be NULL: then who_name says who it
 * was ("command line"); otherwise who_name is not looked at. document is a key, or NULL. detail
 * says what a reader needs beyond the action; never a secret, never a text that was typed where a
 * secret belongs. address is of the staff member; NULL or "": none. */
void audit_write(struct db *db, int64_t now, const struct staff *who, const char *who_name,
                 enum audit_action action, const char *document, const char *detail,
                 const char *address);

/* The same, for an actor. */
void audit_by(struct db *db, int64_t now, struct staff_actor actor, enum audit_action action,
              const char *document, const char *detail);

/* Blanks up to a bounded number of addresses that are older than days (the setting
 * audit_address_days); inside the caller's transaction. */
void audit_forget_addresses(struct db *db, int64_t now, int64_t days);

const char *audit_action_name(enum audit_action action); /* "sign-in-refused" */
const char *audit_action_words(const char *action); /* "Sign-in refused"; NULL for none of ours */

/* What a reader of the trail asks for. */
struct audit_filter {
    int64_t before;       /* lines with a smaller id; INT64_MAX for the newest */
    int64_t staff;        /* that person; 0: any */
    const char *action;   /* its name; NULL: any */
    const char *document; /* a key; NULL: any */
};

struct audit_line {
    int64_t id, at;
    const char *who, *action, *document, *detail, *address; /* document and address may be NULL */
};

/* Calls take for up to most lines, the newest first, whose texts are good during the call. Returns
 * how many there were. */
size_t audit_read(struct db *db, const struct audit_filter *filter, size_t most,
                  void (*take)(const struct audit_line *line, void *context), void *context);

#endif

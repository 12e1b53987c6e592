/* One-time codes (RFC 6238: SHA-1, 30 seconds, 6 digits, as every app takes them), and recovery
 * codes for those who lost their phone. Each works once. */
#ifndef AFTERCARE_STAFF_CODE_H
#define AFTERCARE_STAFF_CODE_H

#include "base/buffer.h"
#include "staff/staff.h"

enum {
    CODE_STEP = 30,        /* seconds */
    CODE_WINDOW = 1,       /* steps before and after now that are taken: clocks differ */
    CODE_SECRET_SIZE = 33, /* 20 bytes in base32, and NUL */
    RECOVERY_CODES = 10,
    RECOVERY_CODE_SIZE = 20, /* "abcd-efgh-jkmn-pqrs" and NUL: 80 bits */
};

enum code_result { CODE_WRONG, CODE_RIGHT, CODE_RECOVERY };

/* The time step for which text is the code of secret (base32), around now; -1 if there is none.
 * Blanks in text are passed over. */
int64_t code_step(const char *secret, int64_t now, const char *text);

/* Uses up a code or a recovery code of that person, inside the caller's transaction. */
enum code_result code_use(struct db *db, int64_t now, int64_t staff, const char *text);

/* Setting codes up: a new secret that waits for its first code; that code, which puts it to use
 * and makes recovery codes; and away with it. Each in a transaction of its own. */
bool code_begin(struct db *db, const struct staff *staff);
/* The secret that waits; false if there is none. */
bool code_pending(struct db *db, const struct staff *staff, char secret[CODE_SECRET_SIZE]);
enum code_result code_confirm(struct db *db, int64_t now, struct staff_actor actor,
                              const char *text, char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE]);
bool code_stop(struct db *db, int64_t now, struct staff_actor actor);

/* New recovery codes in place of the old ones; and how many are left. */
bool code_renew_recovery(struct db *db, int64_t now, struct staff_actor actor,
                         char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE]);
int64_t code_recovery_left(struct db *db, const struct staff *staff);

/* Appends the address that apps read from the QR code: otpauth://totp/… (Key Uri Format). */
void code_address(const char *issuer, const char *name, const char *secret, struct buffer *out);

#endif

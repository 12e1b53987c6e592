/* Slowing down who guesses passwords and codes, without locking anybody out.
 *
 * Each try is counted before the password is looked at, so that many at once are counted as well.
 * After some tries each further one has to wait: 1 second, 2, 4 … up to a longest pause. Two counts
 * are kept for a try from a browser that nobody knows: one for the name (whether or not anybody has
 * it), one for the address. A browser that has signed in with that name before carries a sealed
 * mark of it, and is counted for itself alone: whoever guesses at a name from elsewhere delays
 * strangers to that name, not its owner. (An owner on a new browser in the middle of an attack
 * waits, or gets a link from an administrator; links are not slowed.) */
#ifndef AFTERCARE_STAFF_THROTTLE_H
#define AFTERCARE_STAFF_THROTTLE_H

#include "staff/token.h"

#include <stddef.h>
#include <stdint.h>

struct db;

enum throttle_kind {
    THROTTLE_NAME,
    THROTTLE_ADDRESS, /* of IPv6 the first 64 bits, which one customer has */
    THROTTLE_DEVICE,
    THROTTLE_SESSION, /* typing one's password again */
};

struct throttle_subject {
    enum throttle_kind kind;
    char text[16 + TOKEN_HASH_SIZE]; /* "name:" and a hash: what was typed may be a secret */
};

void throttle_subject(struct throttle_subject *subject, enum throttle_kind kind, const char *text);

/* Counts a try for each subject, in a transaction of its own. 0: go on. Over 0: so many seconds
 * must pass first, and nothing was counted. Below 0: the database failed. */
int64_t throttle_try(struct db *db, int64_t now, const struct throttle_subject *subjects,
                     size_t count);

/* It was no guess: the tries are forgotten (an address's are not; others may guess from it). Inside
 * the caller's transaction. */
void throttle_forget(struct db *db, const struct throttle_subject *subjects, size_t count);

#endif

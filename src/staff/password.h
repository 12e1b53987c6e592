/* Passwords: which ones are taken, and their Argon2id hashes.
 *
 * Twelve characters or more and no rule about which characters (NIST SP 800-63B, 5.1.1.2). Instead
 * of a long list of common passwords, what makes a password common is looked for: password_fault.
 */
#ifndef AFTERCARE_STAFF_PASSWORD_H
#define AFTERCARE_STAFF_PASSWORD_H

#include <stdbool.h>
#include <stddef.h>

struct db;

enum {
    PASSWORD_MIN = 12,        /* characters */
    PASSWORD_MAX = 1024,      /* bytes */
    PASSWORD_HASH_SIZE = 128, /* as libsodium writes it, with NUL */
    PASSWORD_OWN_WORDS = 16,
};

/* Why a new password is not taken, as a sentence, or NULL. Too short or long; few different
 * characters; one piece repeated; or hardly anything but common words (a table of our own), rows of
 * keys, sequences, years, and own_words: names that whoever guesses knows (the person's, the
 * clinic's), ended by NULL. Numbers for letters ("p4ssw0rd") do not help. */
const char *password_fault(const char *password, const char *const *own_words);

enum password_result {
    PASSWORD_RIGHT,
    PASSWORD_WRONG,
    PASSWORD_BUSY, /* too many are being checked at this moment */
};

/* At most two hashes at once, over all processes that use the database: each takes 64 MiB. Waits a
 * few seconds for its turn. */

/* The hash of a new password; false where it is PASSWORD_BUSY. */
bool password_hash(struct db *db, const char *password, char hash[PASSWORD_HASH_SIZE]);

/* Checks against a stored hash. NULL (there is nobody of that name, or no password is set) takes as
 * long and is wrong. */
enum password_result password_check(struct db *db, const char *stored, const char *password);

#endif

/* Random tokens, their hashes, and texts that only we can have written. */
#ifndef AFTERCARE_STAFF_TOKEN_H
#define AFTERCARE_STAFF_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct db;

enum {
    TOKEN_SIZE = 44,      /* 32 random bytes in base64url without padding (RFC 4648, 5), and NUL */
    TOKEN_HASH_SIZE = 65, /* SHA-256, hex, and NUL */
};

void token_make(char token[TOKEN_SIZE]);

/* What is stored of a token. Tokens are random, so that a plain hash cannot be searched. */
void token_hash(const char *token, char hash[TOKEN_HASH_SIZE]);

/* Compared in a time that tells nothing; false where either is NULL. */
bool token_equal(const char *one, const char *other);

/* Appends text with a mark (HMAC-SHA-512-256 with the site's own key, made when first asked for)
 * that only this site can make: "MARK.text". purpose keeps marks of different uses apart. Opens a
 * transaction where the key has to be made. */
bool token_seal(struct db *db, const char *purpose, const char *text, struct buffer *out);

/* The text within sealed, borrowed from it; NULL where the mark is not ours. */
const char *token_open(struct db *db, const char *purpose, const char *sealed);

#endif

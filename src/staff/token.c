#include "staff/token.h"

#include "base/buffer.h"
#include "store/db.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = crypto_auth_KEYBYTES, KEY_HEX_SIZE = 2 * KEY_BYTES + 1, MARK_SIZE = 44 };

static void init(void)
{
    if (sodium_init() < 0)
        abort(); /* no random numbers: nothing may be signed or made */
}

void token_make(char token[TOKEN_SIZE])
{
    unsigned char bytes[32];
    init();
    randombytes_buf(bytes, sizeof bytes);
    sodium_bin2base64(token, TOKEN_SIZE, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

void token_hash(const char *token, char hash[TOKEN_HASH_SIZE])
{
    unsigned char bytes[crypto_hash_sha256_BYTES];
    init();
    crypto_hash_sha256(bytes, (const unsigned char *)token, strlen(token));
    sodium_bin2hex(hash, TOKEN_HASH_SIZE, bytes, sizeof bytes);
}

bool token_equal(const char *one, const char *other)
{
    if (!one || !other)
        return false;
    size_t length = strlen(one);
    return length == strlen(other) && sodium_memcmp(one, other, length) == 0;
}

/* --- Seals ------------------------------------------------------------------------------------ */

static bool read_key(struct db *db, char hex[KEY_HEX_SIZE])
{
    struct db_rows *rows = db_query(db, DB_SETTING_GET, "s", "seal_key");
    const char *text = db_next(rows) ? db_text(rows, 0) : NULL;
    bool found = text && strlen(text) == KEY_HEX_SIZE - 1;
    if (found)
        memcpy(hex, text, KEY_HEX_SIZE);
    db_end(rows);
    return found;
}

/* Of two processes that make one at the same time, the first to write wins. */
static bool make_key(struct db *db)
{
    unsigned char key[KEY_BYTES];
    char hex[KEY_HEX_SIZE];
    randombytes_buf(key, sizeof key);
    sodium_bin2hex(hex, sizeof hex, key, sizeof key);
    if (db_begin_write(db) == DB_OK)
        db_execute(db, DB_SETTING_ADD, "ss", "seal_key", hex);
    sodium_memzero(key, sizeof key);
    sodium_memzero(hex, sizeof hex);
    return db_commit(db) == DB_OK;
}

static bool get_key(struct db *db, bool make, unsigned char key[KEY_BYTES])
{
    char hex[KEY_HEX_SIZE];
    init();
    if (!read_key(db, hex) && (!make || !make_key(db) || !read_key(db, hex)))
        return false;
    bool read = sodium_hex2bin(key, KEY_BYTES, hex, strlen(hex), NULL, NULL, NULL) == 0;
    sodium_memzero(hex, sizeof hex);
    return read;
}

/* The purpose is part of what is marked; a NUL stands between, which no text has. */
static bool make_mark(struct db *db, bool make_key_too, const char *purpose, const char *text,
                      char mark[MARK_SIZE])
{
    unsigned char key[KEY_BYTES], bytes[crypto_auth_BYTES];
    struct buffer whole = {0};
    if (!get_key(db, make_key_too, key))
        return false;
    buffer_append(&whole, purpose, strlen(purpose) + 1);
    buffer_puts(&whole, text);
    crypto_auth(bytes, (const unsigned char *)whole.data, whole.length, key);
    sodium_bin2base64(mark, MARK_SIZE, bytes, sizeof bytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    sodium_memzero(key, sizeof key);
    buffer_free(&whole);
    return true;
}

bool token_seal(struct db *db, const char *purpose, const char *text, struct buffer *out)
{
    char mark[MARK_SIZE];
    if (!make_mark(db, true, purpose, text, mark))
        return false;
    buffer_printf(out, "%s.%s", mark, text);
    return true;
}

const char *token_open(struct db *db, const char *purpose, const char *sealed)
{
    char mark[MARK_SIZE];
    const char *point = sealed ? strchr(sealed, '.') : NULL;
    if (!point || point - sealed != MARK_SIZE - 1)
        return NULL;
    if (!make_mark(db, false, purpose, point + 1, mark))
        return NULL;
    return sodium_memcmp(mark, sealed, MARK_SIZE - 1) == 0 ? point + 1 : NULL;
}

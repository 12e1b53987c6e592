#include "staff/code.h"

#include "base/memory.h"
#include "staff/audit.h"
#include "staff/token.h"
#include "store/db.h"

#include <ctype.h>
#include <liboath/oath.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS = 6, SECRET_BYTES = 20, TYPED_MAX = 40 };

/* --- Codes ------------------------------------------------------------------------------------ */

/* What was typed, without blanks and hyphens, in small letters. */
static void squeeze(const char *text, char typed[TYPED_MAX + 1])
{
    size_t length = 0;
    for (; *text && length < TYPED_MAX; text++)
        if (!isspace((unsigned char)*text) && *text != '-')
            typed[length++] = (char)tolower((unsigned char)*text);
    typed[length] = '\0';
}

static bool is_code(const char *typed)
{
    return strlen(typed) == DIGITS && strspn(typed, "0123456789") == DIGITS;
}

int64_t code_step(const char *secret, int64_t now, const char *text)
{
    char typed[TYPED_MAX + 1], *bytes = NULL;
    size_t length = 0;
    int64_t found = -1;
    squeeze(text, typed);
    if (!is_code(typed) || oath_base32_decode(secret, strlen(secret), &bytes, &length) != OATH_OK)
        return -1;
    for (int64_t step = now / CODE_STEP - CODE_WINDOW; step <= now / CODE_STEP + CODE_WINDOW;
         step++) {
        char code[DIGITS + 1];
        /* Every step is compared, so that the time tells nothing. */
        if (step >= 0 &&
            oath_hotp_generate(bytes, length, (uint64_t)step, DIGITS, false,
                               OATH_HOTP_DYNAMIC_TRUNCATION, code) == OATH_OK &&
            token_equal(code, typed))
            found = step;
    }
    free(bytes);
    return found;
}

static bool read_secrets(struct db *db, int64_t staff, char **secret, char **pending)
{
    struct db_rows *rows = db_query(db, DB_STAFF_CODES, "i", staff);
    bool found = db_next(rows);
    *secret = found ? memory_copy_text(db_text(rows, 0)) : NULL;
    *pending = found ? memory_copy_text(db_text(rows, 1)) : NULL;
    db_end(rows);
    return found;
}

/* Runs a statement that gives a row where it found something to change. */
static bool changed(struct db_rows *rows)
{
    bool row = db_next(rows);
    db_end(rows);
    return row;
}

enum code_result code_use(struct db *db, int64_t now, int64_t staff, const char *text)
{
    char typed[TYPED_MAX + 1], hash[TOKEN_HASH_SIZE], *secret, *pending;
    enum code_result result = CODE_WRONG;
    read_secrets(db, staff, &secret, &pending);
    squeeze(text, typed);
    int64_t step = secret ? code_step(secret, now, typed) : -1;
    token_hash(typed, hash);
    if (step >= 0 && changed(db_query(db, DB_STAFF_USE_CODE, "ii", staff, step)))
        result = CODE_RIGHT;
    else if (secret && step < 0 && changed(db_query(db, DB_RECOVERY_USE, "sii", hash, staff, now)))
        result = CODE_RECOVERY;
    free(secret);
    free(pending);
    return result;
}

/* --- Setting up ------------------------------------------------------------------------------- */

bool code_begin(struct db *db, const struct staff *staff)
{
    char bytes[SECRET_BYTES], *secret = NULL;
    if (sodium_init() < 0)
        abort();
    randombytes_buf(bytes, sizeof bytes);
    if (oath_base32_encode(bytes, sizeof bytes, &secret, NULL) != OATH_OK)
        abort(); /* out of memory */
    secret[strcspn(secret, "=")] = '\0';
    if (db_begin_write(db) == DB_OK)
        db_execute(db, DB_STAFF_SET_CODE_PENDING, "is", staff->id, secret);
    free(secret);
    return db_commit(db) == DB_OK;
}

bool code_pending(struct db *db, const struct staff *staff, char secret[CODE_SECRET_SIZE])
{
    char *in_use, *pending;
    read_secrets(db, staff->id, &in_use, &pending);
    bool found = pending && strlen(pending) < CODE_SECRET_SIZE;
    if (found)
        memcpy(secret, pending, strlen(pending) + 1);
    free(in_use);
    free(pending);
    return found;
}

/* Sixteen letters and digits without those that look alike: 5 bits each. */
static void make_recovery(char code[RECOVERY_CODE_SIZE])
{
    static const char alphabet[] = "abcdefghjkmnpqrstuvwxyz123456789";
    size_t at = 0;
    for (int i = 0; i < 16; i++) {
        if (i && i % 4 == 0)
            code[at++] = '-';
        code[at++] = alphabet[randombytes_uniform(32)];
    }
    code[at] = '\0';
}

static void put_recovery(struct db *db, int64_t staff,
                         char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE])
{
    char typed[TYPED_MAX + 1], hash[TOKEN_HASH_SIZE];
    db_execute(db, DB_RECOVERY_DELETE, "i", staff);
    for (int i = 0; i < RECOVERY_CODES; i++) {
        make_recovery(recovery[i]);
        squeeze(recovery[i], typed);
        token_hash(typed, hash);
        db_execute(db, DB_RECOVERY_INSERT, "si", hash, staff);
    }
}

enum code_result code_confirm(struct db *db, int64_t now, struct staff_actor actor,
                              const char *text, char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE])
{
    char secret[CODE_SECRET_SIZE];
    if (!code_pending(db, actor.staff, secret))
        return CODE_WRONG;
    int64_t step = code_step(secret, now, text);
    if (step < 0 || db_begin_write(db) != DB_OK)
        return CODE_WRONG;
    db_execute(db, DB_STAFF_CONFIRM_CODES, "ii", actor.staff->id, step);
    put_recovery(db, actor.staff->id, recovery);
    audit_by(db, now, actor, AUDIT_CODE_ON, NULL, "");
    return db_commit(db) == DB_OK ? CODE_RIGHT : CODE_WRONG;
}

bool code_stop(struct db *db, int64_t now, struct staff_actor actor)
{
    if (db_begin_write(db) == DB_OK) {
        db_execute(db, DB_STAFF_STOP_CODES, "i", actor.staff->id);
        db_execute(db, DB_RECOVERY_DELETE, "i", actor.staff->id);
        audit_by(db, now, actor, AUDIT_CODE_OFF, NULL, "");
    }
    return db_commit(db) == DB_OK;
}

bool code_renew_recovery(struct db *db, int64_t now, struct staff_actor actor,
                         char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE])
{
    if (sodium_init() < 0)
        abort();
    if (db_begin_write(db) == DB_OK) {
        put_recovery(db, actor.staff->id, recovery);
        audit_by(db, now, actor, AUDIT_RECOVERY_CODES, NULL, "");
    }
    return db_commit(db) == DB_OK;
}

int64_t code_recovery_left(struct db *db, const struct staff *staff)
{
    struct db_rows *rows = db_query(db, DB_RECOVERY_LEFT, "i", staff->id);
    int64_t left = db_next(rows) ? db_integer(rows, 0) : 0;
    db_end(rows);
    return left;
}

static void put_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        if (isalnum(byte) || strchr("-._~", byte))
            buffer_putc(out, *text);
        else
            buffer_printf(out, "%%%02X", byte);
    }
}

void code_address(const char *issuer, const char *name, const char *secret, struct buffer *out)
{
    buffer_puts(out, "otpauth://totp/");
    put_escaped(out, issuer);
    buffer_puts(out, ":");
    put_escaped(out, name);
    buffer_printf(out, "?secret=%s&issuer=", secret);
    put_escaped(out, issuer);
}

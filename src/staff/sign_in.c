#include "staff/sign_in.h"

#include "base/memory.h"
#include "staff/audit.h"
#include "staff/code.h"
#include "staff/password.h"
#include "staff/setting.h"
#include "staff/throttle.h"
#include "store/db.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUBJECTS_MAX = 2 };

struct subjects {
    struct throttle_subject list[SUBJECTS_MAX];
    size_t count;
};

/* What was typed as a name, as names are kept. */
static void fold_name(const char *typed, char name[STAFF_NAME_MAX + 1])
{
    size_t length = 0;
    typed += strspn(typed, " \t\r\n");
    for (; *typed && length < STAFF_NAME_MAX; typed++)
        name[length++] = (char)tolower((unsigned char)*typed);
    while (length > 0 && name[length - 1] == ' ')
        length--;
    name[length] = '\0';
}

/* A browser's mark is "NAME RANDOM", sealed. */
static bool is_known(struct db *db, const struct sign_in *sign_in, const char *name)
{
    const char *text = token_open(db, "device", sign_in->known);
    size_t length = strlen(name);
    return text && strncmp(text, name, length) == 0 && text[length] == ' ';
}

static void find_subjects(struct db *db, const struct sign_in *sign_in, const char *name,
                          struct subjects *subjects)
{
    if (is_known(db, sign_in, name)) {
        throttle_subject(&subjects->list[0], THROTTLE_DEVICE, sign_in->known);
        subjects->count = 1;
        return;
    }
    throttle_subject(&subjects->list[0], THROTTLE_NAME, name);
    throttle_subject(&subjects->list[1], THROTTLE_ADDRESS, sign_in->address);
    subjects->count = 2;
}

/* The stored hash, which the caller frees; NULL where nobody may sign in with it. */
static char *stored_hash(struct db *db, const struct staff *staff, bool found)
{
    char *hash = NULL;
    struct db_rows *rows = db_query(db, DB_STAFF_PASSWORD, "i", found ? staff->id : (int64_t)0);
    if (db_next(rows) && !staff->disabled)
        hash = memory_copy_text(db_text(rows, 0));
    db_end(rows);
    return hash;
}

static void forget_addresses(struct db *db, int64_t now)
{
    audit_forget_addresses(db, now, setting_number(db, "audit_address_days"));
}

/* What was typed as a name is not written down: it may be a password that went into the wrong
 * field. */
static void note_refusal(struct db *db, int64_t now, const struct sign_in *sign_in,
                         const struct staff *staff, const char *what)
{
    if (db_begin_write(db) == DB_OK) {
        audit_write(db, now, staff, "unknown name", AUDIT_SIGN_IN_REFUSED, NULL, what,
                    sign_in->address);
        forget_addresses(db, now);
    }
    db_commit(db);
}

static void make_mark(struct db *db, struct sign_in *sign_in)
{
    char text[STAFF_NAME_MAX + 1 + TOKEN_SIZE], random[TOKEN_SIZE];
    token_make(random);
    snprintf(text, sizeof text, "%s %s", sign_in->staff.name, random);
    token_seal(db, "device", text, &sign_in->mark);
}

static enum sign_in_result let_in(struct db *db, int64_t now, struct sign_in *sign_in,
                                  const struct subjects *subjects, const char *how)
{
    char device[SESSION_DEVICE_MAX + 1];
    session_device_words(sign_in->user_agent, device);
    make_mark(db, sign_in);
    if (db_begin_write(db) != DB_OK)
        return SIGN_IN_FAILED;
    throttle_forget(db, subjects->list, subjects->count);
    session_start(db, now, sign_in->staff.id, device, sign_in->token);
    audit_write(db, now, &sign_in->staff, NULL, AUDIT_SIGN_IN, NULL, how, sign_in->address);
    forget_addresses(db, now);
    return db_commit(db) == DB_OK ? SIGN_IN_DONE : SIGN_IN_FAILED;
}

static enum sign_in_result refuse(struct db *db, int64_t now, const struct sign_in *sign_in,
                                  const struct staff *staff, const char *what)
{
    note_refusal(db, now, sign_in, staff, what);
    return db_state(db) == DB_OK ? SIGN_IN_WRONG : SIGN_IN_FAILED;
}

/* "ID TIME" */
static enum sign_in_result ask_for_code(struct db *db, int64_t now, struct sign_in *sign_in)
{
    char text[60];
    snprintf(text, sizeof text, "%" PRId64 " %" PRId64, sign_in->staff.id, now);
    return token_seal(db, "code", text, &sign_in->ticket) ? SIGN_IN_CODE : SIGN_IN_FAILED;
}

enum sign_in_result sign_in_with_password(struct db *db, int64_t now, struct sign_in *sign_in,
                                          const char *name, const char *password)
{
    char folded[STAFF_NAME_MAX + 1];
    struct subjects subjects = {.count = 0};
    fold_name(name, folded);
    find_subjects(db, sign_in, folded, &subjects);
    sign_in->wait = throttle_try(db, now, subjects.list, subjects.count);
    if (sign_in->wait)
        return sign_in->wait > 0 ? SIGN_IN_PAUSED : SIGN_IN_FAILED;
    bool found = staff_by_name(db, folded, &sign_in->staff);
    char *stored = stored_hash(db, &sign_in->staff, found);
    enum password_result result =
        password_check(db, stored, strlen(password) > PASSWORD_MAX ? "" : password);
    free(stored);
    if (db_state(db) != DB_OK)
        return SIGN_IN_FAILED;
    if (result == PASSWORD_BUSY)
        return SIGN_IN_BUSY;
    if (result == PASSWORD_WRONG)
        return refuse(db, now, sign_in, found ? &sign_in->staff : NULL,
                      found && sign_in->staff.disabled ? "disabled" : "name or password");
    if (sign_in->staff.has_codes)
        return ask_for_code(db, now, sign_in);
    return let_in(db, now, sign_in, &subjects, "password");
}

/* --- The code --------------------------------------------------------------------------------- */

static bool read_ticket(struct db *db, int64_t now, const char *ticket, struct staff *staff)
{
    char *end = NULL;
    const char *text = token_open(db, "code", ticket);
    if (!text)
        return false;
    int64_t id = strtoll(text, &end, 10);
    return strtoll(end, NULL, 10) > now - SIGN_IN_TICKET_SECONDS && staff_by_id(db, id, staff) &&
           !staff->disabled && staff->has_password && staff->has_codes;
}

/* The code is used up in a transaction of its own: should the next one fail, it stays used. */
static enum code_result use_code(struct db *db, int64_t now, const struct staff *staff,
                                 const char *code)
{
    if (db_begin_write(db) != DB_OK)
        return CODE_WRONG;
    enum code_result result = code_use(db, now, staff->id, code);
    return db_commit(db) == DB_OK ? result : CODE_WRONG;
}

enum sign_in_result sign_in_with_code(struct db *db, int64_t now, struct sign_in *sign_in,
                                      const char *ticket, const char *code)
{
    struct subjects subjects = {.count = 0};
    if (!read_ticket(db, now, ticket, &sign_in->staff))
        return db_state(db) == DB_OK ? SIGN_IN_EXPIRED : SIGN_IN_FAILED;
    find_subjects(db, sign_in, sign_in->staff.name, &subjects);
    sign_in->wait = throttle_try(db, now, subjects.list, subjects.count);
    if (sign_in->wait)
        return sign_in->wait > 0 ? SIGN_IN_PAUSED : SIGN_IN_FAILED;
    enum code_result result = use_code(db, now, &sign_in->staff, code);
    if (db_state(db) != DB_OK)
        return SIGN_IN_FAILED;
    if (result == CODE_WRONG)
        return refuse(db, now, sign_in, &sign_in->staff, "one-time code");
    return let_in(db, now, sign_in, &subjects,
                  result == CODE_RECOVERY ? "password and recovery code"
                                          : "password and one-time code");
}

void sign_in_free(struct sign_in *sign_in)
{
    buffer_free(&sign_in->ticket);
    buffer_free(&sign_in->mark);
}

/* --- Again ------------------------------------------------------------------------------------ */

enum sign_in_result sign_in_again(struct db *db, int64_t now, const struct staff_session *session,
                                  const char *address, const char *password, int64_t *wait)
{
    struct throttle_subject subject;
    struct sign_in sign_in = {.address = address};
    throttle_subject(&subject, THROTTLE_SESSION, session->staff.name);
    *wait = throttle_try(db, now, &subject, 1);
    if (*wait)
        return *wait > 0 ? SIGN_IN_PAUSED : SIGN_IN_FAILED;
    char *stored = stored_hash(db, &session->staff, true);
    enum password_result result =
        password_check(db, stored, strlen(password) > PASSWORD_MAX ? "" : password);
    free(stored);
    if (result == PASSWORD_BUSY)
        return SIGN_IN_BUSY;
    if (result == PASSWORD_WRONG)
        return refuse(db, now, &sign_in, &session->staff, "password typed again");
    if (db_begin_write(db) == DB_OK) {
        throttle_forget(db, &subject, 1);
        db_execute(db, DB_SESSION_PROVE, "ii", session->id, now);
    }
    return db_commit(db) == DB_OK ? SIGN_IN_DONE : SIGN_IN_FAILED;
}

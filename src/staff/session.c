#include "staff/session.h"

#include "staff/audit.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

bool session_start(struct db *db, int64_t now, int64_t staff, const char *device,
                   char token[TOKEN_SIZE])
{
    char hash[TOKEN_HASH_SIZE], form_token[TOKEN_SIZE];
    token_make(token);
    token_make(form_token);
    token_hash(token, hash);
    db_execute(db, DB_SESSION_SWEEP, "iii", staff, now - SESSION_IDLE, now - SESSION_MOST);
    return db_execute(db, DB_SESSION_INSERT, "sisis", hash, staff, form_token, now, device);
}

static void read_row(struct db_rows *rows, struct staff_session *session)
{
    *session = (struct staff_session){
        .id = db_integer(rows, 0),
        .staff = {.id = db_integer(rows, 1)},
        .started_at = db_integer(rows, 3),
        .seen_at = db_integer(rows, 4),
        .proved_at = db_integer(rows, 5),
    };
    snprintf(session->form_token, sizeof session->form_token, "%s", db_text(rows, 2));
    snprintf(session->device, sizeof session->device, "%s", db_text(rows, 6));
}

bool session_find(struct db *db, int64_t now, const char *token, struct staff_session *session)
{
    char hash[TOKEN_HASH_SIZE];
    token_hash(token, hash);
    struct db_rows *rows =
        db_query(db, DB_SESSION_FIND, "sii", hash, now - SESSION_IDLE, now - SESSION_MOST);
    bool found = db_next(rows);
    if (found)
        read_row(rows, session);
    db_end(rows);
    return found && staff_by_id(db, session->staff.id, &session->staff) && !session->staff.disabled;
}

void session_seen(struct db *db, int64_t now, const struct staff_session *session)
{
    if (now - session->seen_at < SESSION_SEEN_STEP)
        return;
    if (db_begin_write(db) == DB_OK)
        db_execute(db, DB_SESSION_SEEN, "ii", session->id, now);
    /* A full disk must not keep staff from reading. */
    if (db_commit(db) != DB_OK)
        db_clear_state(db);
}

bool session_prove(struct db *db, int64_t now, const struct staff_session *session)
{
    if (db_begin_write(db) == DB_OK)
        db_execute(db, DB_SESSION_PROVE, "ii", session->id, now);
    return db_commit(db) == DB_OK;
}

bool session_is_proved(const struct staff_session *session, int64_t now)
{
    return now - session->proved_at < SESSION_PROOF;
}

bool session_end(struct db *db, int64_t now, struct staff_actor actor, int64_t staff, int64_t id,
                 bool sign_out)
{
    char device[SESSION_DEVICE_MAX + 1] = "";
    if (db_begin_write(db) != DB_OK)
        return false;
    struct db_rows *rows = db_query(db, DB_SESSION_END, "ii", id, staff);
    bool found = db_next(rows);
    if (found)
        snprintf(device, sizeof device, "%s", db_text(rows, 0));
    db_end(rows);
    if (found)
        audit_by(db, now, actor, sign_out ? AUDIT_SIGN_OUT : AUDIT_SESSION_ENDED, NULL, device);
    return db_commit(db) == DB_OK && found;
}

size_t session_list(struct db *db, int64_t now, int64_t staff, struct staff_session *list,
                    size_t most)
{
    struct db_rows *rows = db_query(db, DB_SESSION_LIST, "iiii", staff, now - SESSION_IDLE,
                                    now - SESSION_MOST, (int64_t)most);
    size_t count = 0;
    while (count < most && db_next(rows))
        read_row(rows, &list[count++]);
    db_end(rows);
    return count;
}

/* --- Devices ---------------------------------------------------------------------------------- */

struct device_word {
    const char *sign; /* of a User-Agent; the first that is found counts */
    const char *word;
};

/* Most browsers name those that they descend from, so that the youngest come first. */
static const struct device_word browsers[] = {
    {"Edg", "Edge"},        {"OPR/", "Opera"},    {"SamsungBrowser", "Samsung Internet"},
    {"Firefox", "Firefox"}, {"FxiOS", "Firefox"}, {"CriOS", "Chrome"},
    {"Chrome", "Chrome"},   {"Safari", "Safari"}, {"curl", "curl"},
    {"", "A browser"},
};
static const struct device_word systems[] = {
    {"iPhone", " on iPhone"},   {"iPad", " on iPad"},
    {"Android", " on Android"}, {"Windows", " on Windows"},
    {"Mac OS X", " on a Mac"},  {"CrOS", " on ChromeOS"},
    {"Linux", " on Linux"},     {"", ""},
};

static const char *word_for(const struct device_word *words, const char *user_agent)
{
    while (!strstr(user_agent, words->sign))
        words++;
    return words->word;
}

void session_device_words(const char *user_agent, char words[SESSION_DEVICE_MAX + 1])
{
    const char *given = user_agent ? user_agent : "";
    snprintf(words, SESSION_DEVICE_MAX + 1, "%s%s", word_for(browsers, given),
             word_for(systems, given));
}

#include "staff/link.h"

#include "staff/audit.h"
#include "staff/session.h"
#include "store/db.h"

#include <string.h>

bool link_make(struct db *db, int64_t now, struct staff_actor actor, const struct staff *staff,
               char token[TOKEN_SIZE])
{
    char hash[TOKEN_HASH_SIZE];
    token_make(token);
    token_hash(token, hash);
    if (db_begin_write(db) == DB_OK) {
        db_execute(db, DB_LINK_DELETE, "i", staff->id);
        db_execute(db, DB_LINK_INSERT, "sii", hash, staff->id, now + LINK_SECONDS);
        audit_by(db, now, actor, AUDIT_STAFF_LINK, NULL, staff->name);
    }
    return db_commit(db) == DB_OK;
}

bool link_find(struct db *db, int64_t now, const char *token, struct staff *staff)
{
    char hash[TOKEN_HASH_SIZE];
    token_hash(token, hash);
    struct db_rows *rows = db_query(db, DB_LINK_FIND, "si", hash, now);
    int64_t id = db_next(rows) ? db_integer(rows, 0) : 0;
    db_end(rows);
    return id && staff_by_id(db, id, staff) && !staff->disabled;
}

static enum staff_result set(struct db *db, int64_t now, struct staff_actor actor, const char *link,
                             const char *hash, const char *full_name, const char *device,
                             char session[TOKEN_SIZE])
{
    struct staff owner;
    if (link && (!link_find(db, now, link, &owner) || owner.id != actor.staff->id))
        return STAFF_TAKEN;
    db_execute(db, DB_STAFF_SET_PASSWORD, "is", actor.staff->id, hash);
    if (full_name)
        db_execute(db, DB_STAFF_SET_FULL_NAME, "is", actor.staff->id, full_name);
    db_execute(db, DB_LINK_DELETE, "i", actor.staff->id);
    staff_end_sessions(db, actor.staff->id);
    session_start(db, now, actor.staff->id, device, session);
    audit_by(db, now, actor, AUDIT_PASSWORD_CHANGED, NULL, link ? "with a link" : "");
    if (link)
        audit_by(db, now, actor, AUDIT_SIGN_IN, NULL, "link");
    return STAFF_DONE;
}

enum staff_result password_set(struct db *db, int64_t now, struct staff_actor actor,
                               const char *link, const char *hash, const char *full_name,
                               const char *device, char session[TOKEN_SIZE])
{
    if (full_name && !staff_full_name_is_sound(full_name))
        return STAFF_BAD_FULL_NAME;
    if (db_begin_write(db) != DB_OK)
        return STAFF_FAILED;
    enum staff_result result = set(db, now, actor, link, hash, full_name, device, session);
    if (result == STAFF_DONE)
        return db_commit(db) == DB_OK ? STAFF_DONE : STAFF_FAILED;
    db_roll_back(db);
    return result;
}

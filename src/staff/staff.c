#include "staff/staff.h"

#include "staff/audit.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

static const char *const role_names[STAFF_ROLES] = {
    [STAFF_EDITOR] = "editor",
    [STAFF_PUBLISHER] = "publisher",
    [STAFF_ADMINISTRATOR] = "administrator",
};

bool staff_may(const struct staff *staff, enum staff_role least)
{
    return staff->role >= least;
}

const char *staff_role_name(enum staff_role role)
{
    return role_names[role];
}

bool staff_role_read(const char *name, enum staff_role *role)
{
    for (int i = 0; i < STAFF_ROLES; i++) {
        if (strcmp(role_names[i], name) == 0) {
            *role = (enum staff_role)i;
            return true;
        }
    }
    return false;
}

/* --- Reading ---------------------------------------------------------------------------------- */

static void read_row(struct db_rows *rows, struct staff *staff)
{
    *staff = (struct staff){
        .id = db_integer(rows, 0),
        .has_password = db_integer(rows, 4),
        .has_codes = db_integer(rows, 5),
        .disabled = db_integer(rows, 6),
    };
    snprintf(staff->name, sizeof staff->name, "%s", db_text(rows, 1));
    snprintf(staff->full_name, sizeof staff->full_name, "%s", db_text(rows, 2));
    staff_role_read(db_text(rows, 3), &staff->role);
}

static bool read_one(struct db_rows *rows, struct staff *staff)
{
    bool found = db_next(rows);
    if (found)
        read_row(rows, staff);
    db_end(rows);
    return found;
}

bool staff_by_name(struct db *db, const char *name, struct staff *staff)
{
    return read_one(db_query(db, DB_STAFF_BY_NAME, "s", name), staff);
}

bool staff_by_id(struct db *db, int64_t id, struct staff *staff)
{
    return read_one(db_query(db, DB_STAFF_BY_ID, "i", id), staff);
}

size_t staff_list(struct db *db, const char *after, struct staff *list, size_t most)
{
    struct db_rows *rows = db_query(db, DB_STAFF_LIST, "si", after, (int64_t)most);
    size_t count = 0;
    while (count < most && db_next(rows))
        read_row(rows, &list[count++]);
    db_end(rows);
    return count;
}

static int64_t administrators_without(struct db *db, int64_t id)
{
    struct db_rows *rows = db_query(db, DB_STAFF_ADMINISTRATORS, "i", id);
    int64_t count = db_next(rows) ? db_integer(rows, 0) : 0;
    db_end(rows);
    return count;
}

bool staff_has_administrator(struct db *db)
{
    return administrators_without(db, 0) > 0;
}

/* --- Changing --------------------------------------------------------------------------------- */

static bool name_is_sound(const char *name)
{
    size_t length = strlen(name);
    return length >= 2 && length <= STAFF_NAME_MAX && *name >= 'a' && *name <= 'z' &&
           strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-") == length;
}

static enum staff_result insert(struct db *db, int64_t now, const char *name, const char *full_name,
                                enum staff_role role, struct staff *staff)
{
    if (staff_by_name(db, name, staff))
        return STAFF_TAKEN;
    db_execute(db, DB_STAFF_INSERT, "sssi", name, full_name, staff_role_name(role), now);
    return staff_by_name(db, name, staff) ? STAFF_DONE : STAFF_FAILED;
}

/* Commits what was done, or undoes what was refused. */
static enum staff_result finish(struct db *db, enum staff_result result)
{
    if (result == STAFF_DONE)
        return db_commit(db) == DB_OK ? STAFF_DONE : STAFF_FAILED;
    db_roll_back(db);
    return result;
}

static bool turns_direction(const unsigned char *text)
{
    return text[0] == 0xe2 && ((text[1] == 0x80 && text[2] >= 0xaa && text[2] <= 0xae) ||
                               (text[1] == 0x81 && text[2] >= 0xa6 && text[2] <= 0xa9));
}

bool staff_full_name_is_sound(const char *full_name)
{
    size_t length = strlen(full_name);
    for (const unsigned char *c = (const unsigned char *)full_name; *c; c++)
        if (*c < 0x20 || *c == 0x7f || turns_direction(c))
            return false;
    return length > 0 && length <= STAFF_FULL_NAME_MAX;
}

enum staff_result staff_add(struct db *db, int64_t now, struct staff_actor actor, const char *name,
                            const char *full_name, enum staff_role role, struct staff *staff)
{
    char detail[STAFF_NAME_MAX + 40];
    if (!name_is_sound(name))
        return STAFF_BAD_NAME;
    if (!staff_full_name_is_sound(full_name))
        return STAFF_BAD_FULL_NAME;
    if (db_begin_write(db) != DB_OK)
        return STAFF_FAILED;
    enum staff_result result = insert(db, now, name, full_name, role, staff);
    snprintf(detail, sizeof detail, "%s as %s", name, staff_role_name(role));
    if (result == STAFF_DONE)
        audit_by(db, now, actor, AUDIT_STAFF_ADDED, NULL, detail);
    return finish(db, result);
}

/* Whether taking this person's rights away would leave nobody with them. */
static bool is_last(struct db *db, const struct staff *staff)
{
    return staff->role == STAFF_ADMINISTRATOR && staff->has_password && !staff->disabled &&
           administrators_without(db, staff->id) == 0;
}

enum staff_result staff_set_role(struct db *db, int64_t now, struct staff_actor actor,
                                 const struct staff *staff, enum staff_role role)
{
    char detail[STAFF_NAME_MAX + 60];
    if (db_begin_write(db) != DB_OK)
        return STAFF_FAILED;
    if (role != STAFF_ADMINISTRATOR && is_last(db, staff))
        return finish(db, STAFF_LAST);
    snprintf(detail, sizeof detail, "%s from %s to %s", staff->name, staff_role_name(staff->role),
             staff_role_name(role));
    db_execute(db, DB_STAFF_SET_ROLE, "is", staff->id, staff_role_name(role));
    audit_by(db, now, actor, AUDIT_STAFF_ROLE, NULL, detail);
    return finish(db, STAFF_DONE);
}

void staff_end_sessions(struct db *db, int64_t id)
{
    db_execute(db, DB_SESSION_END_ALL, "i", id);
}

enum staff_result staff_disable(struct db *db, int64_t now, struct staff_actor actor,
                                const struct staff *staff)
{
    if (db_begin_write(db) != DB_OK)
        return STAFF_FAILED;
    if (is_last(db, staff))
        return finish(db, STAFF_LAST);
    db_execute(db, DB_STAFF_DISABLE, "ii", staff->id, now);
    db_execute(db, DB_LINK_DELETE, "i", staff->id);
    staff_end_sessions(db, staff->id);
    audit_by(db, now, actor, AUDIT_STAFF_DISABLED, NULL, staff->name);
    return finish(db, STAFF_DONE);
}

enum staff_result staff_enable(struct db *db, int64_t now, struct staff_actor actor,
                               const struct staff *staff)
{
    if (db_begin_write(db) != DB_OK)
        return STAFF_FAILED;
    db_execute(db, DB_STAFF_ENABLE, "i", staff->id);
    audit_by(db, now, actor, AUDIT_STAFF_ENABLED, NULL, staff->name);
    return finish(db, STAFF_DONE);
}

enum staff_result staff_reset(struct db *db, int64_t now, struct staff_actor actor,
                              const struct staff *staff)
{
    if (db_begin_write(db) != DB_OK)
        return STAFF_FAILED;
    db_execute(db, DB_STAFF_RESET, "i", staff->id);
    db_execute(db, DB_RECOVERY_DELETE, "i", staff->id);
    db_execute(db, DB_LINK_DELETE, "i", staff->id);
    staff_end_sessions(db, staff->id);
    audit_by(db, now, actor, AUDIT_STAFF_RESET, NULL, staff->name);
    return finish(db, STAFF_DONE);
}

const char *staff_result_words(enum staff_result result)
{
    static const char *const words[] = {
        [STAFF_DONE] = "Done.",
        [STAFF_BAD_NAME] = ("The sign-in name has 2 to 40 small letters, digits, dots and hyphens, "
                            "and begins with a letter."),
        [STAFF_BAD_FULL_NAME] = "The full name is missing, too long, or holds an invisible mark.",
        [STAFF_TAKEN] = "Somebody else has that sign-in name.",
        [STAFF_LAST] = "Nobody would be left who can sign in as administrator.",
        [STAFF_FAILED] = "The database failed: nothing was changed.",
    };
    return words[result];
}

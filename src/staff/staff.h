/* The people who may sign in. Every function that changes them opens a transaction of its own, and
 * writes the line of the audit trail in it. */
#ifndef AFTERCARE_STAFF_STAFF_H
#define AFTERCARE_STAFF_STAFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct db;

/* Each may do what those before it may. */
enum staff_role { STAFF_EDITOR, STAFF_PUBLISHER, STAFF_ADMINISTRATOR, STAFF_ROLES };

enum { STAFF_NAME_MAX = 40, STAFF_FULL_NAME_MAX = 120 }; /* bytes */

struct staff {
    int64_t id;
    char name[STAFF_NAME_MAX + 1]; /* small letters, digits, '.' and '-' */
    char full_name[STAFF_FULL_NAME_MAX + 1];
    enum staff_role role;
    bool has_password;
    bool has_codes; /* uses one-time codes */
    bool disabled;
};

/* Who did something, for the audit trail. staff NULL: the command line. */
struct staff_actor {
    const struct staff *staff;
    const char *address; /* "" or NULL: none */
};

enum staff_result {
    STAFF_DONE,
    STAFF_BAD_NAME,      /* not 2 to STAFF_NAME_MAX of a-z 0-9 . - beginning with a letter */
    STAFF_BAD_FULL_NAME, /* empty, or over STAFF_FULL_NAME_MAX bytes */
    STAFF_TAKEN,         /* somebody else has that name */
    STAFF_LAST,          /* nobody would be left who is an administrator */
    STAFF_FAILED,        /* db_state says how */
};

bool staff_may(const struct staff *staff, enum staff_role least);

/* "editor", "publisher", "administrator". */
const char *staff_role_name(enum staff_role role);
bool staff_role_read(const char *name, enum staff_role *role);

/* Fills *staff; false if there is nobody of that name or id. */
bool staff_by_name(struct db *db, const char *name, struct staff *staff);
bool staff_by_id(struct db *db, int64_t id, struct staff *staff);

/* Up to most people by name, from the one after the name `after` ("" for the first). Returns how
 * many. */
size_t staff_list(struct db *db, const char *after, struct staff *list, size_t most);

/* Whether anybody can sign in as administrator. */
bool staff_has_administrator(struct db *db);

enum staff_result staff_add(struct db *db, int64_t now, struct staff_actor actor, const char *name,
                            const char *full_name, enum staff_role role, struct staff *staff);

enum staff_result staff_set_role(struct db *db, int64_t now, struct staff_actor actor,
                                 const struct staff *staff, enum staff_role role);

/* Whether a person may be called so: 1 to STAFF_FULL_NAME_MAX bytes without control characters, and
 * without the invisible marks that turn the direction of reading (U+202A to 202E, U+2066 to 2069):
 * the name stands on pages. */
bool staff_full_name_is_sound(const char *full_name);

/* Ends all sessions of that person, inside the caller's transaction. */
void staff_end_sessions(struct db *db, int64_t id);

/* Ends their sessions and links. */
enum staff_result staff_disable(struct db *db, int64_t now, struct staff_actor actor,
                                const struct staff *staff);
enum staff_result staff_enable(struct db *db, int64_t now, struct staff_actor actor,
                               const struct staff *staff);

/* Takes password and one-time codes away and ends their sessions: a link lets them in again. */
enum staff_result staff_reset(struct db *db, int64_t now, struct staff_actor actor,
                              const struct staff *staff);

/* The sentence for a result. */
const char *staff_result_words(enum staff_result result);

#endif

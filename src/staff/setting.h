/* What an administrator may set, as a table: from it come the page, its checks and the defaults. */
#ifndef AFTERCARE_STAFF_SETTING_H
#define AFTERCARE_STAFF_SETTING_H

#include "staff/staff.h"

struct db;

struct setting {
    const char *name; /* NULL ends the table */
    const char *label;
    const char *help;
    const char *otherwise;      /* the value where nothing is set */
    const char *const *choices; /* value, words, value, words …, ended by NULL; NULL: a number */
    long min, max;              /* of a number */
};

extern const struct setting settings[];

enum { SETTING_VALUE_MAX = 60 }; /* bytes */

/* The value of a setting of the table. */
void setting_get(struct db *db, const char *name, char value[SETTING_VALUE_MAX + 1]);
bool setting_is(struct db *db, const char *name, const char *value);
int64_t setting_number(struct db *db, const char *name);

/* Whether the value may be set. */
bool setting_is_sound(const struct setting *setting, const char *value);

/* Sets it, with an audit line, in the caller's transaction, since several are set together or not
 * at all. Nothing is written where it is the same or not sound. */
void setting_set(struct db *db, int64_t now, struct staff_actor actor,
                 const struct setting *setting, const char *value);

#endif

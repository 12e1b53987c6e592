/* Links that let somebody in once, to set a password: for a new person, and for one who lost
 * theirs. The database has the hash of a link's token only. */
#ifndef AFTERCARE_STAFF_LINK_H
#define AFTERCARE_STAFF_LINK_H

#include "staff/staff.h"
#include "staff/token.h"

enum { LINK_SECONDS = 24 * 3600 };

/* Makes a link for that person; one made before is no more. In a transaction of its own, with an
 * audit line. */
bool link_make(struct db *db, int64_t now, struct staff_actor actor, const struct staff *staff,
               char token[TOKEN_SIZE]);

/* Whose link it is; false where it is none, was used, or is too old. */
bool link_find(struct db *db, int64_t now, const char *token, struct staff *staff);

/* Sets a person's password (a hash) and full name (NULL: as it is), ends all their sessions and
 * links, and starts a session. link, where not NULL, is a token that must still be good. In a
 * transaction of its own, with audit lines. */
enum staff_result password_set(struct db *db, int64_t now, struct staff_actor actor,
                               const char *link, const char *hash, const char *full_name,
                               const char *device, char session[TOKEN_SIZE]);

#endif

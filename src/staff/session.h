/* Who is signed in. A session is a random token in a cookie; the database has its hash only. It
 * runs out SESSION_IDLE seconds after it was last seen and SESSION_MOST after it began. */
#ifndef AFTERCARE_STAFF_SESSION_H
#define AFTERCARE_STAFF_SESSION_H

#include "staff/staff.h"
#include "staff/token.h"

enum {
    SESSION_IDLE = 30 * 60,
    SESSION_MOST = 12 * 3600,
    SESSION_PROOF = 10 * 60, /* for which a typed password is good for what asks for it */
    SESSION_SEEN_STEP = 60,  /* a session is noted as seen again once that has passed */
    SESSION_DEVICE_MAX = 60, /* bytes */
};

struct staff_session {
    int64_t id;
    struct staff staff;
    char form_token[TOKEN_SIZE]; /* stands in each form */
    int64_t started_at;
    int64_t seen_at;
    int64_t proved_at;                   /* when the password was last typed; seconds since 1970 */
    char device[SESSION_DEVICE_MAX + 1]; /* browser and system, in a few words */
};

/* Begins a session inside the caller's transaction; what was there for the same token is no more.
 * device: words for the person's own list. */
bool session_start(struct db *db, int64_t now, int64_t staff, const char *device,
                   char token[TOKEN_SIZE]);

/* Fills *session; false where the token is of no session, it has run out, or its person may not
 * sign in any more. */
bool session_find(struct db *db, int64_t now, const char *token, struct staff_session *session);

/* Notes that it was seen, at most once in SESSION_SEEN_STEP; in a transaction of its own. */
void session_seen(struct db *db, int64_t now, const struct staff_session *session);

/* The password was typed; in a transaction of its own. */
bool session_prove(struct db *db, int64_t now, const struct staff_session *session);

bool session_is_proved(const struct staff_session *session, int64_t now);

/* Ends one session of that person; false if it is none of theirs. In a transaction of its own. */
bool session_end(struct db *db, int64_t now, struct staff_actor actor, int64_t staff, int64_t id,
                 bool sign_out);

/* The sessions of a person that have not run out, the newest first; returns how many. */
size_t session_list(struct db *db, int64_t now, int64_t staff, struct staff_session *list,
                    size_t most);

/* "Firefox on Windows" from a User-Agent, NULL included: words of our own table only. */
void session_device_words(const char *user_agent, char words[SESSION_DEVICE_MAX + 1]);

#endif

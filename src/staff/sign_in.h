/* Signing in: name and password, then a one-time code where the person uses them.
 *
 * Whoever guesses learns nothing from the answers: an unknown name, a disabled person and a wrong
 * password get the same words after the same work. */
#ifndef AFTERCARE_STAFF_SIGN_IN_H
#define AFTERCARE_STAFF_SIGN_IN_H

#include "base/buffer.h"
#include "staff/session.h"

enum sign_in_result {
    SIGN_IN_DONE,
    SIGN_IN_CODE,    /* the password is right; a code is asked for */
    SIGN_IN_WRONG,   /* name, password or code */
    SIGN_IN_PAUSED,  /* too many tries: wait */
    SIGN_IN_BUSY,    /* too many at this moment */
    SIGN_IN_EXPIRED, /* the password was typed too long ago for the code */
    SIGN_IN_FAILED,  /* db_state says how */
};

struct sign_in {
    const char *address;    /* of the client */
    const char *user_agent; /* may be NULL */
    const char *known;      /* the mark that a browser brought (sign_in.mark of before), or NULL */
    int64_t wait;           /* SIGN_IN_PAUSED: seconds */
    struct buffer ticket;   /* SIGN_IN_CODE: to be brought back with the code */
    struct staff staff;     /* SIGN_IN_DONE: who it is */
    char token[TOKEN_SIZE]; /* SIGN_IN_DONE: of the new session */
    struct buffer mark;     /* SIGN_IN_DONE: for the browser to keep */
};

enum { SIGN_IN_TICKET_SECONDS = 5 * 60 };

/* The caller fills the first three members and calls sign_in_free in any case. */
enum sign_in_result sign_in_with_password(struct db *db, int64_t now, struct sign_in *sign_in,
                                          const char *name, const char *password);

enum sign_in_result sign_in_with_code(struct db *db, int64_t now, struct sign_in *sign_in,
                                      const char *ticket, const char *code);

void sign_in_free(struct sign_in *sign_in);

/* The password of who is signed in, typed again: marks the session as proved. Slowed as well.
 * SIGN_IN_DONE, _WRONG, _PAUSED (*wait), _BUSY or _FAILED. */
enum sign_in_result sign_in_again(struct db *db, int64_t now, const struct staff_session *session,
                                  const char *address, const char *password, int64_t *wait);

#endif

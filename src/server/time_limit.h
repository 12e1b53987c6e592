/* The limit on one request's time. The same number of seconds for reading and answering it
 * together, and again for sending the answer.
 *
 *   while it is read or sent: the connection is cut; the worker goes on with the next one
 *   while it is answered:     a flag is raised that ends running SQL; the answer is then 503
 *
 * What does not end even so is killed by the supervisor after twice the limit. */
#ifndef AFTERCARE_SERVER_TIME_LIMIT_H
#define AFTERCARE_SERVER_TIME_LIMIT_H

#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

enum time_limit_phase {
    TIME_LIMIT_IDLE,
    TIME_LIMIT_READING,
    TIME_LIMIT_ANSWERING,
    TIME_LIMIT_SENDING
};

/* Takes over SIGALRM. seconds is over 0. When a connection is cut while it is read, *started
 * becomes the time of that: the library may go on with another connection at once. */
void time_limit_init(double seconds, _Atomic int64_t *started);

/* Starts the clock, for that phase. */
void time_limit_start(enum time_limit_phase phase);

/* Another phase; the clock runs on. */
void time_limit_phase(enum time_limit_phase phase);

void time_limit_stop(void);

/* Whether a connection was cut while it was read, since the start. */
bool time_limit_has_cut(void);

/* The flag that is raised while a request is answered. */
const volatile sig_atomic_t *time_limit_passed(void);

#endif

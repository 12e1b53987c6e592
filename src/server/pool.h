/* The workers, as the supervisor sees them. Times are clock_now()'s. */
#ifndef AFTERCARE_SERVER_POOL_H
#define AFTERCARE_SERVER_POOL_H

#include "server/options.h"
#include "server/slot.h"
#include "server/sockets.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct app;

/* How long to wait before the next try of something that keeps failing: 0, 100 ms, 200 ms … 10 s,
 * from 0 again when it has not failed for a while. */
struct pool_pause {
    int in_row;
    int64_t last; /* when it failed last */
};

struct pool_member {
    pid_t pid; /* 0: none runs */
    bool writer;
    bool waits;       /* for the opener, before it is started */
    bool leaving;     /* told to finish; not replaced */
    bool killed;      /* SIGKILL was sent */
    int64_t start_at; /* when one is to be started; 0: not at all */
    int64_t kill_at;  /* when one that is leaving is killed */
    struct worker_slot *slot;
};

struct pool {
    const struct server_options *options;
    const struct server_sockets *sockets;
    const struct app *app;       /* what new workers are given; may change between them */
    struct pool_member *members; /* owned; the first `wanted` are the pool, then as many places
                                    for the old ones after a renewal */
    size_t wanted;
    struct pool_pause deaths;
    struct pool_pause losses; /* of the database */
    int64_t hold;             /* for which a worker without a database answers 503 */
};

/* A pool with everybody to be started. False if there is no memory to share. */
bool pool_init(struct pool *pool, const struct server_options *options,
               const struct server_sockets *sockets, const struct app *app);

/* Starts who is to be started by now. In a child it does not return. */
void pool_start_due(struct pool *pool, int64_t now);

/* Takes note that a child ended with that wait status. True if it lost the database: the opener
 * should run, and then pool_mended be called. A pid that is none of the pool's is ignored. */
bool pool_note_end(struct pool *pool, pid_t pid, int status, int64_t now);

/* The opener ran, well or not: those that wait for it are started. */
void pool_mended(struct pool *pool, int64_t now);

/* Kills those whose request runs for too long, and those that do not leave. */
void pool_watch(struct pool *pool, int64_t now);

/* Whether all that were told to leave have left, so that the pool may be renewed. */
bool pool_is_settled(const struct pool *pool);

/* Starts a new worker for each and tells the old ones to finish. The pool must be settled. */
void pool_renew(struct pool *pool, int64_t now);

/* Tells all to finish; nobody is replaced any more. */
void pool_stop(struct pool *pool, int64_t now);

/* The newest version of the site that a worker has seen; 0 if none has seen any. */
int64_t pool_site_version(const struct pool *pool);

size_t pool_running(const struct pool *pool);

/* The earliest time at which pool_start_due or pool_watch has something to do, or otherwise. */
int64_t pool_next(const struct pool *pool, int64_t otherwise);

void pool_free(struct pool *pool);

/* For tests too. */
int64_t pool_pause_next(struct pool_pause *pause, int64_t now);

#endif

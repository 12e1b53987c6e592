/* A worker: a process that answers requests, one after the other, until it is told to stop. */
#ifndef AFTERCARE_SERVER_WORKER_H
#define AFTERCARE_SERVER_WORKER_H

#include "server/options.h"
#include "server/slot.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* How a worker ends; anything else is a fault. */
enum {
    WORKER_STOPPED = 0, /* it was told to (SIGTERM) and finished what it was doing */
    WORKER_LOST = 75,   /* the database cannot be read before a writer has mended it */
};

struct worker {
    const struct server_options *options;
    const struct app *app; /* the templates, compiled before the fork: a replacement shows the
                              same pages as its neighbours, whatever stands in the folder now */
    struct worker_slot *slot;
    int socket;       /* listening, not blocking */
    bool writer;      /* read-write, and not read-only */
    int64_t hold;     /* nanoseconds for which it answers 503 where it cannot open the database */
    pid_t supervisor; /* when this process ends, so does the worker */
};

/* Serves and returns the exit status. SIGTERM must be blocked when the process is forked; it
 * is taken only between two requests. */
int worker_run(const struct worker *worker);

#endif

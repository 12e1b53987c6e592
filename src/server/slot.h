/* What a worker tells its supervisor about the request it serves: a slot of shared memory that
 * outlives a worker that dies. */
#ifndef AFTERCARE_SERVER_SLOT_H
#define AFTERCARE_SERVER_SLOT_H

#include "http/request.h"

#include <stdatomic.h>
#include <stdint.h>

struct worker_slot {
    _Atomic int64_t started;     /* clock_now() when the request was taken; 0 while idle */
    _Atomic int64_t version;     /* the site's, as the last request saw it; 0 before the first */
    struct http_request request; /* only id and route are looked at, and only with slot_words */
};

/* count zeroed slots that are shared with processes forked later; NULL if there is no memory. */
struct worker_slot *slot_new(size_t count);

struct slot_words {
    char id[HTTP_ID_LENGTH + 1]; /* "-" if there is none */
    const char *route;           /* a pattern of the route table, or "-" */
};

/* The request in the slot, in words that may be printed whatever a dying worker wrote there. */
struct slot_words slot_words(const struct worker_slot *slot);

#endif

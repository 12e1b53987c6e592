/* The last finished answers of one process, for requests that nginx does not answer from its cache.
 *
 * An answer is a function of its address and its ETag (site version, build, coding, and the
 * clinic's day where it depends on that), so that what is kept never goes stale: after a publish
 * the ETag is another. Rendering and compressing a page costs a hundred times what a look-up here
 * does (tests/bench/run). */
#ifndef AFTERCARE_HTTP_MEMO_H
#define AFTERCARE_HTTP_MEMO_H

#include "http/response.h"

#include <stdbool.h>

enum {
    HTTP_MEMO_SLOTS = 128,           /* answers; two that fall into one slot replace each other */
    HTTP_MEMO_BODY_MAX = 256 * 1024, /* bytes; a larger body is not kept */
};

struct http_memo_entry {
    char *address; /* path and parameters; owned; NULL for an empty slot */
    char etag[HTTP_ETAG_MAX];
    const char *content_type; /* static */
    enum http_cache cache;
    bool compressed;
    struct http_header headers[HTTP_HEADERS_MAX]; /* the handler's own; values owned */
    size_t header_count;
    struct buffer body; /* finished */
};

/* Starts as all zero. */
struct http_memo {
    struct http_memo_entry slots[HTTP_MEMO_SLOTS];
};

/* Fills in the body of the answer with response's ETag to the request's address. False, and nothing
 * is changed, if it is not kept. */
bool http_memo_get(const struct http_memo *memo, const struct http_request *request,
                   struct http_response *response);

/* Keeps a copy of a finished 200 that has an ETag and may be shared; passes over any other. */
void http_memo_put(struct http_memo *memo, const struct http_request *request,
                   const struct http_response *response);

void http_memo_free(struct http_memo *memo);

#endif

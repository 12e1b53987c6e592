/* A response as handlers write it, and its last steps: condition, compression, the CGI head
 * (RFC 3875, 6) that FastCGI and CGI both send. */
#ifndef AFTERCARE_HTTP_RESPONSE_H
#define AFTERCARE_HTTP_RESPONSE_H

#include "base/buffer.h"
#include "http/request.h"

#include <stdbool.h>
#include <stdint.h>

enum { HTTP_HEADERS_MAX = 12, HTTP_ETAG_MAX = 100 };

struct http_header {
    const char *name; /* static */
    char *value;      /* owned */
};

enum http_cache {
    HTTP_CACHE_NONE,   /* Cache-Control: no-store. What depends on what a person typed */
    HTTP_CACHE_SHARED, /* Cache-Control: no-cache for browsers; for nginx X-Accel-Expires, until the
                          end of the second in which the request came */
    HTTP_CACHE_LASTING /* browsers keep it for good: its address tells what is in it. For nginx as
                          SHARED */
};

struct http_response;
typedef bool http_more(const struct http_request *request, struct http_response *response);

struct http_response {
    int status;               /* 200 unless set */
    const char *content_type; /* static; NULL where there is no body */
    enum http_cache cache;
    /* Of a 404: there was a page at this address, which nginx may still have; other addresses that
     * lead nowhere hold what somebody typed, and no copy of it is kept (routes.c). */
    bool replaces_page;
    char etag[HTTP_ETAG_MAX]; /* with its quotes; "" for none */
    struct http_header headers[HTTP_HEADERS_MAX];
    size_t header_count;
    size_t own_headers; /* how many of them the handler gave: they belong to what it wrote */
    struct buffer body;
    bool compressed; /* body is in request->coding already */
    /* Of an answer too large for the memory: called again and again, with an empty body, while what
     * it put there is sent; returns false at the end. NULL for every other answer. */
    http_more *more;
    int64_t position; /* more's own, 0 at first */
};

/* An empty 200 that nobody caches. */
void http_response_init(struct http_response *response);

/* Adds a field; name must be static. A value with CR or LF, or more fields than HTTP_HEADERS_MAX,
 * ends the process: it is a fault of ours that must not leave it. http_response_finish needs room
 * for three. */
void http_response_header(struct http_response *response, const char *name, const char *value);

/* A redirect (308 for GET and HEAD alike) to location, a path or URL made by us; what may not stand
 * in a URL is escaped, a '%' stays. The caller sets cache. */
void http_response_redirect(struct http_response *response, int status, const char *location);

/* "v12-1a2b3c-gzip" in quotes: site version, build and coding; with extra ("" for none), what
 * else the page depends on, such as the clinic's date. No ETag where it would be over HTTP_ETAG_MAX
 * or build or extra has a blank, a quote or a byte that is not printable ASCII. */
void http_response_etag(struct http_response *response, int64_t version, const char *build,
                        enum http_coding coding, const char *extra);

/* Of what a person typed no copy is kept: "no-store", and no ETag. */
void http_response_of_what_was_typed(struct http_response *response);

/* Whether If-None-Match (NULL: not sent) names etag, compared weakly (RFC 9110, 13.1.2).
 * "*" matches where star. */
bool http_etag_matches(const char *if_none_match, const char *etag, bool star);

/* Last steps before sending, once: 304 where the condition holds for a 200 to GET or HEAD,
 * compression of text, JSON and XML, and the fields Vary (Accept-Encoding, where the answer is
 * shared and compressible), Cache-Control and X-Accel-Expires. */
void http_response_finish(struct http_response *response, const struct http_request *request);

/* Appends "Status: …" and all fields and the empty line, then the body (not for HEAD, 204, 304;
 * Content-Length is that of the body that a GET would get; there is none where more follows). */
void http_response_write(const struct http_response *response, const struct http_request *request,
                         struct buffer *out);

/* Puts the next piece of the body into response->body; false at the end, and where there is no more
 * to send at all (HEAD, 304, an answer that was whole). */
bool http_response_more(struct http_response *response, const struct http_request *request);

void http_response_free(struct http_response *response);

const char *
http_status_words(int status); /* "Not Found"; "Unnamed Status" for one not in the table */

#endif

/* A request as handlers read it: a plain struct, so that a test can make one without a server.
 * The adapters (server/fcgi.c, server/cgi.c) fill a struct http_source with what came over the
 * wire; http_request_read checks it and makes the request. */
#ifndef AFTERCARE_HTTP_REQUEST_H
#define AFTERCARE_HTTP_REQUEST_H

#include "http/coding.h"
#include "http/params.h"

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

struct app; /* what a handler works with: the database, the templates, the base URL (view/app.h) */
struct http_route;    /* a row of the table of paths (http/router.h) */
struct staff_session; /* who is signed in (staff/session.h) */

enum http_method { HTTP_GET, HTTP_HEAD, HTTP_POST, HTTP_OPTIONS, HTTP_METHOD_OTHER };

enum {
    HTTP_PATH_MAX = 1024,             /* bytes, decoded */
    HTTP_QUERY_MAX = 4096,            /* bytes, as sent */
    HTTP_BODY_MAX = 1088 * 1024,      /* bytes: a form of a mebibyte, and what is added where its
                                         session ran out and a sign-in carries it (admin/carry.h) */
    HTTP_FILES_MAX = 8 * 1024 * 1024, /* bytes of a multipart/form-data body: it carries files */
    HTTP_ID_LENGTH = 32,
};

/* CGI variables (RFC 3875) as they came; any of them may be NULL. */
struct http_source {
    const char *request_method;
    const char *path_info; /* decoded by the server; preferred where it is not empty */
    const char
        *request_uri; /* raw; used, without its query and decoded here, where path_info is empty */
    const char *query_string;
    const char *content_type;
    const char *content_length;
    const char *accept_encoding;
    const char *if_none_match;
    const char *request_id; /* nginx's $request_id; one is made where it is missing or odd */
    /* Where a form comes from: passed for staff's pages and for "Did this answer your question?".
     */
    const char *origin;     /* for the latter, Referer's where there is no Origin */
    const char *fetch_site; /* Sec-Fetch-Site */
    const char *host;
    /* These are passed for staff's pages only: of a patient's request nobody learns them. */
    const char *cookie;
    const char *remote_address;
    const char *user_agent;
    const char *request_scheme; /* "https" or "http" */
    const char *body;           /* body_length bytes; may be NULL where that is 0 */
    size_t body_length;         /* bytes that came, compared with content_length */
};

struct http_request {
    char id[HTTP_ID_LENGTH + 1]; /* hex; for the log and the error page */
    enum http_method method;
    char path[HTTP_PATH_MAX + 1]; /* decoded, valid UTF-8, no control characters, starts with '/' */
    struct http_params query;     /* decoded */
    struct http_params captured;  /* what a route's {name} matched */
    const char *if_none_match;    /* NULL if not sent */
    enum http_coding coding;      /* what the body may be compressed with */
    const char *content_type;     /* NULL if not sent */
    const char *body;             /* never NULL; "" where the result is not OK */
    size_t body_length;
    struct http_params
        form;               /* of a POST, decoded; of one with files (http/multipart.h) the texts */
    const char *origin;     /* "https://example.org"; these three are NULL but for forms */
    const char *fetch_site; /* "same-origin", "none" … */
    const char *host;       /* "example.org:8080" */
    const char *cookie;     /* these two are NULL but for staff's pages */
    const char *user_agent; /* may be anything */
    const char *remote_address;          /* "" where it is not passed */
    bool secure;                         /* it came over TLS */
    const struct staff_session *session; /* set by the guard (admin/guard.h); NULL: nobody */
    time_t now;                          /* when the request came; seconds since 1970 */
    const struct http_route *routes; /* the table, for what describes it; set by routes_answer */
    const char *route;               /* the pattern that matched, for the log; "-" before that */
    struct app *app;                 /* set by the caller of http_request_read */
};

enum http_request_result {
    HTTP_REQUEST_OK,
    HTTP_REQUEST_BAD_PATH,   /* 400: not UTF-8, a NUL or control character, a bad escape, no '/'
                                first, "//", or a segment "." or ".." */
    HTTP_REQUEST_BAD_QUERY,  /* 400: the same in the query, or over HTTP_PARAMS_MAX parameters */
    HTTP_REQUEST_LONG,       /* 414 */
    HTTP_REQUEST_BAD_LENGTH, /* 400: the body is not as long as CONTENT_LENGTH says */
    HTTP_REQUEST_TOO_LARGE,  /* 413 */
    HTTP_REQUEST_BAD_FORM,   /* 400: as BAD_QUERY, of a form */
    HTTP_REQUEST_LONG_FORM,  /* 413: over HTTP_FORM_MAX fields */
};

/* The most bytes that a body of that content type (NULL: none given) may have. */
size_t http_body_max(const char *content_type);

/* Fills *request from *source, whose texts it borrows; http_request_free frees the rest, whatever
 * the result. id, method, path (as far as it is sound, else "/"), coding and now are usable for
 * every result, so that an error can be answered. */
enum http_request_result http_request_read(struct http_request *request,
                                           const struct http_source *source);

void http_request_free(struct http_request *request);

/* The status and a sentence for a result other than OK. */
int http_request_status(enum http_request_result result);
const char *http_request_words(enum http_request_result result);

const char *http_method_name(enum http_method method);

#endif

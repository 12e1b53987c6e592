/* Which statuses a route answers with besides 200, and which limit it has: for the API's
 * description. */
#ifndef AFTERCARE_API_STATUSES_H
#define AFTERCARE_API_STATUSES_H

#include <stdbool.h>

struct http_route;

struct api_status {
    const char *status; /* "404"; NULL ends the table */
    const char *name;   /* of its response: "NotFound" */
    const char *words;
    const char *header; /* a field that comes with it, or NULL */
    bool is_problem;    /* its body is a problem (RFC 9457); otherwise it has none */
    bool (*of)(const struct http_route *route); /* whether the route can answer so */
};

extern const struct api_status api_statuses[];

/* What limits the route's requests (www/nginx/http.conf.in holds them to it), in words, or NULL. */
const char *api_limit_of(const struct http_route *route);

#endif

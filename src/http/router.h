/* Which handler answers a method and a path. */
#ifndef AFTERCARE_HTTP_ROUTER_H
#define AFTERCARE_HTTP_ROUTER_H

#include "base/buffer.h"
#include "http/request.h"
#include "http/response.h"

typedef void http_handler(const struct http_request *request, struct http_response *response);

enum http_route_flag {
    ROUTE_API = 1 << 0,     /* errors are problem+json; CORS for reading */
    ROUTE_WRITER = 1 << 1,  /* only a writer answers it */
    ROUTE_PRIVATE = 1 << 2, /* carries what a person typed: no-store */
    ROUTE_STATE = 1 << 3,   /* tells of the daemon itself: answered without the database */
    /* Staff's pages (admin/guard.h): a writer answers them, nobody keeps them, and each has exactly
     * one of the four that follow. */
    ROUTE_ADMIN = 1 << 4,
    ROUTE_OPEN = 1 << 5,          /* nobody need be signed in */
    ROUTE_STAFF = 1 << 6,         /* whoever is signed in */
    ROUTE_PUBLISHER = 1 << 7,     /* publishers and administrators */
    ROUTE_ADMINISTRATOR = 1 << 8, /* administrators */
    ROUTE_PROVED = 1 << 9,        /* and whose password was typed in the last ten minutes */
    ROUTE_WITHOUT_CODE = 1 << 10, /* also for those who have yet to set up the one-time codes that
                                     the clinic asks for */
};

/* In the order in which a table's row reads best; a few bytes of padding do not matter.
 * NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding) */
struct http_route {
    enum http_method method; /* GET answers HEAD too */
    const char *pattern;     /* "/treatments/{slug}": {name} takes one segment */
    http_handler *handler;   /* NULL ends the table */
    unsigned flags;
    const char *summary;      /* for `aftercare routes` and the API's description */
    const char *const *query; /* the query parameters it knows, ended by NULL; NULL for none */
};

enum http_route_result {
    HTTP_ROUTE_FOUND,
    HTTP_ROUTE_NOT_FOUND,
    HTTP_ROUTE_METHOD /* the path is known, the method is not */
};

/* Finds the route for the request's method and path in table, the first that fits, and adds
 * what its {names} took to request->captured. For HTTP_ROUTE_METHOD, allow gets the methods that
 * would do ("GET, HEAD, OPTIONS"), and *route the first route of that path, for its flags; both
 * results set request->route. *route is NULL for HTTP_ROUTE_NOT_FOUND. */
enum http_route_result http_route_find(const struct http_route *table, struct http_request *request,
                                       const struct http_route **route, struct buffer *allow);

#endif

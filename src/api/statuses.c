#include "api/statuses.h"

#include "http/router.h"

#include <stddef.h>
#include <string.h>

static bool has_query(const struct http_route *route, const char *wanted)
{
    for (const char *const *name = route->query; name && *name; name++)
        if (strcmp(*name, wanted) == 0)
            return true;
    return false;
}

static bool is_post(const struct http_route *route)
{
    return route->method == HTTP_POST;
}

static bool is_shared(const struct http_route *route)
{
    return !(route->flags & ROUTE_PRIVATE);
}

static bool has_slug(const struct http_route *route)
{
    return strstr(route->pattern, "{slug}") != NULL;
}

static bool names_something(const struct http_route *route)
{
    return has_slug(route) || has_query(route, "treatment") || has_query(route, "activity") ||
           strcmp(route->pattern, "/api/v1/clinic") == 0;
}

static bool may_be_gone(const struct http_route *route)
{
    return has_slug(route) || has_query(route, "since");
}

static bool is_limited(const struct http_route *route)
{
    return api_limit_of(route) != NULL;
}

static bool is_any(const struct http_route *route)
{
    return route->pattern != NULL;
}

const struct api_status api_statuses[] = {
    {"304", "NotModified", "If-None-Match names the ETag: nothing has changed.", "ETag", false,
     is_shared},
    {"308", "Moved", "It has another slug now: Location says which.", "Location", false, has_slug},
    {"400", "BadRequest",
     "A parameter is unknown, has a wrong value or stands there twice; “parameter” names it.", NULL,
     true, is_any},
    {"404", "NotFound", "There is nothing of that name.", NULL, true, names_something},
    {"410", "Gone",
     "It was withdrawn, or what has changed since then is not known; “detail” says more.", NULL,
     true, may_be_gone},
    {"413", "TooLarge", "The body has more than 16 KiB.", NULL, true, is_post},
    {"414", "TooLong", "The address is too long: its query may have 4096 bytes as it is sent.", NULL,
     true, is_any},
    {"415", "WrongType", "The body is neither a form nor JSON.", NULL, true, is_post},
    {"429", "TooManyRequests", "Too many requests: wait the seconds in Retry-After.", "Retry-After",
     true, is_limited},
    {"503", "Unavailable", "The database does not answer: wait the seconds in Retry-After.",
     "Retry-After", true, is_any},
    {.status = NULL},
};

const char *api_limit_of(const struct http_route *route)
{
    static const char search[] =
        "10 requests a second from one address, and 50 at once beyond that";
    static const char download[] =
        "10 requests a second from one address, and 20 at once beyond that";
    if (is_post(route))
        return "5 requests a second from one address, and 30 at once beyond that";
    if (strcmp(route->pattern, "/api/v1/{kind}") == 0)
        return "With q: 10 requests a second from one address, and 50 at once beyond that";
    if (strcmp(route->pattern, "/api/v1/download.ndjson") == 0)
        return download;
    return has_query(route, "q") || has_query(route, "activity") ? search : NULL;
}

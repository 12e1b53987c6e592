#include "http/router.h"

#include <string.h>

static bool is_name(const char *segment, size_t length)
{
    return length > 2 && segment[0] == '{' && segment[length - 1] == '}';
}

static bool segment_fits(const char *wanted, size_t wanted_length, const char *given,
                         size_t given_length)
{
    if (is_name(wanted, wanted_length))
        return given_length > 0;
    return wanted_length == given_length && memcmp(wanted, given, given_length) == 0;
}

/* Whether path is what pattern describes. What the pattern's names take is added to captured,
 * where that is not NULL. */
static bool path_fits(const char *pattern, const char *path, struct http_params *captured)
{
    while (*pattern == '/' && *path == '/') {
        pattern++;
        path++;
        size_t wanted = strcspn(pattern, "/");
        size_t given = strcspn(path, "/");
        if (!segment_fits(pattern, wanted, path, given))
            return false;
        if (captured && is_name(pattern, wanted))
            http_params_add(captured, pattern + 1, wanted - 2, path, given);
        pattern += wanted;
        path += given;
    }
    return !*pattern && !*path;
}

static bool method_fits(enum http_method route, enum http_method request)
{
    return route == request || (route == HTTP_GET && request == HTTP_HEAD);
}

/* methods: a bit for each method that a route of this path has. */
static void list_methods(struct buffer *allow, unsigned methods)
{
    if (methods & 1U << HTTP_GET)
        methods |= 1U << HTTP_HEAD;
    methods |= 1U << HTTP_OPTIONS;
    for (int method = 0; method < HTTP_METHOD_OTHER; method++) {
        if (!(methods & 1U << method))
            continue;
        if (allow->length)
            buffer_puts(allow, ", ");
        buffer_puts(allow, http_method_name((enum http_method)method));
    }
}

enum http_route_result http_route_find(const struct http_route *table, struct http_request *request,
                                       const struct http_route **route, struct buffer *allow)
{
    const struct http_route *known = NULL; /* the first route of that path, of any method */
    unsigned methods = 0;
    *route = NULL;
    for (const struct http_route *each = table; each->handler; each++) {
        if (!path_fits(each->pattern, request->path, NULL))
            continue;
        if (method_fits(each->method, request->method)) {
            path_fits(each->pattern, request->path, &request->captured);
            request->route = each->pattern;
            *route = each;
            return HTTP_ROUTE_FOUND;
        }
        methods |= 1U << each->method;
        known = known ? known : each;
    }
    if (!known)
        return HTTP_ROUTE_NOT_FOUND;
    request->route = known->pattern;
    *route = known;
    buffer_clear(allow);
    list_methods(allow, methods);
    return HTTP_ROUTE_METHOD;
}

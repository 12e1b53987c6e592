#include "http/origin.h"

#include <string.h>

bool http_origin_is_own(const struct http_request *request, const char *origin,
                        const char *base_url)
{
    const char *scheme = request->secure ? "https://" : "http://";
    size_t length = strlen(scheme);
    return strcmp(origin, base_url) == 0 ||
           (request->host && strncmp(origin, scheme, length) == 0 &&
            strcmp(origin + length, request->host) == 0);
}

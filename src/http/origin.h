/* Which site's page sent a form: the Origin that browsers add to a post (RFC 6454). */
#ifndef AFTERCARE_HTTP_ORIGIN_H
#define AFTERCARE_HTTP_ORIGIN_H

#include "http/request.h"

#include <stdbool.h>

/* Whether origin ("https://example.org") is this site: as it calls itself (base_url, without a
 * slash at its end), or as this request asked for it. */
bool http_origin_is_own(const struct http_request *request, const char *origin,
                        const char *base_url);

#endif

/* Cookies (RFC 6265): reading one, setting one. Only staff's pages have any. */
#ifndef AFTERCARE_HTTP_COOKIE_H
#define AFTERCARE_HTTP_COOKIE_H

#include "http/response.h"

#include <stdbool.h>

enum { HTTP_COOKIE_MAX = 512 }; /* bytes of a value that is read */

/* Copies the value of the first cookie of that name; false where header (NULL: not sent) has none,
 * or it is over HTTP_COOKIE_MAX. */
bool http_cookie_get(const char *header, const char *name, char value[HTTP_COOKIE_MAX + 1]);

/* Sets a cookie for the whole site that scripts cannot read and other sites' forms do not send
 * (Path=/; HttpOnly; SameSite=Lax), Secure where secure. seconds: its life; 0: until the browser is
 * closed; below 0: it goes away. */
void http_cookie_set(struct http_response *response, const char *name, const char *value,
                     bool secure, long seconds);

#endif

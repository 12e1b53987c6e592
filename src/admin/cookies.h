/* The two cookies that a staff member's browser keeps. Patients' browsers get none.
 *
 *   __Host-aftercare         the session's token, until the browser is closed
 *   __Host-aftercare-known   that this browser has signed in before (staff/throttle.h), for half a
 *                            year
 *
 * SameSite is Lax, not Strict: with Strict a colleague's link in a mail would lead to the sign-in
 * page although one is signed in. No GET changes anything, and each POST is checked (guard.h).
 * Over plain HTTP, which is taken from this very machine only, a browser refuses Secure and
 * __Host-: the names are then without it. */
#ifndef AFTERCARE_ADMIN_COOKIES_H
#define AFTERCARE_ADMIN_COOKIES_H

#include "http/cookie.h"

bool cookies_session(const struct http_request *request, char token[HTTP_COOKIE_MAX + 1]);
void cookies_set_session(const struct http_request *request, struct http_response *response,
                         const char *token);
void cookies_end_session(const struct http_request *request, struct http_response *response);

bool cookies_known(const struct http_request *request, char mark[HTTP_COOKIE_MAX + 1]);
void cookies_set_known(const struct http_request *request, struct http_response *response,
                       const char *mark);

#endif

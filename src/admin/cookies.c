#include "admin/cookies.h"

enum { KNOWN_SECONDS = 180 * 24 * 3600 };

enum cookie { COOKIE_SESSION, COOKIE_KNOWN };

static const char *name_of(const struct http_request *request, enum cookie cookie)
{
    static const char *const names[][2] = {
        [COOKIE_SESSION] = {"aftercare", "__Host-aftercare"},
        [COOKIE_KNOWN] = {"aftercare-known", "__Host-aftercare-known"},
    };
    return names[cookie][request->secure];
}

bool cookies_session(const struct http_request *request, char token[HTTP_COOKIE_MAX + 1])
{
    return http_cookie_get(request->cookie, name_of(request, COOKIE_SESSION), token);
}

void cookies_set_session(const struct http_request *request, struct http_response *response,
                         const char *token)
{
    http_cookie_set(response, name_of(request, COOKIE_SESSION), token, request->secure, 0);
}

void cookies_end_session(const struct http_request *request, struct http_response *response)
{
    http_cookie_set(response, name_of(request, COOKIE_SESSION), "", request->secure, -1);
}

bool cookies_known(const struct http_request *request, char mark[HTTP_COOKIE_MAX + 1])
{
    return http_cookie_get(request->cookie, name_of(request, COOKIE_KNOWN), mark);
}

void cookies_set_known(const struct http_request *request, struct http_response *response,
                       const char *mark)
{
    http_cookie_set(response, name_of(request, COOKIE_KNOWN), mark, request->secure, KNOWN_SECONDS);
}

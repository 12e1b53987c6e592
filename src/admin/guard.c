#include "admin/guard.h"

#include "admin/carry.h"
#include "admin/codes.h"
#include "admin/cookies.h"
#include "admin/sign_in.h"
#include "admin/view.h"
#include "http/origin.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

/* --- The connection --------------------------------------------------------------------------- */

/* Whether the browser asked for this very machine: localhost, 127.…, [::1]. */
static bool is_loopback(const char *host)
{
    static const char *const names[] = {"localhost", "[::1]"};
    size_t length = host ? strcspn(host, ":") : 0;
    if (host && *host == '[') { /* an IPv6 address, whose colons are no port */
        length = strcspn(host, "]") + 1;
        if (host[length - 1] == ']' && host[length] && host[length] != ':')
            return false;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (length == strlen(names[i]) && memcmp(host, names[i], length) == 0)
            return true;
    return length > 4 && strncmp(host, "127.", 4) == 0 && strspn(host, "0123456789.") == length;
}

static bool connection_is_safe(struct http_request *request, struct http_response *response)
{
    if (request->secure || is_loopback(request->host))
        return true;
    admin_error(request, response, 403,
                "This connection is not encrypted: a password typed here could be read on its way. "
                "Staff’s pages are shown over https only. Ask whoever runs this site for its "
                "https address.");
    return false;
}

/* --- Where a form comes from ------------------------------------------------------------------ */

static bool origin_is_ours(struct http_request *request, struct http_response *response)
{
    if (request->method != HTTP_POST)
        return true;
    bool same = request->origin
                    ? http_origin_is_own(request, request->origin, request->app->base_url)
                    : request->fetch_site && strcmp(request->fetch_site, "same-origin") == 0;
    if (!same)
        admin_error(request, response, 403,
                    "What was sent does not come from a page of this site, so nothing was done. "
                    "Open the page again and send it from there.");
    return same;
}

static bool token_is_right(struct http_request *request, struct http_response *response)
{
    const char *form_token = request->session->form_token;
    if (request->method != HTTP_POST ||
        token_equal(http_params_get(&request->form, "form_token"), form_token))
        return true;
    carry_stale(request, response);
    return false;
}

/* --- Who asks --------------------------------------------------------------------------------- */

static bool find_session(struct http_request *request, struct staff_session *session)
{
    char token[HTTP_COOKIE_MAX + 1];
    struct db *db = request->app->db;
    if (!cookies_session(request, token) || !session_find(db, request->now, token, session))
        return false;
    session_seen(db, request->now, session);
    request->session = session;
    return true;
}

static enum staff_role role_of(const struct http_route *route)
{
    return route->flags & ROUTE_ADMINISTRATOR ? STAFF_ADMINISTRATOR
           : route->flags & ROUTE_PUBLISHER   ? STAFF_PUBLISHER
                                              : STAFF_EDITOR;
}

static bool role_is_enough(struct http_request *request, struct http_response *response,
                           const struct http_route *route)
{
    enum staff_role least = role_of(route);
    struct buffer words = {0};
    if (staff_may(&request->session->staff, least))
        return true;
    buffer_printf(&words, "This needs the role %s. You are signed in as %s.",
                  staff_role_name(least), staff_role_name(request->session->staff.role));
    admin_error(request, response, 403, buffer_text(&words));
    buffer_free(&words);
    return false;
}

static bool is_proved(struct http_request *request, struct http_response *response,
                      const struct http_route *route)
{
    if (!(route->flags & ROUTE_PROVED) || session_is_proved(request->session, request->now))
        return true;
    admin_ask_password(request, response);
    return false;
}

static bool may_enter(struct http_request *request, struct http_response *response,
                      const struct http_route *route)
{
    if (!token_is_right(request, response) || !role_is_enough(request, response, route))
        return false;
    if (!(route->flags & ROUTE_WITHOUT_CODE) && codes_are_lacking(request)) {
        codes_ask(request, response);
        return false;
    }
    return is_proved(request, response, route);
}

bool admin_guard(struct http_request *request, struct http_response *response,
                 const struct http_route *route, struct staff_session *session)
{
    if (!connection_is_safe(request, response) || !origin_is_ours(request, response))
        return false;
    bool known = find_session(request, session);
    if (route->flags & ROUTE_OPEN)
        return true;
    if (known)
        return may_enter(request, response, route);
    admin_ask_sign_in(request, response);
    return false;
}

/* The door to staff's pages: run by routes.c before each handler under /admin/, from the flags of
 * its route (http/router.h). Handlers check nothing of this themselves.
 *
 *   connection   TLS, or plain HTTP to this very machine (localhost); anything else is refused
 *   session      none: GET goes to the sign-in page; POST shows it with the fields that were
 *                posted, so that a session that ran out costs no text
 *   role         too low a one: 403 with a page that says which is needed
 *   POST         comes from a page of ours (Origin, else Sec-Fetch-Site), then holds the session's
 *                form_token. A route that is open has no session and no token: its Origin alone is
 *                looked at
 *   codes        where the clinic asks for one-time codes and they have none: the page to set them
 *                up, which then carries on
 *   ROUTE_PROVED the password was typed in the last ten minutes, or a page asks for it and then
 *                carries on
 *
 * A handler runs without a transaction: what it writes, it writes in a short one of its own. If the
 * database failed when it is done (db_state), routes.c answers 503, or 507 for a full disk, in its
 * place; a handler that has drawn a page for that itself calls db_clear_state. */
#ifndef AFTERCARE_ADMIN_GUARD_H
#define AFTERCARE_ADMIN_GUARD_H

#include "http/router.h"
#include "staff/session.h"

#include <stdbool.h>

/* Whether the route's handler may run. If so request->session is session where somebody is signed
 * in; otherwise response is the answer. */
bool admin_guard(struct http_request *request, struct http_response *response,
                 const struct http_route *route, struct staff_session *session);

#endif

/* Carrying on after a page that had to come between: signing in, or typing the password again.
 *
 * Such a page holds "next", where to go on, and, if it stands in the place of a POST, "again" and
 * the fields that were posted, each as a hidden input named "k." and its own name. Passwords, files
 * and the old form_token are not kept. Once that is through, GETs go on by themselves; for a POST a
 * page shows one button that sends the fields on, with a fresh form_token: whoever signed in
 * presses it, and the guard looks at that request as at any other. */
#ifndef AFTERCARE_ADMIN_CARRY_H
#define AFTERCARE_ADMIN_CARRY_H

#include "http/response.h"

struct json_object;

/* Adds next_url and kept for the request itself, which cannot be answered now. */
void carry_request(const struct http_request *request, struct json_object *view);

/* Adds what the form of a page between brought: the same once more. */
void carry_again(const struct http_request *request, struct json_object *view);

/* Answers the form of a page between: 303, or the page with the button. request->session is who is
 * signed in now. */
void carry_on(const struct http_request *request, struct http_response *response);

/* Answers a POST whose form_token is of another session: the page with the button. */
void carry_stale(const struct http_request *request, struct http_response *response);

/* Whether text is a path of staff's pages (with or without a query) to which one may go on. */
bool carry_is_path(const char *text);

#endif

/* Carrying on after a page that had to come between: signing in, typing the password again, or
 * setting up one-time codes.
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

/* Answers a GET: 303 to the page between, which learns where to go on, and what was done. */
void carry_to(const struct http_request *request, struct http_response *response, const char *page);

/* Whether the request comes from a page between that knows where to go on. */
bool carry_is_under_way(const struct http_request *request);

/* Adds what the form of a page between brought: the same once more. */
void carry_again(const struct http_request *request, struct json_object *view);

/* Answers the form of a page between: 303, or the page with the button. request->session is who is
 * signed in now. */
void carry_on(const struct http_request *request, struct http_response *response);

/* The same for somebody who was signed in all the time and has typed the password once more. */
void carry_on_proved(const struct http_request *request, struct http_response *response);

/* Adds next_url, again and kept (under the names that were posted) to another page, which then has
 * the button, or the link where again is false. */
void carry_add_button(const struct http_request *request, struct json_object *view);

/* Answers a POST whose form_token is of another session: the page with the button. */
void carry_stale(const struct http_request *request, struct http_response *response);

/* Whether text is a path of staff's pages (with or without a query) to which one may go on. */
bool carry_is_path(const char *text);

#endif

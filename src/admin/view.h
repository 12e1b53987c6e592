/* What every page for staff shows, and sending one. A template begins with {{> admin_start}} and
 * ends with {{> admin_end}}; each form that posts holds
 *
 *     <input type="hidden" name="form_token" value="{{form_token}}"> */
#ifndef AFTERCARE_ADMIN_VIEW_H
#define AFTERCARE_ADMIN_VIEW_H

#include "http/response.h"
#include "staff/session.h"

struct json_object;

/* A view (which the caller puts) with the layout of every page (view/layout.h) and
 *
 *   staff       {name, full_name, role, is_editor, may_publish, is_administrator}, and
 * is_publisher; missing where nobody is signed in form_token  of the session nav         [{label,
 * path_url, current}] notice      words for ?done=…, from a table unencrypted true where the page
 * came over plain HTTP */
struct json_object *admin_view(const struct http_request *request, const char *title);

/* Renders view (put here) with a template as the response's body. */
void admin_send(const struct http_request *request, struct http_response *response,
                const char *template_name, struct json_object *view);

/* 303 to path, a path of ours (with a query where it has one). */
void admin_go(struct http_response *response, const char *path);

/* 303 to path with ?done=done: what a successful POST answers. */
void admin_done(struct http_response *response, const char *path, const char *done);

/* An error page for staff. words says what happened and what to do; NULL: those of the status. */
void admin_error(const struct http_request *request, struct http_response *response, int status,
                 const char *words);

/* Who acts, for the functions of staff/. */
struct staff_actor admin_actor(const struct http_request *request);

/* The first value of a posted field, "" where there is none. */
const char *admin_field(const struct http_request *request, const char *name);

/* Adds "Thursday, November 26, 2026, 2 pm", in the clinic's zone, to object as member name. view is
 * the page's (admin_view's), which knows the zone. */
void admin_add_moment(struct json_object *view, struct json_object *object, const char *name,
                      int64_t moment);

#endif

/* Who may sign in: adding people, their roles, taking them out, letting them in again. */
#include "admin/admin.h"
#include "admin/view.h"
#include "staff/link.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { PEOPLE_SHOWN = 200 };

/* --- The list --------------------------------------------------------------------------------- */

static void add_roles(struct json_object *object, enum staff_role chosen)
{
    struct json_object *roles = json_object_new_array();
    for (int i = 0; i < STAFF_ROLES; i++) {
        struct json_object *role = json_object_new_object();
        json_add_text(role, "role", staff_role_name((enum staff_role)i));
        json_object_object_add(role, "chosen",
                               json_object_new_boolean((enum staff_role)i == chosen));
        json_object_array_add(roles, role);
    }
    json_object_object_add(object, "roles", roles);
}

static void add_action_url(struct json_object *person, const char *name, const char *action)
{
    struct buffer url = {0}, member = {0};
    buffer_printf(&url, "/admin/people/%s/%s", name, action);
    buffer_printf(&member, "%s_url", action);
    json_add_text(person, buffer_text(&member), buffer_text(&url));
    buffer_free(&url);
    buffer_free(&member);
}

static struct json_object *person_view(const struct staff *staff)
{
    static const char *const actions[] = {"role", "disable", "enable", "reset"};
    struct json_object *person = json_object_new_object();
    json_add_text(person, "name", staff->name);
    json_add_text(person, "full_name", staff->full_name);
    json_add_text(person, "role_name", staff_role_name(staff->role));
    json_object_object_add(person, "disabled", json_object_new_boolean(staff->disabled));
    json_object_object_add(person, "has_password", json_object_new_boolean(staff->has_password));
    json_object_object_add(person, "has_codes", json_object_new_boolean(staff->has_codes));
    add_roles(person, staff->role);
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        add_action_url(person, staff->name, actions[i]);
    return person;
}

static void draw(const struct http_request *request, struct http_response *response,
                 const char *error)
{
    struct json_object *view = admin_view(request, "People");
    struct json_object *people = json_object_new_array();
    struct staff *list = calloc(PEOPLE_SHOWN, sizeof *list);
    const char *after = http_params_get(&request->query, "after");
    size_t count = list ? staff_list(request->app->db, after ? after : "", list, PEOPLE_SHOWN) : 0;
    for (size_t i = 0; i < count; i++)
        json_object_array_add(people, person_view(&list[i]));
    json_object_object_add(view, "people", people);
    if (count == PEOPLE_SHOWN) {
        struct buffer url = {0};
        buffer_printf(&url, "/admin/people?after=%s", list[count - 1].name);
        json_add_text(view, "more_url", buffer_text(&url));
        buffer_free(&url);
    }
    json_add_text(view, "error", error);
    json_add_text(view, "typed_name", admin_field(request, "name"));
    json_add_text(view, "typed_full_name", admin_field(request, "full_name"));
    add_roles(view, STAFF_EDITOR);
    response->status = error ? 422 : 200;
    admin_send(request, response, "admin_people", view);
    free(list);
}

const char *const admin_people_query[] = {"after", "done", NULL};

void admin_people(const struct http_request *request, struct http_response *response)
{
    draw(request, response, NULL);
}

/* --- Letting in ------------------------------------------------------------------------------- */

/* The page with a new link: the only time that anybody sees it. */
static void show_link(const struct http_request *request, struct http_response *response,
                      const struct staff *staff)
{
    char token[TOKEN_SIZE];
    struct buffer path = {0};
    if (!link_make(request->app->db, request->now, admin_actor(request), staff, token))
        return;
    struct json_object *view = admin_view(request, "A link for one person");
    buffer_printf(&path, "/admin/link/%s", token);
    char *url = view_url(request->app, buffer_text(&path));
    json_add_text(view, "link", url);
    json_object_object_add(view, "person", person_view(staff));
    admin_send(request, response, "admin_link", view);
    free(url);
    buffer_free(&path);
}

void admin_people_add(const struct http_request *request, struct http_response *response)
{
    struct staff staff;
    enum staff_role role;
    if (!staff_role_read(admin_field(request, "role"), &role)) {
        admin_error(request, response, 400, NULL);
        return;
    }
    enum staff_result result =
        staff_add(request->app->db, request->now, admin_actor(request),
                  admin_field(request, "name"), admin_field(request, "full_name"), role, &staff);
    if (result == STAFF_DONE)
        show_link(request, response, &staff);
    else if (result != STAFF_FAILED)
        draw(request, response, staff_result_words(result));
}

/* --- One person ------------------------------------------------------------------------------- */

static bool find(const struct http_request *request, struct http_response *response,
                 struct staff *staff)
{
    const char *name = http_params_get(&request->captured, "name");
    if (staff_by_name(request->app->db, name, staff))
        return true;
    admin_error(request, response, 404, "There is nobody of that name.");
    return false;
}

static void finish(const struct http_request *request, struct http_response *response,
                   enum staff_result result, const char *done)
{
    if (result == STAFF_DONE)
        admin_done(response, "/admin/people", done);
    else if (result != STAFF_FAILED)
        draw(request, response, staff_result_words(result));
}

void admin_person_role(const struct http_request *request, struct http_response *response)
{
    struct staff staff;
    enum staff_role role;
    if (!find(request, response, &staff))
        return;
    if (!staff_role_read(admin_field(request, "role"), &role)) {
        admin_error(request, response, 400, NULL);
        return;
    }
    finish(request, response,
           staff_set_role(request->app->db, request->now, admin_actor(request), &staff, role),
           "role");
}

void admin_person_disable(const struct http_request *request, struct http_response *response)
{
    struct staff staff;
    if (find(request, response, &staff))
        finish(request, response,
               staff_disable(request->app->db, request->now, admin_actor(request), &staff),
               "disabled");
}

void admin_person_enable(const struct http_request *request, struct http_response *response)
{
    struct staff staff;
    if (find(request, response, &staff))
        finish(request, response,
               staff_enable(request->app->db, request->now, admin_actor(request), &staff),
               "enabled");
}

/* Takes password and codes away, and shows the link that lets them in again. One's own would end
 * this very session before the link is seen: "Your account" is for that. */
void admin_person_reset(const struct http_request *request, struct http_response *response)
{
    struct staff staff;
    if (!find(request, response, &staff))
        return;
    if (staff.id == request->session->staff.id || staff.disabled) {
        draw(request, response,
             staff.disabled ? "This person is disabled: enable them first."
                            : "Your own password is changed under “Your account”.");
        return;
    }
    enum staff_result result =
        staff_reset(request->app->db, request->now, admin_actor(request), &staff);
    if (result == STAFF_DONE)
        show_link(request, response, &staff);
}

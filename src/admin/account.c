/* One's own account: the devices that are signed in. One-time codes are in codes.c. */
#include "admin/admin.h"
#include "admin/view.h"
#include "staff/code.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <stdlib.h>

enum { SESSIONS_SHOWN = 50 };

static void add_truth(struct json_object *object, const char *name, bool truth)
{
    json_object_object_add(object, name, json_object_new_boolean(truth));
}

/* --- Devices ---------------------------------------------------------------------------------- */

static void add_sessions(const struct http_request *request, struct json_object *view)
{
    struct staff_session list[SESSIONS_SHOWN];
    struct json_object *array = json_object_new_array();
    size_t count = session_list(request->app->db, request->now, request->session->staff.id, list,
                                SESSIONS_SHOWN);
    for (size_t i = 0; i < count; i++) {
        struct json_object *entry = json_object_new_object();
        json_object_object_add(entry, "id", json_object_new_int64(list[i].id));
        json_add_text(entry, "device", list[i].device);
        admin_add_moment(view, entry, "started", list[i].started_at);
        admin_add_moment(view, entry, "seen", list[i].seen_at);
        add_truth(entry, "own", list[i].id == request->session->id);
        json_object_array_add(array, entry);
    }
    json_object_object_add(view, "sessions", array);
}

void admin_account(const struct http_request *request, struct http_response *response)
{
    const struct staff *staff = &request->session->staff;
    struct json_object *view = admin_view(request, "Your account");
    add_sessions(request, view);
    add_truth(view, "has_codes", staff->has_codes);
    json_object_object_add(view, "recovery_left",
                           json_object_new_int64(code_recovery_left(request->app->db, staff)));
    admin_send(request, response, "admin_account", view);
}

void admin_session_end(const struct http_request *request, struct http_response *response)
{
    int64_t id = strtoll(admin_field(request, "id"), NULL, 10);
    session_end(request->app->db, request->now, admin_actor(request), request->session->staff.id,
                id, false);
    admin_done(response, "/admin/account", "session-ended");
}

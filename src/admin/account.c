/* One's own account: the devices that are signed in, and one-time codes. */
#include "admin/admin.h"
#include "admin/view.h"
#include "staff/code.h"
#include "staff/setting.h"
#include "store/db.h"
#include "text/json.h"
#include "text/qr.h"
#include "view/app.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

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

/* --- One-time codes --------------------------------------------------------------------------- */

static bool must_have_codes(const struct http_request *request)
{
    struct db *db = request->app->db;
    return setting_is(db, "require_codes", "everyone") ||
           (request->session->staff.role == STAFF_ADMINISTRATOR &&
            setting_is(db, "require_codes", "administrators"));
}

/* "abcd efgh": easier to type. */
static void add_secret_text(struct json_object *view, const char *secret)
{
    struct buffer text = {0};
    for (size_t i = 0; secret[i]; i++) {
        if (i && i % 4 == 0)
            buffer_putc(&text, ' ');
        buffer_putc(&text, secret[i]);
    }
    json_add_text(view, "secret", buffer_text(&text));
    buffer_free(&text);
}

/* The new secret: as a QR code, as text, and as a link for a phone that shows this page itself. */
static void add_pending(const struct http_request *request, struct json_object *view)
{
    char secret[CODE_SECRET_SIZE];
    struct json_object *clinic = json_member(view, "clinic");
    const char *title = clinic ? json_text(clinic, "title") : NULL;
    struct buffer address = {0}, svg = {0};
    if (!code_pending(request->app->db, &request->session->staff, secret))
        return;
    code_address(title ? title : "Aftercare", request->session->staff.name, secret, &address);
    if (qr_svg(buffer_text(&address), "QR code for the app", &svg))
        json_add_text(view, "qr_html", buffer_text(&svg));
    add_truth(view, "pending", true);
    add_secret_text(view, secret);
    json_add_text(view, "otpauth_url", buffer_text(&address));
    buffer_free(&address);
    buffer_free(&svg);
}

static void draw_codes(const struct http_request *request, struct http_response *response,
                       const char *error)
{
    const struct staff *staff = &request->session->staff;
    struct json_object *view = admin_view(request, "One-time codes");
    add_truth(view, "has_codes", staff->has_codes);
    add_truth(view, "must", must_have_codes(request));
    json_object_object_add(view, "recovery_left",
                           json_object_new_int64(code_recovery_left(request->app->db, staff)));
    add_pending(request, view);
    json_add_text(view, "error", error);
    response->status = error ? 422 : 200;
    admin_send(request, response, "admin_codes", view);
}

static void draw_recovery(const struct http_request *request, struct http_response *response,
                          char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE])
{
    struct json_object *view = admin_view(request, "Recovery codes");
    struct json_object *array = json_object_new_array();
    for (int i = 0; i < RECOVERY_CODES; i++)
        json_object_array_add(array, json_object_new_string(recovery[i]));
    json_object_object_add(view, "codes", array);
    admin_send(request, response, "admin_recovery", view);
}

void admin_codes_page(const struct http_request *request, struct http_response *response)
{
    draw_codes(request, response, NULL);
}

static void start(const struct http_request *request, struct http_response *response)
{
    code_begin(request->app->db, &request->session->staff);
    admin_go(response, "/admin/account/codes");
}

static void confirm(const struct http_request *request, struct http_response *response)
{
    char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE];
    if (code_confirm(request->app->db, request->now, admin_actor(request),
                     admin_field(request, "code"), recovery) == CODE_RIGHT)
        draw_recovery(request, response, recovery);
    else
        draw_codes(request, response,
                   "That is not the code that the app shows now. Please type the newest one; if it "
                   "is refused again, see whether the phone’s clock is right.");
}

static void stop(const struct http_request *request, struct http_response *response)
{
    if (must_have_codes(request)) {
        draw_codes(request, response, "Your clinic asks for one-time codes, so they stay on.");
        return;
    }
    code_stop(request->app->db, request->now, admin_actor(request));
    admin_done(response, "/admin/account", "codes-off");
}

static void renew(const struct http_request *request, struct http_response *response)
{
    char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE];
    if (!request->session->staff.has_codes)
        draw_codes(request, response, "Set up one-time codes first.");
    else if (code_renew_recovery(request->app->db, request->now, admin_actor(request), recovery))
        draw_recovery(request, response, recovery);
}

/* What the buttons of the page are called. */
static const struct {
    const char *name;
    http_handler *run;
} actions[] = {{"start", start}, {"confirm", confirm}, {"stop", stop}, {"renew", renew}};

void admin_codes(const struct http_request *request, struct http_response *response)
{
    const char *asked = admin_field(request, "do");
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(actions[i].name, asked) == 0) {
            actions[i].run(request, response);
            return;
        }
    }
    admin_error(request, response, 400, NULL);
}

/* One-time codes: setting them up, moving and ending them; the page stands between somebody and
 * what they asked for where the clinic asks for codes and they have none. */
#include "admin/codes.h"

#include "admin/admin.h"
#include "admin/carry.h"
#include "admin/view.h"
#include "staff/code.h"
#include "staff/setting.h"
#include "text/json.h"
#include "text/qr.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

const char *const admin_codes_query[] = {"next", NULL};

static void add_truth(struct json_object *object, const char *name, bool truth)
{
    json_object_object_add(object, name, json_object_new_boolean(truth));
}

static bool must_have_codes(const struct http_request *request)
{
    struct db *db = request->app->db;
    return setting_is(db, "require_codes", "everyone") ||
           (request->session->staff.role == STAFF_ADMINISTRATOR &&
            setting_is(db, "require_codes", "administrators"));
}

bool codes_are_lacking(const struct http_request *request)
{
    return !request->session->staff.has_codes && must_have_codes(request);
}

/* --- The page --------------------------------------------------------------------------------- */

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

/* Sends view (put here), which has what is carried. */
static void send_codes(const struct http_request *request, struct http_response *response,
                       struct json_object *view)
{
    const struct staff *staff = &request->session->staff;
    add_truth(view, "has_codes", staff->has_codes);
    add_truth(view, "must", must_have_codes(request));
    json_object_object_add(view, "recovery_left",
                           json_object_new_int64(code_recovery_left(request->app->db, staff)));
    add_pending(request, view);
    admin_send(request, response, "admin_codes", view);
}

static void draw_codes(const struct http_request *request, struct http_response *response,
                       const char *error)
{
    struct json_object *view = admin_view(request, "One-time codes");
    carry_again(request, view);
    json_add_text(view, "error", error);
    response->status = error ? 422 : 200;
    send_codes(request, response, view);
}

void codes_ask(const struct http_request *request, struct http_response *response)
{
    if (request->method != HTTP_POST) {
        carry_to(request, response, "/admin/account/codes");
        return;
    }
    struct json_object *view = admin_view(request, "One-time codes");
    carry_request(request, view);
    response->status = 403;
    send_codes(request, response, view);
}

static void draw_recovery(const struct http_request *request, struct http_response *response,
                          char recovery[RECOVERY_CODES][RECOVERY_CODE_SIZE])
{
    struct json_object *view = admin_view(request, "Recovery codes");
    if (carry_is_under_way(request))
        carry_add_button(request, view);
    else
        json_add_text(view, "next_url", "/admin/account");
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

/* --- Its buttons ------------------------------------------------------------------------------ */

/* What is carried stands in the form alone: then the page is the answer itself. */
static void start(const struct http_request *request, struct http_response *response)
{
    code_begin(request->app->db, &request->session->staff);
    if (carry_is_under_way(request))
        draw_codes(request, response, NULL);
    else
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
    if (carry_is_under_way(request) && request->session->staff.has_codes) {
        carry_on(request, response); /* they were set up in another window meanwhile */
        return;
    }
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(actions[i].name, asked) == 0) {
            actions[i].run(request, response);
            return;
        }
    }
    admin_error(request, response, 400, NULL);
}

#include "admin/view.h"

#include "content/moment.h"
#include "text/json.h"
#include "view/app.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <string.h>

/* --- What every page shows -------------------------------------------------------------------- */

static const struct {
    const char *label, *path;
    enum staff_role least;
} nav[] = {
    {"Desk", "/admin/", STAFF_EDITOR},
    {"Documents", "/admin/find", STAFF_EDITOR},
    {"Publish", "/admin/publish", STAFF_EDITOR},
    {"Checks", "/admin/checks", STAFF_EDITOR},
    {"New", "/admin/new", STAFF_EDITOR},
    {"In and out", "/admin/exchange", STAFF_EDITOR},
    {"People", "/admin/people", STAFF_ADMINISTRATOR},
    {"Audit trail", "/admin/audit", STAFF_ADMINISTRATOR},
    {"Settings", "/admin/settings", STAFF_ADMINISTRATOR},
    {"Your account", "/admin/account", STAFF_EDITOR},
};

/* What ?done=… says. */
static const struct {
    const char *name, *words;
} notices[] = {
    {"saved", "Saved."},
    {"created", "Created. Patients see it once it is published."},
    {"discarded", "The draft was deleted."},
    {"published", "Published. Patients see it now."},
    {"unchanged", "Nothing differed from what is live, so nothing was published."},
    {"withdrawn", "Withdrawn."},
    {"brought-back", "Brought back as a draft. Patients see it once it is published."},
    {"asked", "A review was asked for."},
    {"asked-faulty",
     "A review was asked for. It cannot be published yet: what stands in the way is "
     "told below."},
    {"returned", "Returned to who wrote it."},
    {"confirmed", "Confirmed, and live."},
    {"confirmed-draft", "Confirmed in the draft. Patients see it once the draft is published."},
    {"choose-figure", "There are several figures: keep the right one, then confirm it here."},
    {"reviewed", "Marked as clinically reviewed."},
    {"logo", "The logo is in the draft. Patients see it once the draft is published."},
    {"logo-removed", "The draft has no logo any more. Patients see that once it is published."},
    {"blanked", "The revision was blanked."},
    {"answered", "The answer is kept. It lapses when the text changes."},
    {"answer-taken-back", "The answer was taken back."},
    {"imported", "Imported as drafts."},
    {"password", "The new password is set. Any other device is signed out."},
    {"codes-off", "One-time codes are off."},
    {"session-ended", "That device is signed out."},
    {"role", "The role was changed."},
    {"disabled", "Disabled, and signed out everywhere."},
    {"enabled", "Enabled."},
    {"settings", "The settings were saved."},
    {"signed-out", "You are signed out."},
};

static bool is_current(const char *path, const char *entry)
{
    size_t length = strlen(entry);
    if (entry[length - 1] == '/')
        return strcmp(path, entry) == 0;
    return strncmp(path, entry, length) == 0 && (!path[length] || path[length] == '/');
}

static struct json_object *make_nav(const struct http_request *request)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < sizeof nav / sizeof *nav; i++) {
        if (!staff_may(&request->session->staff, nav[i].least))
            continue;
        struct json_object *entry = json_object_new_object();
        json_add_text(entry, "label", nav[i].label);
        json_add_text(entry, "path_url", nav[i].path);
        json_object_object_add(entry, "current",
                               json_object_new_boolean(is_current(request->path, nav[i].path)));
        json_object_array_add(list, entry);
    }
    return list;
}

static void add_truth(struct json_object *object, const char *name, bool truth)
{
    json_object_object_add(object, name, json_object_new_boolean(truth));
}

static void add_staff(const struct http_request *request, struct json_object *view)
{
    const struct staff *staff = &request->session->staff;
    struct json_object *object = json_object_new_object();
    json_add_text(object, "name", staff->name);
    json_add_text(object, "full_name", staff->full_name);
    json_add_text(object, "role", staff_role_name(staff->role));
    add_truth(object, "is_editor", staff->role == STAFF_EDITOR);
    add_truth(object, "is_publisher", staff->role == STAFF_PUBLISHER);
    add_truth(object, "is_administrator", staff->role == STAFF_ADMINISTRATOR);
    add_truth(object, "may_publish", staff_may(staff, STAFF_PUBLISHER));
    json_object_object_add(view, "staff", object);
    json_add_text(view, "form_token", request->session->form_token);
    json_object_object_add(view, "nav", make_nav(request));
}

static const char *notice_of(const struct http_request *request)
{
    const char *done = http_params_get(&request->query, "done");
    for (size_t i = 0; done && i < sizeof notices / sizeof *notices; i++)
        if (strcmp(notices[i].name, done) == 0)
            return notices[i].words;
    return NULL;
}

struct json_object *admin_view(const struct http_request *request, const char *title)
{
    struct json_object *view = view_layout(request->app, title, NULL);
    json_add_text(view, "admin_style_url", view_static_url("admin.css"));
    json_add_text(view, "admin_script_url", view_static_url("admin.js"));
    json_add_text(view, "notice", notice_of(request));
    add_truth(view, "unencrypted", !request->secure);
    if (request->session)
        add_staff(request, view);
    return view;
}

/* --- Answering -------------------------------------------------------------------------------- */

void admin_send(const struct http_request *request, struct http_response *response,
                const char *template_name, struct json_object *view)
{
    response->content_type = "text/html; charset=utf-8";
    view_render(request->app, template_name, view, &response->body);
    json_object_put(view);
}

void admin_go(struct http_response *response, const char *path)
{
    http_response_redirect(response, 303, path);
}

void admin_done(struct http_response *response, const char *path, const char *done)
{
    struct buffer location = {0};
    buffer_printf(&location, "%s%cdone=%s", path, strchr(path, '?') ? '&' : '?', done);
    admin_go(response, buffer_text(&location));
    buffer_free(&location);
}

static const struct error_words {
    int status;
    const char *title, *words;
} error_words[] = {
    {400, "We did not understand that",
     "Something in the address or the form is not as it should be."},
    {403, "This is not allowed", "You may not do this."},
    {404, "There is nothing here", "It may have been deleted, or the address may be mistyped."},
    {409, "Somebody else was quicker", "It was changed in the meantime. Nothing was done."},
    {413, "That was too much",
     "What was sent is larger than is taken, so nothing was saved. Go back: your browser still has "
     "what you typed. Make it shorter and send it again."},
    {503, "Not just now",
     "Nothing was saved: the database is busy, or this took too long. Please try again in a "
     "moment, and send a very large file in parts."},
    {507, "No room on the disk",
     "Nothing was saved: the disk of this site is full. Reading goes on; tell whoever runs it."},
    {500, "Something went wrong on our side", "Nothing was saved. Please try again."},
};
enum { ERROR_WORDS = sizeof error_words / sizeof error_words[0] };

void admin_error(const struct http_request *request, struct http_response *response, int status,
                 const char *words)
{
    size_t i = 0;
    while (i < ERROR_WORDS - 1 && error_words[i].status != status)
        i++;
    struct json_object *view = admin_view(request, error_words[i].title);
    json_add_text(view, "words", words ? words : error_words[i].words);
    if (status >= 500)
        json_add_text(view, "request_id", request->id);
    buffer_clear(&response->body);
    response->status = status;
    admin_send(request, response, "admin_error", view);
}

/* --- Small helps ------------------------------------------------------------------------------ */

struct staff_actor admin_actor(const struct http_request *request)
{
    return (struct staff_actor){.staff = request->session ? &request->session->staff : NULL,
                                .address = request->remote_address};
}

const char *admin_field(const struct http_request *request, const char *name)
{
    const char *value = http_params_get(&request->form, name);
    return value ? value : "";
}

void admin_add_moment(struct json_object *view, struct json_object *object, const char *name,
                      int64_t moment)
{
    struct json_object *clinic = json_member(view, "clinic");
    const char *zone = clinic ? json_text(clinic, "time_zone") : NULL;
    struct buffer words = {0};
    moment_words((time_t)moment, zone ? zone : "UTC", true, &words);
    json_add_text(object, name, buffer_text(&words));
    buffer_free(&words);
}

#include "admin/carry.h"

#include "admin/view.h"
#include "http/multipart.h"
#include "text/json.h"

#include <ctype.h>
#include <json-c/json.h>
#include <string.h>

enum { NEXT_MAX = 2000 };

static const char home[] = "/admin/";
static const char kept_prefix[] = "k.";

bool carry_is_path(const char *text)
{
    size_t length = strlen(text);
    if (length > NEXT_MAX || strncmp(text, home, strlen(home)) != 0)
        return false;
    if (strncmp(text, "/admin/sign-", 12) == 0 || strncmp(text, "/admin/prove", 12) == 0)
        return false;
    size_t path_length = strcspn(text, "?");
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool in_path = i < path_length;
        if (byte <= ' ' || byte >= 0x7f || strchr("\\\"<>#", byte))
            return false;
        if (in_path && byte == '/' && text[i + 1] == '/')
            return false;
    }
    return true;
}

/* --- What is kept ----------------------------------------------------------------------------- */

static void put_escaped(struct buffer *out, const char *text)
{
    for (; *text; text++) {
        unsigned char byte = (unsigned char)*text;
        buffer_printf(out, isalnum(byte) || strchr("-._~/", byte) ? "%c" : "%%%02X", byte);
    }
}

static void put_address(const struct http_request *request, struct buffer *out)
{
    const struct http_params *query = &request->query;
    put_escaped(out, request->path);
    for (size_t i = 0; i < query->count; i++) {
        buffer_putc(out, i ? '&' : '?');
        put_escaped(out, query->list[i].name);
        buffer_putc(out, '=');
        put_escaped(out, query->list[i].value);
    }
}

static void add_field(struct json_object *kept, const char *prefix, const char *name,
                      const char *value)
{
    struct json_object *field = json_object_new_object();
    struct buffer whole = {0};
    buffer_printf(&whole, "%s%s", prefix, name);
    json_add_text(field, "name", buffer_text(&whole));
    json_add_text(field, "value", value);
    json_object_array_add(kept, field);
    buffer_free(&whole);
}

static bool is_kept(const char *name)
{
    return strcmp(name, "form_token") != 0 && strncmp(name, "password", 8) != 0;
}

/* The fields of the form; those that were kept already have the prefix, which strip takes away. */
static struct json_object *fields_of(const struct http_request *request, const char *prefix)
{
    struct json_object *kept = json_object_new_array();
    for (size_t i = 0; i < request->form.count; i++)
        if (is_kept(request->form.list[i].name))
            add_field(kept, prefix, request->form.list[i].name, request->form.list[i].value);
    return kept;
}

/* The fields that an earlier page between kept, with their prefix or without it. */
static struct json_object *kept_fields(const struct http_request *request, bool with_prefix)
{
    struct json_object *kept = json_object_new_array();
    size_t skip = strlen(kept_prefix);
    for (size_t i = 0; i < request->form.count; i++) {
        const char *name = request->form.list[i].name;
        if (strncmp(name, kept_prefix, skip) == 0)
            add_field(kept, "", with_prefix ? name : name + skip, request->form.list[i].value);
    }
    return kept;
}

static void add_marks(struct json_object *view, struct json_object *kept, bool again)
{
    json_object_object_add(view, "kept", kept);
    json_object_object_add(view, "again", json_object_new_boolean(again));
}

static bool has_files(const struct http_request *request)
{
    return http_is_multipart(request->content_type);
}

void carry_request(const struct http_request *request, struct json_object *view)
{
    struct buffer address = {0};
    bool lost = has_files(request);
    put_address(request, &address);
    bool goes_on = !lost && carry_is_path(buffer_text(&address));
    if (goes_on)
        json_add_text(view, "next", buffer_text(&address));
    add_marks(view, goes_on ? fields_of(request, kept_prefix) : json_object_new_array(),
              goes_on && request->method == HTTP_POST);
    json_object_object_add(view, "lost_files", json_object_new_boolean(lost));
    buffer_free(&address);
}

void carry_to(const struct http_request *request, struct http_response *response, const char *page)
{
    const char *done = http_params_get(&request->query, "done");
    struct buffer address = {0}, location = {0};
    put_address(request, &address);
    buffer_puts(&location, page);
    if (carry_is_path(buffer_text(&address))) {
        buffer_puts(&location, "?next=");
        put_escaped(&location, buffer_text(&address));
    }
    /* What was done just now is said on the page that comes between too. */
    if (done && location.length > strlen(page)) {
        buffer_puts(&location, "&done=");
        put_escaped(&location, done);
    }
    admin_go(response, buffer_text(&location));
    buffer_free(&address);
    buffer_free(&location);
}

static const char *next_of(const struct http_request *request)
{
    const char *next = admin_field(request, "next");
    if (!*next)
        next = http_params_get(&request->query, "next");
    return next && carry_is_path(next) ? next : home;
}

bool carry_is_under_way(const struct http_request *request)
{
    return *admin_field(request, "next") || http_params_get(&request->query, "next");
}

void carry_again(const struct http_request *request, struct json_object *view)
{
    if (carry_is_under_way(request))
        json_add_text(view, "next", next_of(request));
    add_marks(view, kept_fields(request, true), *admin_field(request, "again"));
}

/* --- Going on --------------------------------------------------------------------------------- */

void carry_add_button(const struct http_request *request, struct json_object *view)
{
    json_add_text(view, "next_url", next_of(request));
    add_marks(view, kept_fields(request, false), *admin_field(request, "again"));
}

static void go_on(const struct http_request *request, struct http_response *response,
                  const char *title, bool proved)
{
    if (!*admin_field(request, "again")) {
        admin_go(response, next_of(request));
        return;
    }
    struct json_object *view = admin_view(request, title);
    json_object_object_add(view, "proved", json_object_new_boolean(proved));
    carry_add_button(request, view);
    admin_send(request, response, "admin_carry_on", view);
}

void carry_on(const struct http_request *request, struct http_response *response)
{
    go_on(request, response, "Nothing is lost", false);
}

void carry_on_proved(const struct http_request *request, struct http_response *response)
{
    go_on(request, response, "One press more", true);
}

void carry_stale(const struct http_request *request, struct http_response *response)
{
    struct buffer address = {0};
    if (has_files(request)) {
        admin_error(request, response, 403,
                    "The page that this was sent from is of an earlier sign-in, so nothing was "
                    "done. Open it again and choose the file again.");
        return;
    }
    put_address(request, &address);
    struct json_object *view = admin_view(request, "Nothing is lost");
    json_add_text(view, "next_url", buffer_text(&address));
    add_marks(view, fields_of(request, ""), true);
    response->status = 403;
    admin_send(request, response, "admin_carry_on", view);
    buffer_free(&address);
}

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

static const char *next_of(const struct http_request *request)
{
    const char *next = admin_field(request, "next");
    if (!*next)
        next = http_params_get(&request->query, "next");
    return next && carry_is_path(next) ? next : home;
}

void carry_again(const struct http_request *request, struct json_object *view)
{
    json_add_text(view, "next", next_of(request));
    add_marks(view, kept_fields(request, true), *admin_field(request, "again"));
}

/* --- Going on --------------------------------------------------------------------------------- */

static void send_button(const struct http_request *request, struct http_response *response,
                        const char *next, struct json_object *kept)
{
    struct json_object *view = admin_view(request, "Nothing is lost");
    json_add_text(view, "next_url", next);
    json_object_object_add(view, "kept", kept);
    admin_send(request, response, "admin_carry_on", view);
}

void carry_on(const struct http_request *request, struct http_response *response)
{
    const char *next = next_of(request);
    if (*admin_field(request, "again"))
        send_button(request, response, next, kept_fields(request, false));
    else
        admin_go(response, next);
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
    response->status = 403;
    send_button(request, response, buffer_text(&address), fields_of(request, ""));
    buffer_free(&address);
}

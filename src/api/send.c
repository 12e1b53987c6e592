#include "api/send.h"

#include "content/document.h"
#include "content/kind.h"
#include "content/moment.h"
#include "http/problem.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { REFERRERS_MAX = 100 };

void api_send(const struct http_request *request, struct http_response *response,
              struct json_object *value)
{
    const char *pretty = http_params_get(&request->query, "pretty");
    int flags = JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE;
    if (pretty && strcmp(pretty, "1") != 0 && strcmp(pretty, "0") != 0) {
        http_problem(response, request, 400, "pretty takes 0 or 1.", "pretty");
        json_object_put(value);
        return;
    }
    if (pretty && *pretty == '1')
        flags = JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED | JSON_C_TO_STRING_NOSLASHESCAPE;
    response->content_type = "application/json";
    buffer_puts(&response->body, json_object_to_json_string_ext(value, flags));
    buffer_puts(&response->body, "\n");
    json_object_put(value);
}

void api_add_url(const struct app *app, struct json_object *object, const char *name,
                 const char *path)
{
    char *url = view_url(app, path);
    json_add_text(object, name, url);
    free(url);
}

/* Adds "self" and "page" for a document of kind and slug. */
static void add_addresses(const struct app *app, struct json_object *links, const struct kind *kind,
                          const char *slug)
{
    struct buffer path = {0};
    buffer_printf(&path, "/api/v1/%s%s%s", kind->plural, kind->only_one ? "" : "/",
                  kind->only_one ? "" : slug);
    api_add_url(app, links, "self", buffer_text(&path));
    buffer_clear(&path);
    if (document_path(kind, slug, &path))
        api_add_url(app, links, "page", buffer_text(&path));
    buffer_free(&path);
}

/* Turns {kind, key, slug, title} entries (taken over) into {kind, key, title, self, page}. */
static struct json_object *linked(const struct app *app, struct json_object *entries)
{
    for (size_t i = 0; i < json_object_array_length(entries); i++) {
        struct json_object *entry = json_object_array_get_idx(entries, i);
        add_addresses(app, entry, kind_by_name(json_text(entry, "kind")), json_text(entry, "slug"));
        json_object_object_del(entry, "slug");
    }
    return entries;
}

struct json_object *api_plain_view(const struct app *app, const struct document *document)
{
    struct json_object *view = json_object_get(document->body);
    struct json_object *links = json_object_new_object();
    struct buffer updated = {0};
    moment_rfc3339((time_t)document->updated_at, &updated);
    json_add_text(view, "updated", buffer_text(&updated));
    add_addresses(app, links, kind_by_name(json_text(view, "kind")), json_text(view, "slug"));
    json_object_object_add(view, "links", links);
    if (json_text(view, "logo_url"))
        api_add_url(app, view, "logo_url", json_text(view, "logo_url"));
    buffer_free(&updated);
    return view;
}

struct json_object *api_view(const struct app *app, const struct document *document)
{
    struct json_object *view = api_plain_view(app, document);
    struct json_object *links = json_member(view, "links");
    json_object_object_add(links, "refers_to",
                           linked(app, document_references(app->db, document->id)));
    json_object_object_add(
        links, "referred_by",
        linked(app, document_referrers(app->db, json_text(view, "key"), REFERRERS_MAX)));
    return view;
}

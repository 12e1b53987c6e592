#include "admin/look.h"

#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/view.h"
#include "content/brand.h"
#include "content/history.h"
#include "view/app.h"
#include "view/look.h"

#include <json-c/json.h>
#include <string.h>

void look_of_text(struct json_object *view, const struct draft_text *draft)
{
    struct brand brand = {0};
    struct buffer base = {0};
    if (draft->version)
        buffer_printf(&base, "/admin/look/%s/draft/", draft->key);
    else
        buffer_printf(&base, "/admin/look/%s/%lld/", draft->key, (long long)draft->base);
    brand_derive(draft->body, &brand);
    look_add_unpublished(view, &brand, buffer_text(&base));
    brand_free(&brand);
    buffer_free(&base);
}

/* The text that the path names: "draft" (or what is live, where there is none), or a revision's
 * number. NULL if there is none; the caller puts it. */
static struct json_object *find_text(const struct http_request *request, const char *key)
{
    struct db *db = request->app->db;
    const char *text = http_params_get(&request->captured, "text");
    struct draft_text draft = {0};
    struct revision revision = {0};
    struct json_object *body = NULL;
    if (strcmp(text, "draft") == 0 && draft_open(db, key, &draft))
        body = json_object_get(draft.body);
    else if (read_number(text) && history_revision(db, key, read_number(text), &revision))
        body = json_object_get(revision.body);
    draft_text_free(&draft);
    revision_free(&revision);
    return body;
}

static bool send_file(struct http_response *response, const struct brand *brand, const char *name)
{
    bool is_logo = strcmp(name, "logo") == 0 && brand->logo.length;
    bool is_style = strcmp(name, "style.css") == 0 && brand->tokens.length;
    if (is_logo)
        buffer_append(&response->body, brand->logo.data, brand->logo.length);
    if (is_style)
        look_style(buffer_text(&brand->tokens), &response->body);
    response->content_type = is_logo ? brand->logo_type : "text/css; charset=utf-8";
    return is_logo || is_style;
}

void admin_look(const struct http_request *request, struct http_response *response)
{
    const char *key = captured_key(request), *name = http_params_get(&request->captured, "name");
    struct json_object *body = key ? find_text(request, key) : NULL;
    struct brand brand = {0};
    if (body)
        brand_derive(body, &brand);
    if (!send_file(response, &brand, name))
        admin_error(request, response, 404, NULL);
    brand_free(&brand);
    json_object_put(body);
}

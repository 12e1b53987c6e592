#include "admin/entries.h"

#include "content/attention.h"
#include "content/document.h"
#include "content/history.h"
#include "content/kind.h"
#include "text/json.h"
#include "text/slug.h"
#include "view/app.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

void entry_add_url(struct json_object *entry, const char *url_name, const char *path,
                   const char *slug, const char *more)
{
    struct buffer url = {0};
    buffer_printf(&url, "%s%s%s", path, slug, more);
    json_add_text(entry, url_name, buffer_text(&url));
    buffer_free(&url);
}

void entry_add_links(struct json_object *entry, const char *key)
{
    static const struct {
        const char *name, *path;
    } links[] = {
        {"edit_url", "/admin/documents/"},      {"history_url", "/admin/history/"},
        {"publish_url", "/admin/publish?key="}, {"reviewed_url", "/admin/reviewed/"},
        {"preview_url", "/admin/preview/"},
    };
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        entry_add_url(entry, links[i].name, links[i].path, key, "");
    if (json_true(entry, "is_treatment"))
        entry_add_url(entry, "treatment_url", "/admin/treatments/", key, "");
}

void entries_add_links(struct json_object *list)
{
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        entry_add_links(entry, json_text(entry, "key"));
    }
}

void view_add_entries(struct json_object *view, const char *name, struct json_object *list,
                      int64_t count)
{
    struct buffer has = {0}, total = {0};
    json_object_object_add(view, name, list);
    buffer_printf(&has, "has_%s", name);
    buffer_printf(&total, "%s_count", name);
    json_object_object_add(view, buffer_text(&has), json_object_new_boolean(count > 0));
    json_object_object_add(view, buffer_text(&total), json_object_new_int64(count));
    buffer_free(&has);
    buffer_free(&total);
}

const char *captured_key(const struct http_request *request)
{
    const char *key = http_params_get(&request->captured, "key");
    return key && slug_is_valid(key) ? key : NULL;
}

int64_t read_number(const char *text)
{
    size_t length = text ? strlen(text) : 0;
    if (length == 0 || length > 15 || strspn(text, "0123456789") != length)
        return 0;
    return strtoll(text, NULL, 10);
}

int64_t captured_number(const struct http_request *request)
{
    return read_number(http_params_get(&request->captured, "number"));
}

/* A withdrawn document is neither live nor a draft; it has its history. */
static struct json_object *withdrawn_entry(struct db *db, const char *key)
{
    struct revision revision;
    struct json_object *entry = NULL;
    if (history_live(db, key, &revision)) {
        entry = json_object_new_object();
        json_add_text(entry, "key", key);
        json_add_text(entry, "kind", json_text(revision.body, "kind"));
        json_add_text(entry, "title", json_text(revision.body, "title"));
        json_object_object_add(entry, "is_withdrawn", json_object_new_boolean(1));
    }
    revision_free(&revision);
    return entry;
}

bool view_add_subject(const struct http_request *request, struct json_object *view, const char *key)
{
    struct json_object *entry = key ? attention_entry(request->app->db, key) : NULL;
    if (key && !entry)
        entry = withdrawn_entry(request->app->db, key);
    if (!entry)
        return false;
    entry_add_links(entry, key);
    json_object_object_add(view, "document", entry);
    return true;
}

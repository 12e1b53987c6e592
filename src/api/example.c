#include "api/example.h"

#include "api/describe.h"
#include "base/buffer.h"
#include "content/document.h"
#include "content/kind.h"
#include "http/router.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

struct json_object *example_of_answer(const struct app *app, const struct api_answer *described)
{
    static const char base[] = "BASE";
    struct buffer text = {0};
    for (const char *c = described->example; c && *c; c++) {
        if (strncmp(c, base, strlen(base)) == 0) {
            buffer_puts(&text, app->base_url);
            c += strlen(base) - 1;
        } else {
            buffer_puts(&text, *c == '\'' ? "\"" : (const char[]){*c, '\0'});
        }
    }
    struct json_object *example = text.length ? json_tokener_parse(buffer_text(&text)) : NULL;
    buffer_free(&text);
    return example;
}

struct json_object *example_of_kind(const struct app *app, const struct http_route *route,
                                    const struct kind *kind)
{
    struct document found = {0};
    struct json_object *entry = NULL, *list = NULL, *items = NULL;
    if (document_first(app->db, kind, &found)) {
        entry = json_object_new_object();
        json_add_text(entry, "kind", kind->name);
        json_add_text(entry, "key", json_text(found.body, "key"));
        json_add_text(entry, "title", json_text(found.body, "title"));
    }
    document_free(&found);
    if (!entry || strcmp(route->pattern, "/api/v1/{kind}") != 0)
        return entry;
    list = json_object_new_object();
    items = json_object_new_array();
    json_add_text(list, "kind", kind->name);
    json_object_object_add(list, "total", json_object_new_int64(document_count(app->db, kind)));
    json_object_array_add(items, entry);
    json_object_object_add(list, "items", items);
    return list;
}

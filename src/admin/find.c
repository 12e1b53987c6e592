/* Finding a document by a part of its title or key, drafts included. */
#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/view.h"
#include "content/attention.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

enum { FOUND_MAX = 200, TYPED_MAX = 200 };

const char *const admin_find_query[] = {"q", "done", NULL};

void admin_find(const struct http_request *request, struct http_response *response)
{
    const char *typed = http_params_get(&request->query, "q");
    int64_t total;
    if (!typed || strlen(typed) > TYPED_MAX)
        typed = "";
    struct json_object *view = admin_view(request, "Documents");
    struct json_object *found = attention_find(request->app->db, typed, FOUND_MAX, &total);
    entries_add_links(found);
    json_object_object_add(view, "more", json_object_new_boolean(total > FOUND_MAX));
    json_object_object_add(view, "one", json_object_new_boolean(total == 1));
    view_add_entries(view, "found", found, total);
    json_add_text(view, "typed", typed);
    admin_send(request, response, "admin_find", view);
}

/* One treatment with all that belongs to it: its checklists, questions and comparisons, live or
 * drafts, and "publish all". */
#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/view.h"
#include "content/attention.h"
#include "content/claims.h"
#include "content/document.h"
#include "content/draft.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

enum { RELATED_MAX = 300, CLAIMS_NONE = 0 };

const char *const admin_treatment_query[] = {"done", NULL};

static bool holds_key(struct json_object *list, const char *key)
{
    for (size_t i = 0; i < json_object_array_length(list); i++)
        if (strcmp(json_text(json_object_array_get_idx(list, i), "key"), key) == 0)
            return true;
    return false;
}

/* Adds what more (put here) names and list has not yet. */
static void join(struct json_object *list, struct json_object *more)
{
    for (size_t i = 0; i < json_object_array_length(more); i++) {
        struct json_object *entry = json_object_array_get_idx(more, i);
        if (!holds_key(list, json_text(entry, "key")))
            json_object_array_add(list, json_object_get(entry));
    }
    json_object_put(more);
}

/* What stands on the page of one document: where it is on its way, and what is open in it. */
static struct json_object *row_of(const struct http_request *request, struct json_object *view,
                                  const char *key)
{
    struct json_object *entry = attention_entry(request->app->db, key);
    struct draft_text draft;
    size_t open;
    if (!entry)
        return NULL;
    if (draft_load(request->app->db, key, &draft)) {
        json_object_object_add(entry, "is_draft", json_object_new_boolean(1));
        json_object_object_add(entry, "is_in_review",
                               json_object_new_boolean(draft.state == DRAFT_IN_REVIEW));
        admin_add_moment(view, entry, "when", draft.updated_at);
    }
    draft_text_free(&draft);
    json_object_put(claims_open(request->app->db, key, CLAIMS_NONE, &open));
    json_object_object_add(entry, "open_claims", json_object_new_boolean(open > 0));
    json_object_object_add(entry, "claims_count", json_object_new_int64((int64_t)open));
    entry_add_links(entry, key);
    return entry;
}

/* Adds the treatment and what belongs to it, with publish_all_url where several or one are drafts.
 */
static void add_rows(const struct http_request *request, struct json_object *view,
                     struct json_object *keys)
{
    struct json_object *rows = json_object_new_array();
    struct buffer all = {0};
    size_t drafts = 0;
    buffer_puts(&all, "/admin/publish?");
    for (size_t i = 0; i < json_object_array_length(keys); i++) {
        const char *key = json_text(json_object_array_get_idx(keys, i), "key");
        struct json_object *row = row_of(request, view, key);
        if (!row)
            continue;
        if (json_true(row, "is_draft"))
            buffer_printf(&all, "%skey=%s", drafts++ ? "&" : "", key);
        json_object_array_add(rows, row);
    }
    if (drafts)
        json_add_text(view, "publish_all_url", buffer_text(&all));
    json_object_object_add(view, "several", json_object_new_boolean(drafts > 1));
    json_object_object_add(view, "draft_count", json_object_new_int64((int64_t)drafts));
    view_add_entries(view, "rows", rows, (int64_t)json_object_array_length(rows));
    buffer_free(&all);
}

void admin_treatment(const struct http_request *request, struct http_response *response)
{
    const char *key = captured_key(request);
    struct json_object *self = key ? attention_entry(request->app->db, key) : NULL;
    if (!self || !json_true(self, "is_treatment")) {
        json_object_put(self);
        admin_error(request, response, 404, "There is no treatment of that name.");
        return;
    }
    struct json_object *view = admin_view(request, json_text(self, "title"));
    struct json_object *keys = json_object_new_array();
    json_object_array_add(keys, json_object_get(self));
    join(keys, document_referrers(request->app->db, key, RELATED_MAX));
    join(keys, attention_drafts_naming(request->app->db, key));
    add_rows(request, view, keys);
    json_object_put(keys);
    json_object_put(self);
    view_add_subject(request, view, key);
    admin_send(request, response, "admin_treatment", view);
}

/* Withdrawing a document, and bringing it back. Both are revisions, as any other publish. */
#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/release.h"
#include "admin/summary.h"
#include "admin/view.h"
#include "content/document.h"
#include "content/draft.h"
#include "content/history.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

enum { REFERRERS_MAX = 100, KEYS_MAX = 1000 };

/* --- The page --------------------------------------------------------------------------------- */

/* The documents that a patient may be sent to instead: those with a page, but for itself. */
static struct json_object *others(struct db *db, const char *key, const char *chosen)
{
    struct json_object *list = json_object_new_array();
    for (const struct kind *kind = kinds; kind->name; kind++) {
        struct json_object *entries =
            kind->path ? document_list(db, kind, KEYS_MAX, 0) : json_object_new_array();
        for (size_t i = 0; i < json_object_array_length(entries); i++) {
            struct json_object *entry = json_object_array_get_idx(entries, i);
            if (strcmp(json_text(entry, "key"), key) == 0)
                continue;
            bool is_chosen = strcmp(json_text(entry, "key"), chosen) == 0;
            json_object_object_add(entry, "selected", json_object_new_boolean(is_chosen));
            json_add_text(entry, "kind_label", kind->label);
            json_object_array_add(list, json_object_get(entry));
        }
        json_object_put(entries);
    }
    return list;
}

static void add_uses(struct db *db, struct json_object *view, const char *key)
{
    struct json_object *uses = document_referrers(db, key, REFERRERS_MAX);
    for (size_t i = 0; i < json_object_array_length(uses); i++) {
        struct json_object *use = json_object_array_get_idx(uses, i);
        entry_add_links(use, json_text(use, "key"));
        json_add_text(use, "kind_label", kind_by_name(json_text(use, "kind"))->label);
    }
    view_add_entries(view, "uses", uses, (int64_t)json_object_array_length(uses));
}

static bool has_draft(struct db *db, const char *key)
{
    struct draft_text draft;
    bool found = draft_load(db, key, &draft);
    draft_text_free(&draft);
    return found;
}

static void send_page(const struct http_request *request, struct http_response *response,
                      const char *key, const struct revision *live, const struct faults *faults)
{
    struct db *db = request->app->db;
    bool is_withdrawn = json_member(live->body, "withdrawn") != NULL;
    struct json_object *view =
        admin_view(request, is_withdrawn ? "Bring back a document" : "Withdraw a document");
    const struct kind *kind = kind_by_name(json_text(live->body, "kind"));
    json_add_text(view, "key", key);
    json_add_text(view, "document_title", json_text(live->body, "title"));
    json_object_object_add(view, "is_internal", json_object_new_boolean(kind && kind->internal));
    json_add_shared(view, "withdrawn", json_member(live->body, "withdrawn"));
    json_object_object_add(view, "base", json_object_new_int64(live->number));
    json_object_object_add(view, "has_draft", json_object_new_boolean(has_draft(db, key)));
    json_add_text(view, "reason", admin_field(request, "reason"));
    json_object_object_add(view, "others", others(db, key, admin_field(request, "instead")));
    entry_add_links(view, key);
    entry_add_url(view, "withdraw_url", "/admin/withdraw/", key, "");
    add_uses(db, view, key);
    view_add_faults(view, key, live->body, faults);
    admin_send(request, response, "admin_withdraw", view);
}

/* Fills *live, or answers: only what was published can be withdrawn. */
static bool find_live(const struct http_request *request, struct http_response *response,
                      const char **key, struct revision *live)
{
    *live = (struct revision){0};
    *key = captured_key(request);
    if (*key && history_live(request->app->db, *key, live))
        return true;
    if (db_state(request->app->db) == DB_OK)
        admin_error(request, response, 404, "No document of that key was ever published.");
    return false;
}

void admin_withdraw(const struct http_request *request, struct http_response *response)
{
    struct revision live;
    const char *key;
    if (find_live(request, response, &key, &live))
        send_page(request, response, key, &live, NULL);
    revision_free(&live);
}

/* --- Doing it --------------------------------------------------------------------------------- */

/* The live text with its last word, or without it again. */
static struct json_object *changed_body(const struct http_request *request,
                                        struct json_object *live)
{
    struct json_object *body = NULL;
    const char *instead = admin_field(request, "instead");
    json_object_deep_copy(live, &body, NULL);
    if (json_member(live, "withdrawn")) {
        json_object_object_del(body, "withdrawn");
        return body;
    }
    struct json_object *withdrawn = json_object_new_object();
    json_add_text(withdrawn, "reason", admin_field(request, "reason"));
    if (*instead)
        json_add_text(withdrawn, "instead", instead);
    json_object_object_add(body, "withdrawn", withdrawn);
    return body;
}

static void publish_change(const struct http_request *request, struct http_response *response,
                           const char *key, const struct revision *live)
{
    bool brings_back = json_member(live->body, "withdrawn") != NULL;
    struct release_item item = {.key = key,
                                .action = brings_back ? AUDIT_BROUGHT_BACK : AUDIT_WITHDRAWN};
    release_prepare(request, &item, changed_body(request, live->body),
                    read_number(admin_field(request, "base")),
                    brings_back ? "brought back" : "withdrawn");
    if (!release_one(request, response, &item, "/admin/withdraw/",
                     brings_back ? "published" : "withdrawn"))
        send_page(request, response, key, live, &item.draft.faults);
    release_free(&item, 1);
}

void admin_withdraw_post(const struct http_request *request, struct http_response *response)
{
    struct revision live;
    const char *key;
    if (find_live(request, response, &key, &live))
        publish_change(request, response, key, &live);
    revision_free(&live);
}

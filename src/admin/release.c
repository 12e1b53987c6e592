#include "admin/release.h"

#include "admin/view.h"
#include "base/memory.h"
#include "content/draft.h"
#include "lint/gate.h"
#include "view/app.h"

#include <json-c/json.h>
#include <stdlib.h>

void release_prepare(const struct http_request *request, struct release_item *item,
                     struct json_object *body, int64_t base, const char *note)
{
    json_object_object_del(body, "revision");
    if (base > 0)
        json_object_object_add(body, "revision", json_object_new_int64(base));
    draft_prepare(&item->draft, body, request->session->staff.full_name, note);
}

struct release {
    const struct http_request *request;
    struct release_item *items;
    size_t count;
};

/* Whether the draft is still the one that the person saw. */
static bool stands_still(struct db *db, struct release_item *item)
{
    struct draft_text draft;
    int64_t version = draft_load(db, item->key, &draft) ? draft.version : 0;
    draft_text_free(&draft);
    item->moved = version != item->version;
    return !item->moved;
}

/* The note stands in the revision alone, so that an administrator can take it away; the audit trail
 * is never changed. */
static void write_audit(struct db *db, const struct http_request *request,
                        const struct release_item *item)
{
    struct buffer detail = {0};
    enum audit_action action =
        item->draft.outcome == DRAFT_WITHDRAWN ? AUDIT_WITHDRAWN : item->action;
    buffer_printf(&detail, "revision %lld", (long long)draft_live_number(db, item->key));
    if (item->detail)
        buffer_printf(&detail, ": %s", item->detail);
    if (item->draft.outcome == DRAFT_UNCHANGED)
        buffer_puts(&detail, ", as it was live already");
    audit_by(db, request->now, admin_actor(request), action, item->key, buffer_text(&detail));
    buffer_free(&detail);
}

/* Inside publish's transaction. */
static bool end_drafts(struct db *db, void *data)
{
    struct release *release = data;
    bool all_still = true;
    for (size_t i = 0; i < release->count; i++)
        all_still &= stands_still(db, &release->items[i]);
    for (size_t i = 0; all_still && i < release->count; i++) {
        if (release->items[i].version)
            draft_delete(db, release->items[i].key);
        write_audit(db, release->request, &release->items[i]);
    }
    return all_still;
}

enum publish_result release_publish(const struct http_request *request, struct release_item *items,
                                    size_t count)
{
    struct release release = {request, items, count};
    struct draft *drafts = memory_new(count, sizeof *drafts);
    for (size_t i = 0; i < count; i++)
        drafts[i] = items[i].draft;
    enum publish_result result =
        publish(request->app->db, drafts, count, request->now, lint_gate, end_drafts, &release);
    for (size_t i = 0; i < count; i++)
        items[i].draft = drafts[i];
    free(drafts);
    return result;
}

bool release_one(const struct http_request *request, struct http_response *response,
                 struct release_item *item, const char *path, const char *done)
{
    struct buffer whole = {0};
    enum publish_result result = release_publish(request, item, 1);
    if (result == PUBLISH_REFUSED) {
        response->status = item->moved ? 409 : 422;
        return false;
    }
    buffer_printf(&whole, "%s%s", path, item->key);
    if (result == PUBLISH_DONE)
        admin_done(response, buffer_text(&whole), done);
    buffer_free(&whole);
    return true;
}

void release_free(struct release_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        draft_free(&items[i].draft);
}

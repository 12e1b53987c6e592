/* What changes, word by word, and making it live: one draft or several in one act. */
#include "admin/admin.h"
#include "admin/changes.h"
#include "admin/checks.h"
#include "admin/entries.h"
#include "admin/mark.h"
#include "admin/release.h"
#include "admin/summary.h"
#include "admin/view.h"
#include "base/memory.h"
#include "content/attention.h"
#include "content/check.h"
#include "content/cite.h"
#include "content/diff.h"
#include "content/draft.h"
#include "content/history.h"
#include "text/json.h"
#include "text/slug.h"
#include "text/utf8.h"
#include "view/app.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { DRAFTS_MAX = 500, NOTE_MAX = 300 };

/* The drafts that a request names. */
struct chosen {
    char *key;       /* owned */
    int64_t version; /* that the person saw; 0: none was shown yet */
};

struct choice {
    struct chosen list[RELEASE_MAX];
    size_t count;
};

/* --- Which drafts ----------------------------------------------------------------------------- */

/* Reads "key" or "key@version". */
static void choose(struct choice *choice, const char *text)
{
    const char *at = strchr(text, '@');
    char *key = strndup(text, at ? (size_t)(at - text) : strlen(text));
    bool is_new = key && slug_is_valid(key) && choice->count < RELEASE_MAX;
    for (size_t i = 0; is_new && i < choice->count; i++)
        is_new = strcmp(choice->list[i].key, key) != 0;
    if (is_new)
        choice->list[choice->count++] = (struct chosen){key, at ? read_number(at + 1) : 0};
    else
        free(key);
}

static void choose_all(struct choice *choice, const struct http_params *params)
{
    *choice = (struct choice){.count = 0};
    for (size_t i = 0; i < params->count; i++)
        if (strcmp(params->list[i].name, "key") == 0)
            choose(choice, params->list[i].value);
}

static void choice_free(struct choice *choice)
{
    for (size_t i = 0; i < choice->count; i++)
        free(choice->list[i].key);
    choice->count = 0;
}

/* --- One draft on the page -------------------------------------------------------------------- */

/* Says that the mark of the live text does not go over to the draft's. */
static void add_mark_ends(struct json_object *entry, struct json_object *live)
{
    json_add_shared(entry, "mark_ends", json_member(live, "review"));
}

/* Says that what is live has changed since the draft was made, and where to see how. */
static void add_moved_base(struct json_object *entry, const struct draft_text *draft, int64_t live)
{
    struct buffer url = {0};
    if (draft->base == live)
        return;
    buffer_printf(&url, "/admin/compare/%s?from=%lld&to=%lld", draft->key, (long long)draft->base,
                  (long long)live);
    json_object_object_add(entry, "base_moved", json_object_new_boolean(1));
    json_object_object_add(entry, "base", json_object_new_int64(draft->base));
    json_object_object_add(entry, "live", json_object_new_int64(live));
    if (draft->base > 0)
        json_add_text(entry, "moved_url", buffer_text(&url));
    entry_add_url(entry, "rebase_url", "/admin/rebase/", draft->key, "");
    buffer_free(&url);
}

/* The audit trail knows people by their sign-in names. */
static void add_full_name(struct db *db, struct json_object *word)
{
    struct staff staff;
    const char *name = json_text(word, "who");
    if (name && staff_by_name(db, name, &staff))
        json_add_text(word, "who", staff.full_name);
}

static void add_last_word(const struct http_request *request, struct json_object *view,
                          struct json_object *entry, const char *key)
{
    struct json_object *word = attention_last_word(request->app->db, key);
    const char *action = word ? json_text(word, "action") : "";
    bool asked = strcmp(action, "review-asked") == 0;
    if (asked || strcmp(action, "review-returned") == 0) {
        json_object_object_add(word, asked ? "asked" : "returned", json_object_new_boolean(1));
        admin_add_moment(view, word, "when", json_integer(word, "at", 0));
        add_full_name(request->app->db, word);
        json_add_shared(entry, "last_word", word);
    }
    json_object_put(word);
}

/* The member of the view for one draft, of a set with these keys; takes nothing over. faults: those
 * of a publish that was refused, or NULL to look now. */
static struct json_object *draft_entry(const struct http_request *request, struct json_object *view,
                                       const struct draft_text *draft, struct json_object *keys,
                                       const struct faults *faults)
{
    struct json_object *entry = attention_entry(request->app->db, draft->key);
    if (!entry) /* discarded this very moment: the version says so at publish */
        entry = json_object_new_object();
    struct revision live;
    struct faults own = {0};
    struct buffer token = {0};
    bool has_live = history_live(request->app->db, draft->key, &live);
    struct json_object *live_body = has_live ? live.body : NULL;
    if (mark_settle(draft->body, live_body))
        add_mark_ends(entry, live_body);
    struct json_object *rows = diff_documents(live_body, draft->body);
    changes_fold(rows);
    if (!faults) {
        document_check(draft->body, &own);
        cite_check(request->app->db, draft->body, keys, &own);
    }
    buffer_printf(&token, "%s@%lld", draft->key, (long long)draft->version);
    json_add_text(entry, "token", buffer_text(&token));
    json_object_object_add(entry, "version", json_object_new_int64(draft->version));
    json_object_object_add(entry, "is_new_document", json_object_new_boolean(!has_live));
    json_object_object_add(entry, "in_review",
                           json_object_new_boolean(draft->state == DRAFT_IN_REVIEW));
    entry_add_links(entry, draft->key);
    entry_add_url(entry, "review_url", "/admin/review/", draft->key, "");
    entry_add_url(entry, "return_url", "/admin/return/", draft->key, "");
    view_add_entries(entry, "rows", rows, (int64_t)json_object_array_length(rows));
    view_add_faults(entry, draft->key, draft->body, faults ? faults : &own);
    add_moved_base(entry, draft, live.number);
    add_last_word(request, view, entry, draft->key);
    revision_free(&live);
    faults_free(&own);
    buffer_free(&token);
    return entry;
}

/* --- The page --------------------------------------------------------------------------------- */

/* What the checks say of the drafts, if they go live together. */
static void add_findings(const struct http_request *request, struct json_object *view,
                         struct json_object *list)
{
    struct buffer back = {0};
    for (size_t i = 0; i < json_object_array_length(list); i++)
        buffer_printf(&back, "%skey=%s", i ? "&" : "/admin/publish?",
                      json_text(json_object_array_get_idx(list, i), "key"));
    checks_add_drafts(request, view, list, buffer_text(&back));
    buffer_free(&back);
}

/* Adds the chosen drafts; faults as of draft_entry, one for each of items, or NULL. */
static void add_drafts(const struct http_request *request, struct json_object *view,
                       const struct choice *choice, const struct release_item *items)
{
    struct json_object *list = json_object_new_array(), *missing = json_object_new_array();
    struct json_object *keys = json_object_new_object();
    bool sound = true;
    for (size_t i = 0; i < choice->count; i++)
        json_object_object_add(keys, choice->list[i].key, NULL);
    for (size_t i = 0; i < choice->count; i++) {
        struct draft_text draft;
        if (!draft_load(request->app->db, choice->list[i].key, &draft)) {
            struct json_object *entry = json_object_new_object();
            json_add_text(entry, "key", choice->list[i].key);
            json_object_array_add(missing, entry);
            continue;
        }
        struct json_object *entry =
            draft_entry(request, view, &draft, keys, items ? &items[i].draft.faults : NULL);
        bool moved = items && items[i].moved;
        json_object_object_add(entry, "moved", json_object_new_boolean(moved));
        json_object_array_add(list, entry);
        sound &= !json_true(entry, "has_faults") && !json_true(entry, "base_moved");
        draft_text_free(&draft);
    }
    json_object_put(keys);
    add_findings(request, view, list);
    size_t count = json_object_array_length(list);
    for (size_t i = 0; i < count; i++)
        sound &= !json_true(json_object_array_get_idx(list, i), "has_blocks");
    json_object_object_add(view, "sound", json_object_new_boolean(sound && count > 0));
    json_object_object_add(view, "several", json_object_new_boolean(count > 1));
    view_add_entries(view, "drafts", list, (int64_t)count);
    view_add_entries(view, "missing", missing, (int64_t)json_object_array_length(missing));
}

static void draw(const struct http_request *request, struct http_response *response,
                 const struct choice *choice, const struct release_item *items)
{
    struct json_object *view = admin_view(request, "What changes");
    if (choice->count)
        add_drafts(request, view, choice, items);
    json_object_object_add(view, "refused", json_object_new_boolean(items != NULL));
    json_add_text(view, "note", admin_field(request, "note"));
    admin_send(request, response, "admin_publish", view);
}

/* Without a key: all drafts, to choose from. */
static void draw_list(const struct http_request *request, struct http_response *response)
{
    struct json_object *view = admin_view(request, "Publish");
    struct json_object *list = draft_list(request->app->db, DRAFTS_MAX, 0);
    entries_add_links(list);
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        admin_add_moment(view, entry, "when", json_integer(entry, "updated_at", 0));
    }
    view_add_entries(view, "drafts", list, (int64_t)json_object_array_length(list));
    admin_send(request, response, "admin_publish_list", view);
}

const char *const admin_publish_query[] = {"key", "done", NULL};

void admin_publish(const struct http_request *request, struct http_response *response)
{
    struct choice choice;
    choose_all(&choice, &request->query);
    if (choice.count)
        draw(request, response, &choice, NULL);
    else
        draw_list(request, response);
    choice_free(&choice);
}

/* --- Publishing ------------------------------------------------------------------------------- */

/* Fills items from the drafts as they stand. False if one is gone. */
static bool prepare(const struct http_request *request, const struct choice *choice,
                    struct release_item *items, const char *note)
{
    bool all = true;
    for (size_t i = 0; i < choice->count; i++) {
        struct draft_text draft;
        items[i] = (struct release_item){.key = choice->list[i].key,
                                         .version = choice->list[i].version,
                                         .action = AUDIT_PUBLISHED};
        bool there = draft_load(request->app->db, choice->list[i].key, &draft);
        all &= there;
        items[i].moved = !there || draft.version != choice->list[i].version;
        if (there) {
            mark_settle_by_key(request->app->db, draft.key, draft.body);
            release_prepare(request, &items[i], json_object_get(draft.body), draft.base, note);
        }
        draft_text_free(&draft);
    }
    return all;
}

static bool any_moved(const struct release_item *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (items[i].moved)
            return true;
    return false;
}

/* Where a person goes on once it is live: the document's history, or the desk. */
static void go_on(struct http_response *response, const struct choice *choice)
{
    struct buffer path = {0};
    buffer_printf(&path, "/admin/history/%s", choice->list[0].key);
    admin_done(response, choice->count == 1 ? buffer_text(&path) : "/admin/", "published");
    buffer_free(&path);
}

void admin_publish_post(const struct http_request *request, struct http_response *response)
{
    struct choice choice;
    const char *note = admin_field(request, "note");
    choose_all(&choice, &request->form);
    if (choice.count == 0 || utf8_count(note) > NOTE_MAX) {
        admin_error(request, response, 400,
                    choice.count ? "The note is too long: 300 letters at most."
                                 : "No draft was chosen: go back and choose one.");
        choice_free(&choice);
        return;
    }
    struct release_item *items = memory_new(choice.count, sizeof *items);
    enum publish_result result = PUBLISH_REFUSED;
    if (prepare(request, &choice, items, note) && !any_moved(items, choice.count))
        result = release_publish(request, items, choice.count);
    if (result == PUBLISH_DONE) {
        go_on(response, &choice);
    } else if (result == PUBLISH_REFUSED) {
        response->status = 409;
        draw(request, response, &choice, items);
    }
    release_free(items, choice.count);
    free(items);
    choice_free(&choice);
}

/* --- A draft whose base has moved ------------------------------------------------------------- */

void admin_rebase_post(const struct http_request *request, struct http_response *response)
{
    const char *key = captured_key(request);
    struct db *db = request->app->db;
    struct draft_text draft = {0}, other = {0};
    enum draft_result result = DRAFT_CONFLICT;
    if (db_begin_write(db) != DB_OK)
        return;
    if (key && draft_load(db, key, &draft) &&
        draft.version == read_number(admin_field(request, "version"))) {
        draft.base = draft_live_number(db, key);
        result = draft_save(db, request->now, &draft, request->session->staff.id, &other);
        if (result == DRAFT_SAVED)
            audit_by(db, request->now, admin_actor(request), AUDIT_DRAFT_SAVED, key,
                     "put on top of what is live now");
    }
    db_commit(db);
    struct buffer path = {0};
    buffer_printf(&path, "/admin/publish?key=%s", key ? key : "");
    admin_go(response, buffer_text(&path));
    buffer_free(&path);
    draft_text_free(&draft);
    draft_text_free(&other);
}

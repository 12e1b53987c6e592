#include "admin/edit.h"

#include "admin/changes.h"
#include "admin/checks.h"
#include "admin/entries.h"
#include "admin/form.h"
#include "admin/view.h"
#include "content/check.h"
#include "content/cite.h"
#include "content/diff.h"
#include "content/document.h"
#include "content/history.h"
#include "content/kind.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

enum { KEYS_MAX = 1000 };

static void add_truth(struct json_object *object, const char *name, bool truth)
{
    json_object_object_add(object, name, json_object_new_boolean(truth));
}

/* --- The keys that the document's references may name ----------------------------------------- */

/* Adds the kinds that the fields refer to, each once, as members of kinds. */
static void find_kinds(const struct field *fields, struct json_object *found)
{
    for (const struct field *field = fields; field->name; field++) {
        if (field->refers_to)
            json_object_object_add(found, field->refers_to, NULL);
        if (field->fields)
            find_kinds(field->fields, found);
    }
}

static void add_option(struct json_object *options, const char *key, const char *title)
{
    struct json_object *option = json_object_new_object();
    json_add_text(option, "key", key);
    json_add_text(option, "title", title);
    json_object_array_add(options, option);
}

/* A draft may refer to one that is not published yet: they go live together. */
static void add_drafts(struct json_object *options, struct json_object *drafts, const char *kind)
{
    for (size_t i = 0; i < json_object_array_length(drafts); i++) {
        struct json_object *draft = json_object_array_get_idx(drafts, i);
        if (json_integer(draft, "base", 0) == 0 && strcmp(json_text(draft, "kind"), kind) == 0)
            add_option(options, json_text(draft, "key"), json_text(draft, "title"));
    }
}

static struct json_object *keys_of_kind(struct db *db, const char *kind, struct json_object *drafts)
{
    struct json_object *list = json_object_new_object();
    struct json_object *options = json_object_new_array();
    struct json_object *live = document_list(db, kind_by_name(kind), KEYS_MAX, 0);
    struct buffer id = {0};
    buffer_printf(&id, "keys-%s", kind);
    json_add_text(list, "list_id", buffer_text(&id));
    for (size_t i = 0; i < json_object_array_length(live); i++) {
        struct json_object *entry = json_object_array_get_idx(live, i);
        add_option(options, json_text(entry, "key"), json_text(entry, "title"));
    }
    add_drafts(options, drafts, kind);
    json_object_object_add(list, "options", options);
    json_object_put(live);
    buffer_free(&id);
    return list;
}

static void add_keys(struct db *db, struct json_object *view, const struct kind *kind)
{
    struct json_object *found = json_object_new_object();
    struct json_object *lists = json_object_new_array();
    find_kinds(kind->fields, found);
    struct json_object *drafts = draft_list(db, KEYS_MAX, 0);
    json_object_object_foreach(found, name, nothing)
    {
        (void)nothing;
        json_object_array_add(lists, keys_of_kind(db, name, drafts));
    }
    json_object_object_add(view, "keys", lists);
    json_object_put(drafts);
    json_object_put(found);
}

/* --- What the page says about the document ---------------------------------------------------- */

static void add_saved(const struct http_request *request, struct json_object *view,
                      struct json_object *into, const struct draft_text *draft)
{
    struct staff staff;
    if (draft->version == 0)
        return;
    if (staff_by_id(request->app->db, draft->author, &staff))
        json_add_text(into, "saved_by", staff.full_name);
    if (draft->updated_at)
        admin_add_moment(view, into, "saved_at", draft->updated_at);
}

/* Whether what is live is a withdrawal, and the draft would end it. */
static bool brings_back(struct db *db, const struct draft_text *draft)
{
    struct revision live = {0};
    bool withdrawn = draft->version > 0 && !json_member(draft->body, "withdrawn") &&
                     history_live(db, draft->key, &live) && json_member(live.body, "withdrawn");
    revision_free(&live);
    return withdrawn;
}

static void add_state(const struct http_request *request, struct json_object *view,
                      const struct edit_page *page)
{
    const struct draft_text *shown = page->shown;
    struct json_object *review = json_member(shown->body, "review");
    int64_t live = draft_live_number(request->app->db, shown->key);
    add_truth(view, "is_draft", shown->version > 0);
    add_truth(view, "is_published", live > 0);
    add_truth(view, "in_review", shown->version > 0 && shown->state == DRAFT_IN_REVIEW);
    add_truth(view, "base_moved", shown->version > 0 && live != shown->base && !page->other);
    add_truth(view, "unsaved", page->unsaved);
    json_add_shared(view, "withdrawn", json_member(shown->body, "withdrawn"));
    add_truth(view, "brings_back", brings_back(request->app->db, shown));
    if (json_object_is_type(review, json_type_object)) {
        json_add_text(view, "reviewed_by", json_text(review, "reviewed_by"));
        json_add_text(view, "reviewed_on", json_text(review, "reviewed_on"));
    }
    add_saved(request, view, view, shown);
}

static void add_links(struct json_object *view, const struct edit_page *page)
{
    const char *key = page->shown->key;
    const char *slug = json_text(page->shown->body, "slug");
    struct buffer path = {0};
    entry_add_links(view, key);
    entry_add_url(view, "withdraw_url", "/admin/withdraw/", key, "");
    entry_add_url(view, "logo_now_url", "/admin/look/", key, "/draft/logo");
    if (slug && document_path(page->kind, slug, &path))
        json_add_text(view, "page_url", buffer_text(&path));
    buffer_free(&path);
}

static void add_numbers(struct json_object *view, const struct draft_text *shown)
{
    json_add_text(view, "key", shown->key);
    json_add_text(view, "kind", shown->kind);
    json_object_object_add(view, "version", json_object_new_int64(shown->version));
    json_object_object_add(view, "base", json_object_new_int64(shown->base));
}

/* --- Two people in one document --------------------------------------------------------------- */

/* From the other's text to what was typed. */
static void add_conflict(const struct http_request *request, struct json_object *view,
                         const struct edit_page *page)
{
    struct json_object *conflict = json_object_new_object();
    struct json_object *changes = diff_documents(page->other->body, page->shown->body);
    changes_fold(changes);
    add_truth(conflict, "is_gone", page->other->body == NULL);
    add_truth(conflict, "is_own",
              page->other->version && page->other->author == request->session->staff.id);
    add_truth(conflict, "is_published", page->other->body && page->other->version == 0);
    add_truth(conflict, "has_changes", json_object_array_length(changes) > 0);
    json_object_object_add(conflict, "changes", changes);
    json_object_object_add(view, "conflict", conflict);
    add_saved(request, view, conflict, page->other);
}

/* --- The page --------------------------------------------------------------------------------- */

void edit_check(struct db *db, struct json_object *body, struct faults *faults)
{
    document_check(body, faults);
    cite_check(db, body, NULL, faults);
}

static void add_form(struct db *db, struct json_object *view, const struct edit_page *page)
{
    struct faults faults = {0};
    struct form form;
    edit_check(db, page->shown->body, &faults);
    form_make(&form, page->kind, page->shown->body, &faults, page->focus);
    size_t count = json_object_array_length(form.summary);
    json_object_object_add(view, "fields", json_object_get(form.fields));
    json_object_object_add(view, "summary", json_object_get(form.summary));
    add_truth(view, "has_faults", count > 0);
    add_truth(view, "one_fault", count == 1);
    json_object_object_add(view, "fault_count", json_object_new_int64((int64_t)count));
    form_free(&form);
    faults_free(&faults);
}

static void add_facts(struct db *db, struct json_object *view, struct json_object *document)
{
    struct json_object *facts = cite_choices(db, document);
    add_truth(view, "has_facts", json_object_array_length(facts) > 0);
    json_object_object_add(view, "facts", facts);
}

void edit_page_send(const struct http_request *request, struct http_response *response,
                    const struct edit_page *page)
{
    const char *title = json_text(page->shown->body, "title");
    struct json_object *view =
        admin_view(request, title && *title ? title : "A document without a title");
    json_add_text(view, "kind_label", page->kind->label);
    add_truth(view, "is_internal", page->kind->internal);
    json_add_text(view, "trouble", page->trouble);
    add_numbers(view, page->shown);
    add_links(view, page);
    add_state(request, view, page);
    add_form(request->app->db, view, page);
    add_keys(request->app->db, view, page->kind);
    add_facts(request->app->db, view, page->shown->body);
    checks_add_text(request, view, page->shown->body);
    if (page->other)
        add_conflict(request, view, page);
    admin_send(request, response, "admin_edit", view);
}

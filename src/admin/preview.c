#include "admin/preview.h"

#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/form.h"
#include "admin/hard.h"
#include "admin/look.h"
#include "admin/mark.h"
#include "admin/summary.h"
#include "admin/view.h"
#include "base/memory.h"
#include "content/check.h"
#include "content/cite.h"
#include "content/derive.h"
#include "content/document.h"
#include "content/draft.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"
#include "view/can_i.h"
#include "view/layout.h"
#include "view/marks.h"
#include "view/treatment.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { LOCATIONS_MAX = 20 };

/* --- The pages of the kinds ------------------------------------------------------------------- */

static void view_page(const struct app *app, struct json_object *view,
                      const struct document *document)
{
    (void)app;
    view_add_document(view, document);
}

/* A location stands on the page "Contact us". */
static void view_location(const struct app *app, struct json_object *view,
                          const struct document *document)
{
    struct json_object *locations = json_object_new_array();
    (void)app;
    view_mark(document->body);
    json_object_array_add(locations, json_object_get(document->body));
    json_object_object_add(view, "locations", locations);
}

/* The clinic stands around every page; "Contact us" shows most of it. */
static void view_clinic(const struct app *app, struct json_object *view,
                        const struct document *document)
{
    struct json_object *locations = json_object_new_array();
    struct document found[LOCATIONS_MAX];
    int64_t count = document_page(app->db, kind_by_name("location"), NULL, LOCATIONS_MAX, found);
    for (int64_t i = 0; i < count; i++) {
        view_mark(found[i].body);
        json_object_array_add(locations, json_object_get(found[i].body));
        document_free(&found[i]);
    }
    json_object_object_add(view, "locations", locations);
    json_object_object_add(view, "clinic", json_object_get(document->body));
}

static const struct page {
    const char *kind, *template_name;
    void (*make)(const struct app *app, struct json_object *view, const struct document *document);
} pages[] = {
    {"treatment", "treatment", view_treatment}, {"faq", "faq", view_faq},
    {"checklist", "checklist", view_checklist}, {"comparison", "comparison", view_comparison},
    {"activity", "can_i", view_can_i},          {"page", "page", view_page},
    {"location", "contact", view_location},     {"clinic", "contact", view_clinic},
};

static const struct page *page_of(const char *kind)
{
    for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++)
        if (strcmp(pages[i].kind, kind) == 0)
            return &pages[i];
    return NULL;
}

/* --- The bar on top --------------------------------------------------------------------------- */

static void add_bar(struct json_object *view, const struct draft_text *draft, const char *as_of)
{
    struct json_object *bar = json_object_new_object();
    entry_add_links(bar, draft->key);
    json_add_text(bar, "key", draft->key);
    json_add_text(view, "admin_style_url", view_static_url("admin.css"));
    json_add_text(view, "admin_script_url", view_static_url("admin.js"));
    json_object_object_add(bar, "is_draft", json_object_new_boolean(draft->version > 0));
    json_add_text(bar, "as_of", as_of);
    json_object_object_add(view, "preview", bar);
}

/* --- What can be shown ------------------------------------------------------------------------ */

static void send(const struct http_request *request, struct http_response *response,
                 struct json_object *view, const struct draft_text *draft, const char *as_of,
                 const char *template_name)
{
    add_bar(view, draft, as_of);
    admin_send(request, response, template_name, view);
}

static void send_withdrawn(const struct http_request *request, struct http_response *response,
                           const struct draft_text *draft, const char *as_of,
                           struct json_object *withdrawn)
{
    struct json_object *view = view_withdrawn(request->app, withdrawn);
    send(request, response, view, draft, as_of, "withdrawn");
}

static void send_page(const struct http_request *request, struct http_response *response,
                      const struct draft_text *draft, const char *as_of, const struct kind *kind,
                      const struct page *page)
{
    struct derivation derivation;
    struct faults dead = {0}; /* a citation of nothing is seen as it was written */
    derive(draft->body, kind, &derivation);
    cite_fill(request->app->db, &derivation, NULL, &dead);
    faults_free(&dead);
    const struct document document = {
        .updated_at = draft->updated_at ? draft->updated_at : (int64_t)request->now,
        .body = derivation.body,
        .summary = memory_copy_text(buffer_text(&derivation.summary)),
    };
    struct json_object *view = view_layout(request->app, json_text(derivation.body, "title"), NULL);
    view_stand_in(view, kind->path);
    page->make(request->app, view, &document);
    if (strcmp(kind->name, "clinic") == 0)
        look_of_text(view, draft);
    send(request, response, view, draft, as_of, page->template_name);
    if (!as_of) /* an earlier revision is not there to be mended */
        hard_mark(draft->body, &response->body);
    free(document.summary);
    derivation_free(&derivation);
}

/* Why there is nothing to see: faults, or no page of its own. */
static void send_nothing(const struct http_request *request, struct http_response *response,
                         const struct draft_text *draft, const struct kind *kind,
                         const struct faults *faults)
{
    struct json_object *view = admin_view(request, "No preview yet");
    json_add_text(view, "key", draft->key);
    json_add_text(view, "document_title", json_text(draft->body, "title"));
    json_add_text(view, "kind_label", kind->label);
    json_object_object_add(view, "is_internal", json_object_new_boolean(kind->internal));
    view_add_faults(view, draft->key, draft->body, faults);
    entry_add_links(view, draft->key);
    admin_send(request, response, "admin_no_preview", view);
}

void preview_send(const struct http_request *request, struct http_response *response,
                  const struct draft_text *draft, const char *as_of)
{
    struct faults faults = {0};
    const struct kind *kind = document_check(draft->body, &faults);
    const struct page *page = page_of(draft->kind);
    struct json_object *withdrawn = json_member(draft->body, "withdrawn");
    if (!kind)
        admin_error(request, response, 404, NULL);
    else if (faults.count || (!page && !withdrawn))
        send_nothing(request, response, draft, kind, &faults);
    else if (withdrawn)
        send_withdrawn(request, response, draft, as_of, withdrawn);
    else
        send_page(request, response, draft, as_of, kind, page);
    faults_free(&faults);
}

void admin_preview(const struct http_request *request, struct http_response *response)
{
    struct draft_text draft = {0};
    const char *key = captured_key(request);
    bool found = key && draft_open(request->app->db, key, &draft);
    if (found && draft.version)
        mark_settle_by_key(request->app->db, key, draft.body);
    if (found)
        preview_send(request, response, &draft, NULL);
    else if (db_state(request->app->db) == DB_OK)
        admin_error(request, response, 404, "There is no document and no draft of that key.");
    draft_text_free(&draft);
}

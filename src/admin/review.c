/* The way of a draft to who publishes it, and back; and the mark "clinically reviewed". */
#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/release.h"
#include "admin/summary.h"
#include "admin/view.h"
#include "content/attention.h"
#include "content/clinic.h"
#include "content/draft.h"
#include "content/history.h"
#include "staff/setting.h"
#include "text/json.h"
#include "text/utf8.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

enum { NOTE_MAX = 300, YEAR_DAYS = 365 };

/* --- Asking for review, and giving back ------------------------------------------------------- */

/* Sets the state of the draft that the person saw, with an audit line; answers. */
static void set_state(const struct http_request *request, struct http_response *response,
                      enum draft_state state, enum audit_action action, const char *done)
{
    const char *key = captured_key(request), *note = admin_field(request, "note");
    struct db *db = request->app->db;
    if (utf8_count(note) > NOTE_MAX) {
        admin_error(request, response, 400, "The note is too long: 300 letters at most.");
        return;
    }
    if (db_begin_write(db) != DB_OK)
        return;
    bool set = key && draft_set_state(db, key, read_number(admin_field(request, "version")), state);
    if (set)
        audit_by(db, request->now, admin_actor(request), action, key, note);
    if (db_commit(db) != DB_OK)
        return;
    if (set)
        admin_done(response, "/admin/", done);
    else
        admin_error(request, response, 409,
                    "The draft was saved, published or discarded since you looked at it. Nothing "
                    "was done: look at it again.");
}

void admin_review_post(const struct http_request *request, struct http_response *response)
{
    set_state(request, response, DRAFT_IN_REVIEW, AUDIT_REVIEW_ASKED, "asked");
}

void admin_return_post(const struct http_request *request, struct http_response *response)
{
    set_state(request, response, DRAFT_EDITING, AUDIT_REVIEW_RETURNED, "returned");
}

/* --- Clinically reviewed ---------------------------------------------------------------------- */

/* Why this person may not give the mark; NULL if they may. */
static const char *refusal(const struct http_request *request, const char *key,
                           const struct revision *live)
{
    struct db *db = request->app->db;
    struct draft_text draft;
    const struct staff *staff = &request->session->staff;
    bool has_draft = draft_load(db, key, &draft);
    draft_text_free(&draft);
    if (json_member(live->body, "withdrawn"))
        return "The document was withdrawn: there is nothing that patients read.";
    if (has_draft)
        return "There is a draft of this document. The mark is for the text that is live: publish "
               "the draft first, or discard it.";
    if (!setting_is(db, "second_person", "yes"))
        return NULL;
    int64_t writer = attention_last_writer(db, key);
    bool wrote = writer ? writer == staff->id : strcmp(live->author, staff->full_name) == 0;
    return wrote
               ? "The clinic asks that another person than the writer reviews a text, and the last "
                 "to write this one was you."
               : NULL;
}

/* What stands in a box: what was typed, otherwise the suggestion. */
static void add_box(const struct http_request *request, struct json_object *view, const char *name,
                    const char *suggestion)
{
    const char *typed = http_params_get(&request->form, name);
    json_add_text(view, name, typed ? typed : suggestion);
}

static void add_dates(const struct http_request *request, struct json_object *view)
{
    struct buffer today = {0}, due = {0};
    clinic_day(request->app->db, request->now, 0, &today);
    clinic_day(request->app->db, request->now, YEAR_DAYS, &due);
    add_box(request, view, "reviewed_on", buffer_text(&today));
    add_box(request, view, "next_due", buffer_text(&due));
    buffer_free(&today);
    buffer_free(&due);
}

/* Draws the form; faults may be NULL. */
static void draw(const struct http_request *request, struct http_response *response,
                 const char *key, const struct revision *live, const struct faults *faults)
{
    struct json_object *view = admin_view(request, "Clinically reviewed");
    view_add_subject(request, view, key);
    json_add_text(view, "refusal", refusal(request, key, live));
    json_object_object_add(view, "number", json_object_new_int64(live->number));
    add_dates(request, view);
    view_add_faults(view, key, live->body, faults);
    entry_add_url(view, "action_url", "/admin/reviewed/", key, "");
    admin_send(request, response, "admin_reviewed", view);
}

/* The live revision of the document in the path, or an answer that says there is none. */
static bool find_live(const struct http_request *request, struct http_response *response,
                      struct revision *live)
{
    const char *key = captured_key(request);
    *live = (struct revision){0};
    if (key && history_live(request->app->db, key, live))
        return true;
    admin_error(request, response, 404, "Nothing of that name was ever published.");
    return false;
}

void admin_reviewed(const struct http_request *request, struct http_response *response)
{
    struct revision live;
    if (find_live(request, response, &live))
        draw(request, response, captured_key(request), &live, NULL);
    revision_free(&live);
}

/* The live text with the mark: in the name of who gives it, whatever was posted. */
static struct json_object *reviewed_body(const struct http_request *request,
                                         struct json_object *live)
{
    static const char *const names[] = {"reviewed_on", "next_due", NULL};
    struct json_object *body = NULL, *review = json_object_new_object();
    json_object_deep_copy(live, &body, NULL);
    json_add_text(review, "reviewed_by", request->session->staff.full_name);
    for (const char *const *name = names; *name; name++)
        json_add_text(review, *name, admin_field(request, *name));
    json_object_object_add(body, "review", review);
    return body;
}

/* A review of a day to come has not taken place. */
static void refuse_future(const struct http_request *request, struct draft *draft)
{
    struct buffer today = {0};
    clinic_day(request->app->db, request->now, 0, &today);
    if (strcmp(admin_field(request, "reviewed_on"), buffer_text(&today)) > 0)
        faults_add(&draft->faults, "review.reviewed_on", "is a day to come");
    buffer_free(&today);
}

static void mark_reviewed(const struct http_request *request, struct http_response *response,
                          const char *key, const struct revision *live)
{
    struct release_item item = {.key = key, .action = AUDIT_REVIEWED};
    release_prepare(request, &item, reviewed_body(request, live->body),
                    read_number(admin_field(request, "number")), "Clinically reviewed");
    refuse_future(request, &item.draft);
    if (!release_one(request, response, &item, "/admin/history/", "reviewed"))
        draw(request, response, key, live, &item.draft.faults);
    release_free(&item, 1);
}

void admin_reviewed_post(const struct http_request *request, struct http_response *response)
{
    struct revision live;
    if (find_live(request, response, &live)) {
        const char *key = captured_key(request), *words = refusal(request, key, &live);
        if (words)
            admin_error(request, response, 409, words);
        else
            mark_reviewed(request, response, key, &live);
    }
    revision_free(&live);
}

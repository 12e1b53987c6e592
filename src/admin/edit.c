/* Editing: the form, and what its buttons do. The texts are those of content/draft.h. */
#include "admin/edit.h"

#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/post.h"
#include "admin/view.h"
#include "base/memory.h"
#include "content/check.h"
#include "content/clinic.h"
#include "content/kind.h"
#include "content/moment.h"
#include "staff/audit.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

/* Somebody who types for an hour saves some hundreds of times: the audit trail has a line for each
 * stretch of AUDIT_SECONDS, not for each save that the page makes by itself. */
enum { AUDIT_SECONDS = 600 };

/* One post of the form. */
struct edit {
    const struct http_request *request;
    struct http_response *response;
    const struct kind *kind;
    struct draft_text stored; /* what stands in the database now */
    struct draft_text typed;  /* what came, under the version that the form carried */
    struct draft_text other;  /* in a conflict */
    struct buffer focus;
};

/* --- Looking ---------------------------------------------------------------------------------- */

static void answer_missing(const struct http_request *request, struct http_response *response)
{
    if (db_state(request->app->db) == DB_OK)
        admin_error(request, response, 404, "There is no document and no draft of that key.");
}

void admin_edit(const struct http_request *request, struct http_response *response)
{
    struct draft_text draft = {0};
    const char *key = captured_key(request);
    if (key && draft_open(request->app->db, key, &draft)) {
        struct edit_page page = {.kind = kind_by_name(draft.kind), .shown = &draft};
        edit_page_send(request, response, &page);
    } else {
        answer_missing(request, response);
    }
    draft_text_free(&draft);
}

/* --- What was posted -------------------------------------------------------------------------- */

static struct json_object *stored_or_new(const struct edit *edit, const char *key)
{
    if (edit->stored.body)
        return json_object_get(edit->stored.body);
    struct json_object *body = json_object_new_object();
    json_add_text(body, "kind", edit->kind->name);
    json_add_text(body, "key", key);
    return body;
}

static void take_typed(struct edit *edit, const char *key)
{
    struct post_action action = post_read_action(admin_field(edit->request, "do"));
    struct json_object *stored = stored_or_new(edit, key);
    edit->typed = (struct draft_text){
        .key = memory_copy_text(key),
        .kind = memory_copy_text(edit->kind->name),
        .version = read_number(admin_field(edit->request, "version")),
        .base = read_number(admin_field(edit->request, "base")),
        .state = DRAFT_EDITING,
        .body = post_document(edit->kind, &edit->request->form, stored, action, &edit->focus),
    };
    json_object_put(stored);
}

/* False if it is of no document: neither is there one, nor says the form what kind it was. (Whoever
 * was editing a draft while it was discarded still has their text.) */
static bool begin(struct edit *edit, const struct http_request *request,
                  struct http_response *response)
{
    const char *key = captured_key(request);
    *edit = (struct edit){.request = request, .response = response};
    if (!key)
        return false;
    draft_open(request->app->db, key, &edit->stored);
    edit->kind = kind_by_name(edit->stored.body ? edit->stored.kind : admin_field(request, "kind"));
    if (!edit->kind)
        return false;
    take_typed(edit, key);
    return true;
}

static void end(struct edit *edit)
{
    draft_text_free(&edit->stored);
    draft_text_free(&edit->typed);
    draft_text_free(&edit->other);
    buffer_free(&edit->focus);
}

/* --- Answers ---------------------------------------------------------------------------------- */

static void go_to(struct edit *edit, const char *path, const char *done)
{
    struct buffer whole = {0};
    buffer_printf(&whole, "%s%s", path, edit->typed.key);
    if (done)
        admin_done(edit->response, buffer_text(&whole), done);
    else
        admin_go(edit->response, buffer_text(&whole));
    buffer_free(&whole);
}

/* The form once more with what was typed; nothing is saved. */
static void draw_again(struct edit *edit)
{
    struct edit_page page = {
        .kind = edit->kind,
        .shown = &edit->typed,
        .focus = edit->focus.length ? buffer_text(&edit->focus) : NULL,
        .unsaved = true,
    };
    edit_page_send(edit->request, edit->response, &page);
}

/* The form carries the other's version from now on: who saves it has seen their text. */
static void draw_conflict(struct edit *edit)
{
    struct edit_page page = {
        .kind = edit->kind, .shown = &edit->typed, .other = &edit->other, .unsaved = true};
    edit->typed.version = edit->other.version;
    edit->typed.base = edit->other.base;
    edit->response->status = 409;
    edit_page_send(edit->request, edit->response, &page);
}

static int status_of_failure(struct db *db)
{
    return db_state(db) == DB_FULL ? 507 : 503;
}

static const char *words_of_failure(int status)
{
    return status == 507
               ? "There is no room on the disk: nothing was saved. Your text is below; keep "
                 "this page open, and tell whoever runs the site."
               : "The database is busy: nothing was saved. Your text is below; please save "
                 "it again in a moment.";
}

static void draw_failure(struct edit *edit)
{
    int status = status_of_failure(edit->request->app->db);
    struct edit_page page = {.kind = edit->kind,
                             .shown = &edit->typed,
                             .trouble = words_of_failure(status),
                             .unsaved = true};
    db_clear_state(edit->request->app->db); /* the page says it; what it shows is only read */
    edit->response->status = status;
    edit_page_send(edit->request, edit->response, &page);
}

/* --- Saving ----------------------------------------------------------------------------------- */

static bool deserves_a_line(const struct edit *edit, bool by_itself)
{
    return !by_itself || edit->stored.version == 0 ||
           edit->stored.author != edit->request->session->staff.id ||
           edit->request->now - edit->stored.updated_at > AUDIT_SECONDS;
}

/* Saves what was typed, and sets its state where review. */
static enum draft_result save(struct edit *edit, bool by_itself, bool review)
{
    const struct http_request *request = edit->request;
    struct db *db = request->app->db;
    struct draft_text *typed = &edit->typed;
    int64_t shown = typed->version;
    if (db_begin_write(db) != DB_OK)
        return DRAFT_FAILED;
    enum draft_result result =
        draft_save(db, request->now, typed, request->session->staff.id, &edit->other);
    if (result == DRAFT_SAVED && deserves_a_line(edit, by_itself))
        audit_by(db, request->now, admin_actor(request), AUDIT_DRAFT_SAVED, typed->key, "");
    if (review && (result == DRAFT_SAVED || result == DRAFT_SAME) &&
        draft_set_state(db, typed->key, typed->version, DRAFT_IN_REVIEW)) {
        typed->version++;
        audit_by(db, request->now, admin_actor(request), AUDIT_REVIEW_ASKED, typed->key, "");
    }
    if (db_commit(db) == DB_OK)
        return result;
    typed->version = shown; /* so that the same form can be sent again */
    return DRAFT_FAILED;
}

/* Saves, and goes on to path where that went well. */
static void save_and_go(struct edit *edit, bool review, const char *path, const char *done)
{
    switch (save(edit, false, review)) {
    case DRAFT_SAVED:
    case DRAFT_SAME:
        go_to(edit, path, done);
        break;
    case DRAFT_CONFLICT:
        draw_conflict(edit);
        break;
    case DRAFT_FAILED:
        draw_failure(edit);
        break;
    }
}

static void do_save(struct edit *edit)
{
    save_and_go(edit, false, "/admin/documents/", "saved");
}

static void do_preview(struct edit *edit)
{
    save_and_go(edit, false, "/admin/preview/", NULL);
}

static void do_logo(struct edit *edit)
{
    save_and_go(edit, false, "/admin/logo/", NULL);
}

static void do_publish(struct edit *edit)
{
    save_and_go(edit, false, "/admin/publish?key=", NULL);
}

static void do_review(struct edit *edit)
{
    struct faults faults = {0};
    edit_check(edit->request->app->db, edit->typed.body, &faults);
    save_and_go(edit, true, "/admin/documents/", faults.count ? "asked-faulty" : "asked");
    faults_free(&faults);
}

/* The live text has changed since the draft was made, and the person has seen how. */
static void do_rebase(struct edit *edit)
{
    edit->typed.base = draft_live_number(edit->request->app->db, edit->typed.key);
    do_save(edit);
}

/* "5:34 pm", in the clinic's zone. */
static void add_clock(const struct http_request *request, struct json_object *answer)
{
    struct buffer zone = {0}, words = {0};
    clinic_zone(request->app->db, &zone);
    moment_words(request->now, buffer_text(&zone), false, &words);
    const char *comma = strrchr(buffer_text(&words), ',');
    json_add_text(answer, "saved_at", comma ? comma + 2 : buffer_text(&words));
    buffer_free(&zone);
    buffer_free(&words);
}

/* Saved, and in the way of publishing: the line that says "saved" must not sound as if all were
 * well. */
static void add_readiness(const struct edit *edit, struct json_object *answer)
{
    struct faults faults = {0};
    edit_check(edit->request->app->db, edit->typed.body, &faults);
    json_object_object_add(answer, "ready", json_object_new_boolean(faults.count == 0));
    faults_free(&faults);
}

/* What www/static/admin.js asks for while a person types: JSON, and no page. */
static void do_autosave(struct edit *edit)
{
    static const char *const names[] = {
        [DRAFT_SAVED] = "saved", [DRAFT_SAME] = "saved", [DRAFT_CONFLICT] = "conflict"};
    struct json_object *answer = json_object_new_object();
    enum draft_result result = save(edit, true, false);
    if (result == DRAFT_FAILED) {
        edit->response->status = status_of_failure(edit->request->app->db);
        db_clear_state(edit->request->app->db);
    } else if (result == DRAFT_CONFLICT) {
        edit->response->status = 409;
    }
    json_add_text(answer, "result", result == DRAFT_FAILED ? "failed" : names[result]);
    json_object_object_add(answer, "version", json_object_new_int64(edit->typed.version));
    if (result != DRAFT_FAILED) {
        add_clock(edit->request, answer);
        add_readiness(edit, answer);
    }
    edit->response->content_type = "application/json";
    buffer_puts(&edit->response->body,
                json_object_to_json_string_ext(answer, JSON_C_TO_STRING_PLAIN));
    json_object_put(answer);
}

/* --- Discarding ------------------------------------------------------------------------------- */

/* Whose draft it is: maybe not of who is asked. */
static void add_saved(struct edit *edit, struct json_object *view)
{
    struct staff staff;
    if (edit->stored.version && staff_by_id(edit->request->app->db, edit->stored.author, &staff))
        json_add_text(view, "saved_by", staff.full_name);
    if (edit->stored.version)
        admin_add_moment(view, view, "saved_at", edit->stored.updated_at);
}

/* Asks first: a draft that is discarded is gone. */
static void do_discard(struct edit *edit)
{
    struct json_object *view = admin_view(edit->request, "Discard this draft?");
    entry_add_links(view, edit->typed.key);
    json_object_object_add(view, "version", json_object_new_int64(edit->stored.version));
    json_add_text(view, "document_title", json_text(edit->stored.body, "title"));
    add_saved(edit, view);
    json_object_object_add(view, "is_published", json_object_new_boolean(edit->stored.base > 0));
    admin_send(edit->request, edit->response, "admin_discard", view);
}

static bool delete_draft(struct edit *edit)
{
    const struct http_request *request = edit->request;
    struct db *db = request->app->db;
    struct draft_text now = {0};
    bool deleted = false;
    if (db_begin_write(db) != DB_OK)
        return false;
    if (draft_load(db, edit->typed.key, &now) && now.version == edit->typed.version) {
        draft_delete(db, now.key);
        audit_by(db, request->now, admin_actor(request), AUDIT_DRAFT_DELETED, now.key, "");
        deleted = true;
    }
    draft_text_free(&now);
    return db_commit(db) == DB_OK && deleted;
}

static void do_discard_for_good(struct edit *edit)
{
    if (delete_draft(edit))
        admin_done(edit->response, "/admin/", "discarded");
    else if (db_state(edit->request->app->db) == DB_OK)
        admin_error(edit->request, edit->response, 409,
                    "The draft was saved or published since you looked at it. It was not deleted.");
}

/* --- Buttons ---------------------------------------------------------------------------------- */

/* Enter presses the first of the page, which is "save"; any other word, a browser's or a
 * forger's, draws the form again and does nothing. */
static const struct {
    const char *name;
    void (*run)(struct edit *edit);
} buttons[] = {
    {"save", do_save},         {"", do_save},
    {"autosave", do_autosave}, {"preview", do_preview},
    {"publish", do_publish},   {"review", do_review},
    {"rebase", do_rebase},     {"logo", do_logo},
    {"discard", do_discard},   {"discard-for-good", do_discard_for_good},
};

void admin_edit_post(const struct http_request *request, struct http_response *response)
{
    struct edit edit;
    const char *name = admin_field(request, "do");
    void (*run)(struct edit *) = draw_again;
    if (post_is_too_long(&request->form)) {
        admin_error(
            request, response, 413,
            "The lists of this form have more than 1000 entries together. Nothing was saved, "
            "and a draft stands as it was. Go back: what you typed is still in the page. Take "
            "entries out, or make two documents of it.");
        return;
    }
    if (!begin(&edit, request, response)) {
        answer_missing(request, response);
        end(&edit);
        return;
    }
    for (size_t i = 0; i < sizeof buttons / sizeof buttons[0]; i++)
        if (strcmp(buttons[i].name, name) == 0)
            run = buttons[i].run;
    run(&edit);
    end(&edit);
}

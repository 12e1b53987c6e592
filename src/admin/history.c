/* Looking back: a document's revisions, what changed between two, the document as it stood on a
 * day, bringing a text back, and taking one away that should never have been written. */
#include "content/history.h"
#include "content/clinic.h"

#include "admin/admin.h"
#include "admin/changes.h"
#include "admin/entries.h"
#include "admin/preview.h"
#include "admin/view.h"
#include "base/memory.h"
#include "content/diff.h"
#include "content/draft.h"
#include "content/moment.h"
#include "staff/audit.h"
#include "store/db.h"
#include "text/json.h"
#include "text/utf8.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

enum { HISTORY_PAGE = 50, REASON_MAX = 300 };

const char *const admin_history_query[] = {"before", "done", NULL};
const char *const admin_compare_query[] = {"from", "to", NULL};
const char *const admin_as_of_query[] = {"day", NULL};

static void answer_missing(const struct http_request *request, struct http_response *response)
{
    admin_error(request, response, 404, "Nothing of that name and number was ever published.");
}

/* Puts "/admin/history/KEY/NUMBER". */
static void put_revision_path(const char *key, int64_t number, struct buffer *path)
{
    buffer_printf(path, "/admin/history/%s/%lld", key, (long long)number);
}

static void put_compare_path(const char *key, int64_t from, int64_t to, struct buffer *path)
{
    buffer_printf(path, "/admin/compare/%s?from=%lld&to=%lld", key, (long long)from, (long long)to);
}

/* --- The list --------------------------------------------------------------------------------- */

static void dress_entry(struct json_object *view, struct json_object *entry, const char *key)
{
    struct buffer path = {0}, compare = {0};
    int64_t number = json_integer(entry, "number", 0);
    put_revision_path(key, number, &path);
    json_add_text(entry, "revision_url", buffer_text(&path));
    if (number > 1) {
        put_compare_path(key, number - 1, number, &compare);
        json_add_text(entry, "compare_url", buffer_text(&compare));
    }
    json_object_object_add(entry, "is_first", json_object_new_boolean(number == 1));
    admin_add_moment(view, entry, "when", json_integer(entry, "created_at", 0));
    buffer_free(&path);
    buffer_free(&compare);
}

/* The two that the form for comparing has chosen at first: the last one and the one before. */
static void mark_chosen(struct json_object *list)
{
    for (size_t i = 0; i < json_object_array_length(list) && i < 2; i++)
        json_object_object_add(json_object_array_get_idx(list, i), i ? "from_this" : "to_this",
                               json_object_new_boolean(1));
}

static void add_list(const struct http_request *request, struct json_object *view, const char *key)
{
    int64_t before = read_number(http_params_get(&request->query, "before"));
    struct json_object *list = history_list(request->app->db, key, before, HISTORY_PAGE);
    size_t count = json_object_array_length(list);
    for (size_t i = 0; i < count; i++)
        dress_entry(view, json_object_array_get_idx(list, i), key);
    mark_chosen(list);
    int64_t last =
        count ? json_integer(json_object_array_get_idx(list, count - 1), "number", 1) : 1;
    if (last > 1) {
        struct buffer older = {0};
        buffer_printf(&older, "/admin/history/%s?before=%lld", key, (long long)last);
        json_add_text(view, "older_url", buffer_text(&older));
        buffer_free(&older);
    }
    json_object_object_add(view, "two", json_object_new_boolean(count > 1));
    view_add_entries(view, "revisions", list, (int64_t)count);
}

void admin_history(const struct http_request *request, struct http_response *response)
{
    const char *key = captured_key(request);
    struct json_object *view = admin_view(request, "History");
    struct buffer today = {0};
    if (!view_add_subject(request, view, key)) {
        json_object_put(view);
        answer_missing(request, response);
        return;
    }
    add_list(request, view, key);
    clinic_day(request->app->db, request->now, 0, &today);
    json_add_text(view, "today", buffer_text(&today));
    entry_add_url(view, "compare_url", "/admin/compare/", key, "");
    entry_add_url(view, "day_url", "/admin/on/", key, "");
    admin_send(request, response, "admin_history", view);
    buffer_free(&today);
}

/* --- One revision ----------------------------------------------------------------------------- */

static struct json_object *describe(struct json_object *view, const char *key,
                                    const struct revision *revision)
{
    struct json_object *entry = json_object_new_object();
    struct buffer path = {0};
    json_object_object_add(entry, "number", json_object_new_int64(revision->number));
    json_add_text(entry, "author", revision->author);
    json_add_text(entry, "note", revision->note);
    json_object_object_add(entry, "is_live", json_object_new_boolean(revision->is_live));
    json_object_object_add(entry, "is_blank", json_object_new_boolean(revision->is_blank));
    admin_add_moment(view, entry, "when", revision->created_at);
    put_revision_path(key, revision->number, &path);
    json_add_text(entry, "revision_url", buffer_text(&path));
    buffer_puts(&path, "/page");
    json_add_text(entry, "page_url", buffer_text(&path));
    buffer_free(&path);
    return entry;
}

/* The fields of a document, each with its text whole: the difference from nothing. */
static void add_fields(struct json_object *view, struct json_object *body)
{
    struct json_object *rows = diff_documents(NULL, body);
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *row = json_object_array_get_idx(rows, i);
        struct json_object *part = json_object_array_get_idx(json_member(row, "parts"), 0);
        json_add_text(row, "text", part ? json_text(part, "text") : "");
    }
    view_add_entries(view, "fields", rows, (int64_t)json_object_array_length(rows));
}

static void add_difference(struct json_object *view, struct json_object *from,
                           struct json_object *to)
{
    struct json_object *rows = diff_documents(from, to);
    changes_fold(rows);
    view_add_entries(view, "rows", rows, (int64_t)json_object_array_length(rows));
}

/* Draws the page of one revision; asked: bringing it back would lose a draft. */
static void draw_revision(const struct http_request *request, struct http_response *response,
                          const struct revision *revision, bool over_asked)
{
    const char *key = captured_key(request);
    struct json_object *view = admin_view(request, "Revision");
    struct revision live;
    struct buffer compare = {0}, blank = {0};
    view_add_subject(request, view, key);
    json_object_object_add(view, "revision", describe(view, key, revision));
    json_object_object_add(view, "over_asked", json_object_new_boolean(over_asked));
    add_fields(view, revision->body);
    if (history_live(request->app->db, key, &live) && live.number != revision->number) {
        put_compare_path(key, revision->number, live.number, &compare);
        json_add_text(view, "compare_url", buffer_text(&compare));
    }
    revision_free(&live);
    buffer_printf(&blank, "/admin/blank/%s/%lld", key, (long long)revision->number);
    json_add_text(view, "blank_url", buffer_text(&blank));
    admin_send(request, response, "admin_revision", view);
    buffer_free(&compare);
    buffer_free(&blank);
}

/* The revision in the path, or an answer that says there is none. */
static bool find_revision(const struct http_request *request, struct http_response *response,
                          struct revision *revision)
{
    const char *key = captured_key(request);
    *revision = (struct revision){0};
    if (key && history_revision(request->app->db, key, captured_number(request), revision))
        return true;
    answer_missing(request, response);
    return false;
}

void admin_revision(const struct http_request *request, struct http_response *response)
{
    struct revision revision;
    if (find_revision(request, response, &revision))
        draw_revision(request, response, &revision, false);
    revision_free(&revision);
}

/* The page as patients read it; whose name and phone are around it is told by what is live now. */
void admin_revision_page(const struct http_request *request, struct http_response *response)
{
    struct revision revision;
    struct buffer words = {0}, when = {0}, zone = {0};
    if (find_revision(request, response, &revision)) {
        const char *kind = json_text(revision.body, "kind");
        struct draft_text text = {.key = memory_copy_text(captured_key(request)),
                                  .kind = memory_copy_text(kind ? kind : ""),
                                  .base = revision.number,
                                  .body = json_object_get(revision.body),
                                  .updated_at = revision.created_at};
        clinic_zone(request->app->db, &zone);
        moment_words((time_t)revision.created_at, buffer_text(&zone), true, &when);
        buffer_printf(&words, "Revision %lld, published on %s.", (long long)revision.number,
                      buffer_text(&when));
        preview_send(request, response, &text, buffer_text(&words));
        draft_text_free(&text);
    }
    revision_free(&revision);
    buffer_free(&words);
    buffer_free(&when);
    buffer_free(&zone);
}

/* --- Two revisions ---------------------------------------------------------------------------- */

void admin_compare(const struct http_request *request, struct http_response *response)
{
    const char *key = captured_key(request);
    int64_t from = read_number(http_params_get(&request->query, "from"));
    int64_t to = read_number(http_params_get(&request->query, "to"));
    struct revision one = {0}, other = {0};
    if (key && history_revision(request->app->db, key, from, &one) &&
        history_revision(request->app->db, key, to, &other)) {
        struct json_object *view = admin_view(request, "What changed");
        view_add_subject(request, view, key);
        json_object_object_add(view, "from", describe(view, key, &one));
        json_object_object_add(view, "to", describe(view, key, &other));
        json_object_object_add(view, "blank",
                               json_object_new_boolean(one.is_blank || other.is_blank));
        if (!one.is_blank && !other.is_blank)
            add_difference(view, one.body, other.body);
        admin_send(request, response, "admin_compare", view);
    } else {
        answer_missing(request, response);
    }
    revision_free(&one);
    revision_free(&other);
}

/* --- As it stood on a day --------------------------------------------------------------------- */

static void draw_day(const struct http_request *request, struct http_response *response,
                     const char *key, const char *day, const struct revision *revision)
{
    struct json_object *view = admin_view(request, "As it stood");
    struct revision live;
    struct buffer words = {0};
    date_words(day, &words);
    json_add_text(view, "day", day);
    json_add_text(view, "day_words", buffer_text(&words));
    entry_add_url(view, "day_url", "/admin/on/", key, "");
    view_add_subject(request, view, key);
    json_object_object_add(view, "revision", describe(view, key, revision));
    add_fields(view, revision->body);
    if (history_live(request->app->db, key, &live)) {
        json_object_object_add(view, "live", describe(view, key, &live));
        if (!revision->is_blank)
            add_difference(view, revision->body, live.body);
    }
    revision_free(&live);
    admin_send(request, response, "admin_as_of", view);
    buffer_free(&words);
}

void admin_as_of(const struct http_request *request, struct http_response *response)
{
    const char *key = captured_key(request), *day = http_params_get(&request->query, "day");
    struct buffer zone = {0};
    struct revision revision = {0};
    time_t end;
    clinic_zone(request->app->db, &zone);
    if (!day || !moment_day_end(day, buffer_text(&zone), &end))
        admin_error(request, response, 400,
                    "That is no day of the calendar. Write it as 2026-11-26.");
    else if (!key || !history_as_of(request->app->db, key, end, &revision))
        admin_error(request, response, 404, "On that day it had not been published yet.");
    else
        draw_day(request, response, key, day, &revision);
    revision_free(&revision);
    buffer_free(&zone);
}

/* --- Bringing back, taking away --------------------------------------------------------------- */

static enum history_result bring_back(const struct http_request *request, const char *key,
                                      int64_t number)
{
    struct db *db = request->app->db;
    struct buffer detail = {0};
    if (db_begin_write(db) != DB_OK)
        return HISTORY_FAILED;
    enum history_result result =
        history_bring_back(db, request->now, key, number, request->session->staff.id,
                           strcmp(admin_field(request, "over"), "yes") == 0);
    buffer_printf(&detail, "revision %lld, as a draft", (long long)number);
    if (result == HISTORY_DONE)
        audit_by(db, request->now, admin_actor(request), AUDIT_BROUGHT_BACK, key,
                 buffer_text(&detail));
    buffer_free(&detail);
    return db_commit(db) == DB_OK ? result : HISTORY_FAILED;
}

static void answer_brought_back(const struct http_request *request, struct http_response *response,
                                const struct revision *revision, enum history_result result)
{
    struct buffer path = {0};
    const char *key = captured_key(request);
    switch (result) {
    case HISTORY_DONE:
        buffer_printf(&path, "/admin/documents/%s", key);
        admin_done(response, buffer_text(&path), "brought-back");
        break;
    case HISTORY_DRAFT:
        response->status = 409;
        draw_revision(request, response, revision, true);
        break;
    case HISTORY_LIVE:
        admin_error(request, response, 409,
                    "That is the text that stands there now. Nothing needs to be brought back.");
        break;
    case HISTORY_MISSING:
        admin_error(request, response, 409, "The text of that revision was taken away.");
        break;
    case HISTORY_FAILED:
        break; /* routes.c answers for the database */
    }
    buffer_free(&path);
}

void admin_bring_back_post(const struct http_request *request, struct http_response *response)
{
    struct revision revision;
    if (find_revision(request, response, &revision))
        answer_brought_back(request, response, &revision,
                            bring_back(request, captured_key(request), revision.number));
    revision_free(&revision);
}

static enum history_result blank(const struct http_request *request, const char *key,
                                 int64_t number, const char *reason)
{
    struct db *db = request->app->db;
    struct buffer detail = {0};
    if (db_begin_write(db) != DB_OK)
        return HISTORY_FAILED;
    enum history_result result = history_blank(db, key, number);
    buffer_printf(&detail, "revision %lld: %s", (long long)number, reason);
    if (result == HISTORY_DONE)
        audit_by(db, request->now, admin_actor(request), AUDIT_REVISION_BLANKED, key,
                 buffer_text(&detail));
    buffer_free(&detail);
    if (db_commit(db) != DB_OK)
        return HISTORY_FAILED;
    db_forget_past(db);
    return result;
}

void admin_blank_post(const struct http_request *request, struct http_response *response)
{
    const char *key = captured_key(request), *reason = admin_field(request, "reason");
    struct buffer path = {0};
    enum history_result result = HISTORY_MISSING;
    buffer_printf(&path, "/admin/history/%s", key ? key : "");
    if (!*reason || utf8_count(reason) > REASON_MAX)
        admin_error(request, response, 422,
                    "Say why the text is taken away, in 300 letters at most and without repeating "
                    "it: the reason stays in the audit trail. Nothing was done.");
    else if (key &&
             (result = blank(request, key, captured_number(request), reason)) == HISTORY_DONE)
        admin_done(response, buffer_text(&path), "blanked");
    else if (result == HISTORY_LIVE)
        admin_error(request, response, 409,
                    "That is what patients read now. Publish a corrected text first; then the old "
                    "one can be taken away.");
    else if (result == HISTORY_MISSING)
        admin_error(request, response, 404, "There is no text of that number.");
    buffer_free(&path);
}

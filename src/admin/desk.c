/* The first page after signing in: what needs a person, each one click from its cure. */
#include "admin/admin.h"
#include "admin/checks.h"
#include "admin/entries.h"
#include "admin/view.h"
#include "content/attention.h"
#include "content/claims.h"
#include "content/clinic.h"
#include "content/document.h"
#include "content/draft.h"
#include "content/helpful.h"
#include "content/kind.h"
#include "content/moment.h"
#include "staff/staff.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <string.h>

enum {
    TREATMENTS_MAX = 50,
    DRAFTS_MAX = 500,
    CLAIMS_SHOWN = 10,
    REVIEWS_SHOWN = 10,
    ALL = 1000,
    SOON_DAYS = 30,
    HELPFUL_DAYS = 90,
    HELPFUL_SHOWN = 10,
    HELPFUL_DAYS_SHOWN = 14
};

const char *const admin_desk_query[] = {"all", "done", NULL};

/* Whether the whole of a part was asked for (?all=claims). */
static bool wants_all(const struct http_request *request, const char *part)
{
    const char *all = http_params_get(&request->query, "all");
    return all && strcmp(all, part) == 0;
}

/* --- Drafts ----------------------------------------------------------------------------------- */

/* What the last publisher said when the draft came back, if it was the last word. */
static void add_returned(const struct http_request *request, struct json_object *draft)
{
    struct json_object *word = attention_last_word(request->app->db, json_text(draft, "key"));
    if (word && strcmp(json_text(word, "action"), "review-returned") == 0)
        json_add_shared(draft, "returned", word);
    json_object_put(word);
}

/* Which of the three lists a draft stands in. */
static size_t list_of(struct json_object *draft, int64_t self)
{
    if (json_true(draft, "is_in_review"))
        return 0;
    return json_integer(draft, "author", 0) == self ? 1 : 2;
}

static void add_drafts(const struct http_request *request, struct json_object *view)
{
    static const char *const names[] = {"in_review", "mine", "others"};
    struct json_object *lists[3];
    struct json_object *drafts = draft_list(request->app->db, DRAFTS_MAX, 0);
    for (size_t i = 0; i < 3; i++)
        lists[i] = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(drafts); i++) {
        struct json_object *draft = json_object_array_get_idx(drafts, i);
        const char *title = json_text(draft, "title");
        if (!title || !*title)
            json_add_text(draft, "title", json_text(draft, "key"));
        admin_add_moment(view, draft, "when", json_integer(draft, "updated_at", 0));
        entry_add_links(draft, json_text(draft, "key"));
        entry_add_url(draft, "review_url", "/admin/review/", json_text(draft, "key"), "");
        add_returned(request, draft);
        json_object_array_add(lists[list_of(draft, request->session->staff.id)],
                              json_object_get(draft));
    }
    for (size_t i = 0; i < 3; i++)
        view_add_entries(view, names[i], lists[i], (int64_t)json_object_array_length(lists[i]));
    json_object_put(drafts);
}

/* --- Reviews, claims, references -------------------------------------------------------------- */

static void shorten(struct json_object *list, size_t shown)
{
    size_t count = json_object_array_length(list);
    if (count > shown)
        json_object_array_del_idx(list, shown, count - shown);
}

static void add_reviews(const struct http_request *request, struct json_object *view)
{
    struct buffer today = {0}, last = {0};
    clinic_day(request->app->db, request->now, 0, &today);
    clinic_day(request->app->db, request->now, SOON_DAYS, &last);
    struct json_object *due =
        attention_reviews(request->app->db, buffer_text(&today), buffer_text(&last));
    size_t count = json_object_array_length(due);
    if (!wants_all(request, "reviews"))
        shorten(due, REVIEWS_SHOWN);
    entries_add_links(due);
    for (size_t i = 0; i < json_object_array_length(due); i++) {
        struct json_object *entry = json_object_array_get_idx(due, i);
        struct buffer words = {0};
        date_words(json_text(entry, "next_due"), &words);
        json_add_text(entry, "due_words", buffer_text(&words));
        buffer_free(&words);
    }
    json_object_object_add(view, "more_reviews",
                           json_object_new_boolean(count > json_object_array_length(due)));
    view_add_entries(view, "reviews", due, (int64_t)count);
    buffer_free(&today);
    buffer_free(&last);
}

/* Where the field at a path stands in the form. */
static void add_field_url(struct json_object *entry, const char *path)
{
    struct buffer url = {0};
    buffer_printf(&url, "/admin/documents/%s#f-%s", json_text(entry, "key"),
                  *path ? path : "confirmed");
    json_add_text(entry, "field_url", buffer_text(&url));
    buffer_free(&url);
}

static void add_claims(const struct http_request *request, struct json_object *view)
{
    size_t total;
    struct json_object *claims = claims_open(
        request->app->db, NULL, wants_all(request, "claims") ? ALL : CLAIMS_SHOWN, &total);
    for (size_t i = 0; i < json_object_array_length(claims); i++) {
        struct json_object *claim = json_object_array_get_idx(claims, i);
        entry_add_url(claim, "confirm_url", "/admin/confirm/", json_text(claim, "key"), "");
        add_field_url(claim, json_text(claim, "path"));
    }
    json_object_object_add(view, "more_claims",
                           json_object_new_boolean(total > json_object_array_length(claims)));
    view_add_entries(view, "claims", claims, (int64_t)total);
}

static void add_broken(const struct http_request *request, struct json_object *view)
{
    struct json_object *broken = attention_broken(request->app->db);
    for (size_t i = 0; i < json_object_array_length(broken); i++) {
        struct json_object *entry = json_object_array_get_idx(broken, i);
        add_field_url(entry, json_text(entry, "field"));
    }
    view_add_entries(view, "broken", broken, (int64_t)json_object_array_length(broken));
}

/* Where patients read it, and the days in words. */
static void describe_unhelpful(struct json_object *entry)
{
    struct json_object *days = json_member(entry, "days");
    struct buffer path = {0};
    document_path(kind_by_name(json_text(entry, "kind")), json_text(entry, "slug"), &path);
    json_add_text(entry, "page_url", buffer_text(&path));
    for (size_t i = 0; i < json_object_array_length(days); i++) {
        struct json_object *day = json_object_array_get_idx(days, i);
        struct buffer words = {0};
        date_words(json_text(day, "day"), &words);
        json_add_text(day, "day_words", buffer_text(&words));
        buffer_free(&words);
    }
    buffer_free(&path);
}

static void add_unhelpful(const struct http_request *request, struct json_object *view)
{
    struct buffer since = {0};
    clinic_day(request->app->db, request->now, -HELPFUL_DAYS, &since);
    struct json_object *least =
        helpful_least(request->app->db, buffer_text(&since),
                      wants_all(request, "unhelpful") ? ALL : HELPFUL_SHOWN);
    size_t count = json_object_array_length(least);
    entries_add_links(least);
    helpful_add_days(request->app->db, least, buffer_text(&since), HELPFUL_DAYS_SHOWN);
    for (size_t i = 0; i < count; i++)
        describe_unhelpful(json_object_array_get_idx(least, i));
    json_object_object_add(view, "more_unhelpful", json_object_new_boolean(count == HELPFUL_SHOWN));
    view_add_entries(view, "unhelpful", least, (int64_t)count);
    buffer_free(&since);
}

/* Staff think of "micro-needling", not of its seven documents. */
static void add_treatments(const struct http_request *request, struct json_object *view)
{
    struct json_object *list =
        document_list(request->app->db, kind_by_name("treatment"), TREATMENTS_MAX, 0);
    size_t count = json_object_array_length(list);
    for (size_t i = 0; i < count; i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        entry_add_url(entry, "treatment_url", "/admin/treatments/", json_text(entry, "key"), "");
    }
    view_add_entries(view, "treatments", list, (int64_t)count);
}

/* The words that the search takes for one another; where there are none yet, the page to begin. */
static void add_search_words(const struct http_request *request, struct json_object *view)
{
    struct json_object *list = document_list(request->app->db, kind_by_name("vocabulary"), 1, 0);
    if (json_object_array_length(list))
        entry_add_url(view, "words_url", "/admin/documents/",
                      json_text(json_object_array_get_idx(list, 0), "key"), "");
    else
        json_add_text(view, "words_url", "/admin/new");
    json_object_put(list);
}

void admin_desk(const struct http_request *request, struct http_response *response)
{
    struct json_object *view = admin_view(request, "The desk");
    add_treatments(request, view);
    add_drafts(request, view);
    add_reviews(request, view);
    add_claims(request, view);
    add_broken(request, view);
    add_unhelpful(request, view);
    add_search_words(request, view);
    checks_add_counts(request, view);
    admin_send(request, response, "admin_desk", view);
}

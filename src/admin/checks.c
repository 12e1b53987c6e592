/* The checks: a page over everything that is live, what the edit and publish pages show of drafts,
 * and answering advice. */
#include "admin/checks.h"

#include "admin/admin.h"
#include "admin/entries.h"
#include "admin/hard.h"
#include "admin/view.h"
#include "base/memory.h"
#include "content/document.h"
#include "content/draft.h"
#include "lint/answer.h"
#include "lint/report.h"
#include "staff/audit.h"
#include "store/db.h"
#include "text/json.h"
#include "text/slug.h"
#include "view/app.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { MARK_LENGTH = 16, PATH_MAX_LENGTH = 2000 };

/* --- One finding on a page -------------------------------------------------------------------- */

static void add_field_url(struct json_object *place)
{
    struct buffer url = {0};
    const char *path = json_text(place, "path");
    buffer_printf(&url, "/admin/documents/%s%s%s", json_text(place, "document"), *path ? "#f-" : "",
                  path);
    json_add_text(place, "field_url", buffer_text(&url));
    buffer_free(&url);
}

static void make_row(struct json_object *view, struct json_object *finding, const char *back)
{
    struct json_object *other = json_member(finding, "other");
    struct json_object *answer = json_member(finding, "answer");
    add_field_url(json_member(finding, "place"));
    hard_add_url(finding);
    if (other)
        add_field_url(other);
    if (answer) {
        struct json_object *own = NULL; /* the answers are shared */
        json_object_deep_copy(answer, &own, NULL);
        admin_add_moment(view, own, "when", json_integer(own, "at", 0));
        json_object_object_add(finding, "answer", own);
    }
    json_add_text(finding, "back", back);
}

/* Which of the lists of a page a finding stands in. */
enum part { PART_BLOCKS, PART_FINDINGS, PART_ANSWERED, PARTS };
static const char *const part_names[PARTS] = {"blocks", "findings", "answered"};

static enum part part_of(struct json_object *finding)
{
    if (json_true(finding, "is_block"))
        return PART_BLOCKS;
    return json_member(finding, "answer") ? PART_ANSWERED : PART_FINDINGS;
}

static bool is_of(struct json_object *finding, const char *place, const char *key)
{
    struct json_object *at = json_member(finding, place);
    return at && strcmp(json_text(at, "document"), key) == 0;
}

/* A hostile text can have thousands: so many of each list are shown on the page of a draft. */
enum { SHOWN_MAX = 100 };

static void add_part(struct json_object *entry, enum part part, struct json_object *list)
{
    struct buffer more = {0};
    size_t count = json_object_array_length(list);
    view_add_entries(entry, part_names[part], list, (int64_t)count);
    if (count <= SHOWN_MAX)
        return;
    json_object_array_del_idx(list, SHOWN_MAX, count - SHOWN_MAX);
    buffer_printf(&more, "%s_more", part_names[part]);
    json_object_object_add(entry, buffer_text(&more),
                           json_object_new_int64((int64_t)(count - SHOWN_MAX)));
    buffer_free(&more);
}

/* Adds the findings with a place in the document called key (NULL: all) to entry. */
static void add_parts(struct json_object *entry, struct json_object *all, const char *key)
{
    struct json_object *lists[PARTS];
    for (size_t i = 0; i < PARTS; i++)
        lists[i] = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(all); i++) {
        struct json_object *finding = json_object_array_get_idx(all, i);
        if (!key || is_of(finding, "place", key) || is_of(finding, "other", key))
            json_object_array_add(lists[part_of(finding)], json_object_get(finding));
    }
    /* Contradictions come first: they are not left in a fold. */
    const char *first = json_text(json_object_array_get_idx(lists[PART_FINDINGS], 0), "code");
    json_object_object_add(entry, "has_urgent",
                           json_object_new_boolean(first && strcmp(first, "contradiction") == 0));
    for (size_t i = 0; i < PARTS; i++)
        add_part(entry, (enum part)i, lists[i]);
}

/* --- Running ---------------------------------------------------------------------------------- */

/* Everything found among what was gathered, or about keys alone; the caller puts it. */
static struct json_object *find(const struct http_request *request, struct json_object *view,
                                const struct gathered *gathered, struct json_object *keys,
                                const char *back)
{
    struct findings findings;
    struct json_object *answers = answers_read(request->app->db, NULL);
    lint_run(&gathered->site, keys, &findings);
    struct json_object *list = report_findings(gathered, &findings, answers, NULL);
    for (size_t i = 0; i < json_object_array_length(list); i++)
        make_row(view, json_object_array_get_idx(list, i), back);
    findings_free(&findings);
    json_object_put(answers);
    return list;
}

/* What is found about these texts, as if they were live together; the caller puts it. */
static struct json_object *find_in(const struct http_request *request, struct json_object *view,
                                   struct json_object *const *bodies, size_t count, int64_t most,
                                   const char *back)
{
    struct gathered gathered;
    struct json_object *keys = json_object_new_object();
    for (size_t i = 0; i < count; i++) {
        const char *key = json_text(bodies[i], "key");
        if (key)
            json_object_object_add(keys, key, NULL);
    }
    gather_around(request->app->db, request->now, bodies, count, most, &gathered);
    struct json_object *found = find(request, view, &gathered, keys, back);
    gathered_free(&gathered);
    json_object_put(keys);
    return found;
}

void checks_add_drafts(const struct http_request *request, struct json_object *view,
                       struct json_object *list, const char *back)
{
    size_t count = json_object_array_length(list), loaded = 0;
    struct draft_text *drafts = memory_new(count + 1, sizeof *drafts);
    struct json_object **bodies = memory_new(count + 1, sizeof(void *));
    for (size_t i = 0; i < count; i++) {
        const char *key = json_text(json_object_array_get_idx(list, i), "key");
        if (key && draft_load(request->app->db, key, &drafts[loaded])) {
            bodies[loaded] = drafts[loaded].body;
            loaded++;
        }
    }
    struct json_object *found = find_in(request, view, bodies, loaded, GATHER_ALL, back);
    for (size_t i = 0; i < count; i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        if (json_text(entry, "key"))
            add_parts(entry, found, json_text(entry, "key"));
    }
    json_object_put(found);
    for (size_t i = 0; i < loaded; i++)
        draft_text_free(&drafts[i]);
    free(drafts);
    free(bodies);
}

/* How many documents about the same treatment a draft is held against each time that it is saved:
 * a person waits for it. Publishing looks at all. */
enum { NEIGHBORS = 60 };

void checks_add_text(const struct http_request *request, struct json_object *view,
                     struct json_object *body)
{
    if (json_member(body, "withdrawn"))
        return;
    struct json_object *found = find_in(request, view, &body, 1, NEIGHBORS, "");
    add_parts(view, found, NULL);
    json_object_put(found);
}

/* --- Counting for the desk -------------------------------------------------------------------- */

/* The whole site takes a while where it is large: a worker counts again once something has changed
 * that the counts depend on. */
static struct {
    int64_t version, answers, last_answer, day;
    struct report_counts counts;
    bool known;
} counted;

static void count_again(const struct http_request *request)
{
    struct gathered gathered;
    struct findings findings;
    struct json_object *answers = answers_read(request->app->db, NULL);
    gather_all(request->app->db, request->now, &gathered);
    lint_run(&gathered.site, NULL, &findings);
    json_object_put(report_findings(&gathered, &findings, answers, &counted.counts));
    json_object_put(answers);
    findings_free(&findings);
    gathered_free(&gathered);
}

void checks_add_counts(const struct http_request *request, struct json_object *view)
{
    enum { HOUR = 3600 }; /* reviews become overdue at the clinic's midnight */
    struct db *db = request->app->db;
    struct db_rows *row = db_query(db, DB_ANSWER_STATE, "");
    bool answered = db_next(row);
    int64_t answers = answered ? db_integer(row, 0) : 0, last = answered ? db_integer(row, 1) : 0;
    int64_t version = document_site_version(db), hour = (int64_t)request->now / HOUR;
    db_end(row);
    if (!counted.known || counted.version != version || counted.answers != answers ||
        counted.last_answer != last || counted.day != hour) {
        count_again(request);
        counted.known = db_state(db) == DB_OK;
        counted.version = version;
        counted.answers = answers;
        counted.last_answer = last;
        counted.day = hour;
    }
    json_object_object_add(view, "check_blocks_count",
                           json_object_new_int64((int64_t)counted.counts.blocks));
    json_object_object_add(view, "check_advice_count",
                           json_object_new_int64((int64_t)counted.counts.advice));
    json_object_object_add(view, "has_check_blocks",
                           json_object_new_boolean(counted.counts.blocks > 0));
}

/* --- The page --------------------------------------------------------------------------------- */

const char *const admin_checks_query[] = {"level", "family", "page", "done", NULL};

static const char *asked(const struct http_request *request, const char *name)
{
    const char *value = http_params_get(&request->query, name);
    return value ? value : "";
}

static void add_choice(struct json_object *choices, const char *value, const char *label,
                       const char *chosen)
{
    struct json_object *choice = json_object_new_object();
    json_add_text(choice, "value", value);
    json_add_text(choice, "label", label);
    json_object_object_add(choice, "selected", json_object_new_boolean(strcmp(value, chosen) == 0));
    json_object_array_add(choices, choice);
}

static void add_filter(const struct http_request *request, struct json_object *view)
{
    static const char *const levels[][2] = {{"", "All that is not answered"},
                                            {"block", "Holds up publishing"},
                                            {"advice", "Advice"},
                                            {"answered", "Answered"}};
    struct json_object *choices = json_object_new_array(), *kinds = json_object_new_array();
    for (size_t i = 0; i < sizeof levels / sizeof levels[0]; i++)
        add_choice(choices, levels[i][0], levels[i][1], asked(request, "level"));
    add_choice(kinds, "", "All kinds", asked(request, "family"));
    for (int i = 0; i < REPORT_FAMILIES; i++)
        add_choice(kinds, report_family_name((enum lint_family)i),
                   report_family_label((enum lint_family)i), asked(request, "family"));
    json_object_object_add(view, "levels", choices);
    json_object_object_add(view, "families", kinds);
}

/* Whether the filter lets it through. */
static bool is_wanted(const struct http_request *request, struct json_object *finding)
{
    static const char *const levels[PARTS] = {
        [PART_BLOCKS] = "block", [PART_FINDINGS] = "advice", [PART_ANSWERED] = "answered"};
    const char *level = asked(request, "level"), *family = asked(request, "family");
    enum part part = part_of(finding);
    if (*family && strcmp(family, json_text(finding, "family")) != 0)
        return false;
    return *level ? strcmp(level, levels[part]) == 0 : part != PART_ANSWERED;
}

/* Adds a parameter as it was asked for, where it is one of ours. */
static void put_asked(const struct http_request *request, const char *name, struct buffer *url)
{
    const char *value = asked(request, name);
    if (*value && slug_is_valid(value))
        buffer_printf(url, "%s%s=%s", strchr(buffer_text(url), '?') ? "&" : "?", name, value);
}

/* The address of the page, with its filter. */
static void put_filter(const struct http_request *request, struct buffer *url)
{
    buffer_puts(url, "/admin/checks");
    put_asked(request, "level", url);
    put_asked(request, "family", url);
}

/* Where answering a finding leads back to: the same page. */
static void put_back(const struct http_request *request, struct buffer *back)
{
    put_filter(request, back);
    put_asked(request, "page", back);
}

enum { PAGE = 100 };

/* Leaves the page that is asked for of the findings in list; how many there are in all stands in
 * the view. A page that is not there is the nearest. */
static void cut_page(const struct http_request *request, struct json_object *view,
                     struct json_object *list)
{
    size_t count = json_object_array_length(list), pages = (count + PAGE - 1) / PAGE;
    int64_t number = read_number(asked(request, "page"));
    struct buffer url = {0};
    if (number > (int64_t)pages)
        number = (int64_t)pages;
    size_t first = number > 1 ? ((size_t)number - 1) * PAGE : 0;
    if (first + PAGE < count)
        json_object_array_del_idx(list, first + PAGE, count - first - PAGE);
    if (first)
        json_object_array_del_idx(list, 0, first);
    put_filter(request, &url);
    buffer_printf(&url, "%spage=", strchr(buffer_text(&url), '?') ? "&" : "?");
    view_add_pages(view, buffer_text(&url), number > 1 ? number : 1, (int64_t)pages);
    buffer_free(&url);
}

/* Adds "counts": how many there are of each part, on all pages. */
static void add_counts(struct json_object *view, struct json_object *list)
{
    int64_t counts[PARTS] = {0};
    struct json_object *all = json_object_new_object();
    for (size_t i = 0; i < json_object_array_length(list); i++)
        counts[part_of(json_object_array_get_idx(list, i))]++;
    for (size_t i = 0; i < PARTS; i++)
        json_object_object_add(all, part_names[i], json_object_new_int64(counts[i]));
    json_object_object_add(view, "counts", all);
}

void admin_checks(const struct http_request *request, struct http_response *response)
{
    struct json_object *view = admin_view(request, "Checks");
    struct json_object *wanted = json_object_new_array();
    struct gathered gathered;
    struct buffer back = {0};
    put_back(request, &back);
    gather_all(request->app->db, request->now, &gathered);
    struct json_object *found = find(request, view, &gathered, NULL, buffer_text(&back));
    for (size_t i = 0; i < json_object_array_length(found); i++) {
        struct json_object *finding = json_object_array_get_idx(found, i);
        if (is_wanted(request, finding))
            json_object_array_add(wanted, json_object_get(finding));
    }
    add_filter(request, view);
    add_counts(view, wanted);
    cut_page(request, view, wanted);
    add_parts(view, wanted, NULL);
    json_object_object_add(view, "nothing",
                           json_object_new_boolean(json_object_array_length(wanted) == 0));
    json_object_put(wanted);
    json_object_put(found);
    gathered_free(&gathered);
    buffer_free(&back);
    admin_send(request, response, "admin_checks", view);
}

/* --- Answering -------------------------------------------------------------------------------- */

/* What a form names; its texts are borrowed from the request. */
struct named {
    const char *key, *code, *mark;
};

static bool read_named(const struct http_request *request, struct named *named)
{
    *named = (struct named){admin_field(request, "key"), admin_field(request, "code"),
                            admin_field(request, "mark")};
    const struct lint_check *check = lint_check_called(named->code);
    return slug_is_valid(named->key) && check && check->level == FINDING_ADVICE &&
           strlen(named->mark) == MARK_LENGTH &&
           strspn(named->mark, "0123456789abcdef") == MARK_LENGTH;
}

/* Back to where the form stood: a path of these pages, never another site's. */
static void go_back(const struct http_request *request, struct http_response *response,
                    const char *done)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/?&=-_@";
    const char *back = admin_field(request, "back");
    struct buffer path = {0};
    bool ours = strncmp(back, "/admin/", strlen("/admin/")) == 0 &&
                strlen(back) <= PATH_MAX_LENGTH && back[strspn(back, allowed)] == '\0';
    buffer_puts(&path, ours ? back : "/admin/checks");
    buffer_printf(&path, "%sdone=%s", strchr(buffer_text(&path), '?') ? "&" : "?", done);
    admin_go(response, buffer_text(&path));
    buffer_free(&path);
}

void admin_check_answer(const struct http_request *request, struct http_response *response)
{
    struct named named;
    struct db *db = request->app->db;
    const char *reason = admin_field(request, "reason");
    reason += strspn(reason, " \t\r\n");
    if (!read_named(request, &named) || !*reason || strlen(reason) > ANSWER_MAX) {
        admin_error(request, response, 400,
                    "An answer needs a reason of 300 bytes at most. Go back and write one.");
        return;
    }
    if (db_begin_write(db) != DB_OK)
        return;
    struct buffer detail = {0};
    buffer_printf(&detail, "%s: %s", named.code, reason);
    answer_put(db, request->now, named.key, named.code, named.mark, reason,
               request->session->staff.full_name);
    audit_by(db, request->now, admin_actor(request), AUDIT_CHECK_ANSWERED, named.key,
             buffer_text(&detail));
    buffer_free(&detail);
    if (db_commit(db) == DB_OK)
        go_back(request, response, "answered");
}

void admin_check_take_back(const struct http_request *request, struct http_response *response)
{
    struct named named;
    struct db *db = request->app->db;
    if (!read_named(request, &named)) {
        admin_error(request, response, 400, "There is no such answer.");
        return;
    }
    if (db_begin_write(db) != DB_OK)
        return;
    if (answer_take_back(db, named.key, named.code, named.mark))
        audit_by(db, request->now, admin_actor(request), AUDIT_CHECK_ANSWER_TAKEN_BACK, named.key,
                 named.code);
    if (db_commit(db) == DB_OK)
        go_back(request, response, "answer-taken-back");
}

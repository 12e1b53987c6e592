/* Looking back, what goes live together, and what needs a person. */
#include "scratch.h"

#include "base/buffer.h"
#include "content/attention.h"
#include "content/claims.h"
#include "content/document.h"
#include "content/draft.h"
#include "content/history.h"
#include "content/moment.h"
#include "content/publish.h"
#include "text/json.h"

#include <json-c/json.h>

enum { NOBODY = 0 };

#define HEAD(kind, key)                                                                            \
    "{\"kind\":\"" kind "\",\"key\":\"" key "\",\"slug\":\"" key "\",\"lang\":\"en\","             \
    "\"sources\":[{\"id\":\"s\",\"title\":\"The article\"}],"                                      \
    "\"review\":{\"next_due\":\"2027-01-31\"},\"title\":"
#define PAGE(key, text) HEAD("page", key) "\"Page\",\"text\":\"" text "\"}"
#define TREATMENT(key, title)                                                                      \
    HEAD("treatment", key) "\"" title "\",\"summary\":\"s\",\"what\":\"w\",\"how\":\"h\"}"
#define CHECKLIST(key, treatment, steps)                                                           \
    HEAD("checklist", key)                                                                         \
    "\"List\",\"treatment\":\"" treatment "\",\"summary\":\"s\",\"steps\":[" steps "]}"
#define STEP(id, confirmed)                                                                        \
    "{\"id\":\"" id "\",\"action\":\"do-not\",\"phase\":\"after\",\"title\":\"Do not swim\","      \
    "\"until\":{\"kind\":\"unstated\",\"words\":\"not said\"},"                                    \
    "\"source\":\"s\",\"place\":\"Line 3\",\"confirmed\":" confirmed "}"

static enum publish_result publish_texts(struct db *db, time_t now, const char *const *texts,
                                         size_t count, bool (*also)(struct db *, void *),
                                         void *data)
{
    struct draft drafts[4];
    for (size_t i = 0; i < count; i++) {
        struct json_object *body = json_tokener_parse(texts[i]);
        struct revision live;
        assert_non_null(body);
        if (history_live(db, json_text(body, "key"), &live))
            json_object_object_add(body, "revision", json_object_new_int64(live.number));
        revision_free(&live);
        draft_prepare(&drafts[i], body, "Ada", "a note");
        if (drafts[i].faults.count)
            fail_msg("%s: %s", drafts[i].faults.list[0].path, drafts[i].faults.list[0].message);
    }
    enum publish_result result = publish(db, drafts, count, now, publish_ungated, also, data);
    for (size_t i = 0; i < count; i++)
        draft_free(&drafts[i]);
    return result;
}

static void publish_one(struct db *db, time_t now, const char *text)
{
    assert_int_equal(publish_texts(db, now, &text, 1, NULL, NULL), PUBLISH_DONE);
}

static void assert_text(const struct revision *revision, const char *text)
{
    assert_string_equal(json_text(revision->body, "text"), text);
}

static void every_publish_is_a_revision(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct revision revision;
    publish_one(db, 1000, PAGE("p", "first"));
    publish_one(db, 2000, PAGE("p", "second"));
    publish_one(db, 3000, PAGE("p", "third"));
    struct json_object *list = history_list(db, "p", 0, 2);
    assert_int_equal(json_object_array_length(list), 2);
    struct json_object *last = json_object_array_get_idx(list, 0);
    assert_int_equal(json_integer(last, "number", 0), 3);
    assert_string_equal(json_text(last, "author"), "Ada");
    assert_string_equal(json_text(last, "note"), "a note");
    assert_true(json_true(last, "is_live"));
    assert_false(json_true(json_object_array_get_idx(list, 1), "is_live"));
    json_object_put(list);
    list = history_list(db, "p", 2, 10);
    assert_int_equal(json_object_array_length(list), 1);
    json_object_put(list);
    assert_true(history_revision(db, "p", 2, &revision));
    assert_text(&revision, "second");
    revision_free(&revision);
    assert_false(history_revision(db, "p", 4, &revision));
    assert_false(history_live(db, "nothing", &revision));
}

static void a_day_ends_at_the_clinics_midnight(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct revision revision;
    struct buffer day = {0};
    time_t end;
    assert_true(moment_day_end("2026-11-26", "America/Chicago", &end));
    assert_int_equal(end, 1795759200); /* 2026-11-27T06:00:00Z */
    assert_false(moment_day_end("2026-02-30", "America/Chicago", &end));
    moment_date(end - 1, "America/Chicago", 0, &day);
    moment_date(end, "America/Chicago", 30, &day);
    assert_string_equal(buffer_text(&day), "2026-11-262026-12-27");
    buffer_free(&day);
    publish_one(db, end - 1, PAGE("p", "before midnight"));
    publish_one(db, end, PAGE("p", "after midnight"));
    assert_true(history_as_of(db, "p", end, &revision));
    assert_text(&revision, "before midnight");
    revision_free(&revision);
    assert_true(history_as_of(db, "p", end + 1, &revision));
    assert_text(&revision, "after midnight");
    revision_free(&revision);
    assert_false(history_as_of(db, "p", end - 1, &revision));
}

static enum history_result bring_back(struct db *db, int64_t number, bool over)
{
    assert_int_equal(db_begin_write(db), DB_OK);
    enum history_result result = history_bring_back(db, 5000, "p", number, NOBODY, over);
    assert_int_equal(db_commit(db), DB_OK);
    return result;
}

static void an_old_text_comes_back_as_a_draft(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text draft;
    publish_one(db, 1000, PAGE("p", "first"));
    publish_one(db, 2000, PAGE("p", "second"));
    publish_one(db, 3000, PAGE("p", "third"));
    assert_int_equal(bring_back(db, 3, false), HISTORY_LIVE);
    assert_int_equal(bring_back(db, 9, false), HISTORY_MISSING);
    assert_int_equal(bring_back(db, 1, false), HISTORY_DONE);
    assert_true(draft_load(db, "p", &draft));
    assert_string_equal(json_text(draft.body, "text"), "first");
    assert_int_equal(draft.base, 3);
    draft_text_free(&draft);
    assert_int_equal(bring_back(db, 2, false), HISTORY_DRAFT);
    assert_int_equal(bring_back(db, 2, true), HISTORY_DONE);
    assert_true(draft_load(db, "p", &draft));
    assert_string_equal(json_text(draft.body, "text"), "second");
    draft_text_free(&draft);
}

static enum history_result blank(struct db *db, int64_t number)
{
    assert_int_equal(db_begin_write(db), DB_OK);
    enum history_result result = history_blank(db, "p", number);
    assert_int_equal(db_commit(db), DB_OK);
    return result;
}

static void a_blanked_revision_has_no_text_left(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct revision revision;
    publish_one(db, 1000, PAGE("p", "a name that must not stand here"));
    publish_one(db, 2000, PAGE("p", "second"));
    assert_int_equal(blank(db, 2), HISTORY_LIVE);
    assert_int_equal(blank(db, 1), HISTORY_DONE);
    assert_int_equal(blank(db, 1), HISTORY_MISSING);
    assert_true(history_revision(db, "p", 1, &revision));
    assert_true(revision.is_blank);
    assert_int_equal(json_object_object_length(revision.body), 0);
    assert_string_equal(revision.note, "");
    assert_string_equal(revision.author, "Ada");
    revision_free(&revision);
    assert_int_equal(bring_back(db, 1, false), HISTORY_MISSING);
    assert_true(history_live(db, "p", &revision));
    assert_text(&revision, "second");
    revision_free(&revision);
}

static bool end_draft(struct db *db, void *data)
{
    draft_delete(db, "p");
    return *(bool *)data;
}

static void what_goes_along_goes_live_or_not_at_all(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct draft_text draft;
    struct revision live;
    bool go_on = false;
    const char *third = PAGE("p", "third");
    publish_one(db, 1000, PAGE("p", "first"));
    publish_one(db, 2000, PAGE("p", "second"));
    assert_int_equal(bring_back(db, 1, false), HISTORY_DONE);
    assert_int_equal(publish_texts(db, 3000, &third, 1, end_draft, &go_on), PUBLISH_REFUSED);
    assert_true(history_live(db, "p", &live));
    assert_text(&live, "second");
    revision_free(&live);
    assert_true(draft_load(db, "p", &draft));
    draft_text_free(&draft);
    go_on = true;
    assert_int_equal(publish_texts(db, 3000, &third, 1, end_draft, &go_on), PUBLISH_DONE);
    assert_false(draft_load(db, "p", &draft));
}

/* --- What needs a person ---------------------------------------------------------------------- */

static void save_draft(struct db *db, const char *text)
{
    struct draft_text draft = {.body = json_tokener_parse(text)}, other = {0};
    draft.key = strdup(json_text(draft.body, "key"));
    draft.kind = strdup(json_text(draft.body, "kind"));
    draft.base = draft_live_number(db, draft.key);
    assert_int_equal(db_begin_write(db), DB_OK);
    assert_int_equal(draft_save(db, 4000, &draft, NOBODY, &other), DRAFT_SAVED);
    assert_int_equal(db_commit(db), DB_OK);
    draft_text_free(&draft);
}

static void a_claim_is_confirmed_where_it_reads_as_it_did(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    struct revision live;
    size_t total;
    const char *set[] = {TREATMENT("t", "T"),
                         CHECKLIST("c", "t", STEP("one", "false") "," STEP("two", "true"))};
    assert_int_equal(publish_texts(db, 1000, set, 2, NULL, NULL), PUBLISH_DONE);
    struct json_object *claims = claims_open(db, NULL, 10, &total);
    assert_int_equal(total, 1);
    struct json_object *claim = json_object_array_get_idx(claims, 0);
    assert_string_equal(json_text(claim, "path"), "steps.one");
    assert_string_equal(json_text(claim, "says"), "not said");
    struct json_object *place = json_object_array_get_idx(json_member(claim, "places"), 0);
    assert_string_equal(json_text(place, "title"), "The article");
    assert_string_equal(json_text(place, "place"), "Line 3");
    json_object_put(claims);
    assert_true(history_live(db, "c", &live));
    struct json_object *draft = json_tokener_parse(CHECKLIST("c", "t", STEP("one", "false")));
    assert_int_equal(claim_confirm(live.body, "steps.two", draft), CLAIM_ALREADY);
    assert_int_equal(claim_confirm(live.body, "steps.six", draft), CLAIM_MISSING);
    assert_int_equal(claim_confirm(live.body, "", draft), CLAIM_MISSING);
    assert_int_equal(claim_confirm(live.body, "steps.one", draft), CLAIM_CONFIRMED);
    assert_int_equal(claim_confirm(live.body, "steps.one", draft), CLAIM_REWRITTEN);
    json_object_put(draft);
    revision_free(&live);
}

#define FIGURE(words)                                                                              \
    "{\"time\":{\"kind\":\"unstated\",\"words\":\"" words                                          \
    "\"},\"source\":\"s\",\"place\":\"" words "\"}"

static void a_claim_with_two_figures_is_not_confirmed(void **state)
{
    (void)state;
    struct json_object *treatment = json_tokener_parse(
        "{\"kind\":\"treatment\",\"facts\":[{\"id\":\"f\",\"label\":\"Length\",\"figures\":"
        "[" FIGURE("one") "," FIGURE("two") "],\"confirmed\":false}]}");
    assert_int_equal(claim_confirm(treatment, "facts.f", treatment), CLAIM_DIFFERS);
    json_object_put(treatment);
}

static void references_of_drafts_to_nothing_are_found(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    publish_one(db, 1000, TREATMENT("t", "Peeling"));
    publish_one(db, 1000, PAGE("p", "text"));
    save_draft(db, CHECKLIST("c", "t", STEP("one", "true")));
    save_draft(db, CHECKLIST("d", "nothing", STEP("one", "true")));
    save_draft(db, CHECKLIST("e", "p", STEP("one", "true")));
    save_draft(db, "{\"kind\":\"checklist\",\"key\":\"f\",\"treatment\":7,\"steps\":[3]}");
    struct json_object *broken = attention_broken(db);
    assert_int_equal(json_object_array_length(broken), 2);
    for (size_t i = 0; i < 2; i++) {
        struct json_object *entry = json_object_array_get_idx(broken, i);
        assert_string_equal(json_text(entry, "field"), "treatment");
        assert_true(strchr("de", *json_text(entry, "key")) != NULL);
    }
    json_object_put(broken);
    struct json_object *naming = attention_drafts_naming(db, "t");
    assert_int_equal(json_object_array_length(naming), 1);
    json_object_put(naming);
}

static int64_t found(struct db *db, const char *typed)
{
    int64_t total;
    json_object_put(attention_find(db, typed, 10, &total));
    return total;
}

static void documents_are_found_by_a_part(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    publish_one(db, 1000, TREATMENT("acid-peel", "Ärzte & Peeling"));
    save_draft(db, PAGE("new-page", "text"));
    assert_int_equal(found(db, ""), 2);
    assert_int_equal(found(db, "peeling"), 1);
    assert_int_equal(found(db, "arzte"), 1);
    assert_int_equal(found(db, "ärz"), 1);
    assert_int_equal(found(db, "acid"), 1);
    assert_int_equal(found(db, "new-"), 1);
    assert_int_equal(found(db, "sauna"), 0);
}

static void reviews_are_due_by_a_day(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    publish_one(db, 1000, PAGE("p", "text"));
    struct json_object *due = attention_reviews(db, "2027-01-01", "2027-01-30");
    assert_int_equal(json_object_array_length(due), 0);
    json_object_put(due);
    due = attention_reviews(db, "2027-01-31", "2027-03-01");
    assert_int_equal(json_object_array_length(due), 1);
    assert_false(json_true(json_object_array_get_idx(due, 0), "is_overdue"));
    json_object_put(due);
    due = attention_reviews(db, "2027-02-01", "2027-03-01");
    assert_true(json_true(json_object_array_get_idx(due, 0), "is_overdue"));
    json_object_put(due);
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, scratch_open, scratch_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DATABASE(every_publish_is_a_revision),
        WITH_DATABASE(a_day_ends_at_the_clinics_midnight),
        WITH_DATABASE(an_old_text_comes_back_as_a_draft),
        WITH_DATABASE(a_blanked_revision_has_no_text_left),
        WITH_DATABASE(what_goes_along_goes_live_or_not_at_all),
        WITH_DATABASE(a_claim_is_confirmed_where_it_reads_as_it_did),
        cmocka_unit_test(a_claim_with_two_figures_is_not_confirmed),
        WITH_DATABASE(references_of_drafts_to_nothing_are_found),
        WITH_DATABASE(documents_are_found_by_a_part),
        WITH_DATABASE(reviews_are_due_by_a_day),
    };
    return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}

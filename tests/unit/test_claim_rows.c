/* The table claim: what its rows say, and that they come and go with their documents. */
#include "importing.h"

#include "content/claim_rows.h"
#include "text/json.h"

#include <json-c/json.h>

#define HEAD(kind, key, position)                                                                  \
    "{\"kind\":\"" kind "\",\"key\":\"" key "\",\"slug\":\"" key                                   \
    "\",\"lang\":\"en\",\"position\":" position ",\"title\":\"" key                                \
    "\",\"sources\":[{\"id\":\"s\",\"title\":\"Source\"},{\"id\":\"t\",\"title\":\"Other\"}],"     \
    "\"review\":{\"next_due\":\"2027-01-31\"}"
#define ACTIVITY(key) HEAD("activity", key, "1") "}"
#define CITED         "\"source\":\"s\",\"place\":\"p\",\"confirmed\":true"
#define TIME(low, high, unit, anchor)                                                              \
    "{\"kind\":\"time\",\"low\":" low ",\"high\":" high ",\"unit\":\"" unit                        \
    "\",\"precision\":\"exact\",\"anchor\":\"" anchor "\",\"words\":\"w\"}"
#define STEP(id, action, phase, more)                                                              \
    "{\"id\":\"" id "\",\"action\":\"" action "\",\"phase\":\"" phase "\",\"title\":\"" id         \
    "\",\"activity\":\"sauna\",\"why\":\"*So.*\"," CITED more "}"
#define CHECKLIST(key, position, treatment, steps)                                                 \
    HEAD("checklist", key, position)                                                               \
    ",\"treatment\":\"" treatment "\",\"summary\":\"s\",\"steps\":[" steps "]}"
#define TREATMENT(key, position, more)                                                             \
    HEAD("treatment", key, position) ",\"summary\":\"s\",\"what\":\"w\",\"how\":\"h\"" more "}"
#define UNTIL(time) ",\"until\":" time

/* "path:until_minutes path:- …" of an array of rows, which is put. */
static const char *told(struct json_object *rows)
{
    static char text[400];
    struct buffer buffer = {0};
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *row = json_object_array_get_idx(rows, i);
        buffer_printf(&buffer, "%s%s/%s:", i ? " " : "",
                      json_text(json_member(row, "document"), "key"), json_text(row, "path"));
        if (json_member(row, "until_minutes"))
            buffer_printf(&buffer, "%lld", (long long)json_integer(row, "until_minutes", 0));
        else
            buffer_puts(&buffer, "-");
    }
    snprintf(text, sizeof text, "%s", buffer_text(&buffer));
    buffer_free(&buffer);
    json_object_put(rows);
    return text;
}

static const char two_checklists[] =
    CHECKLIST("second", "20", "peel",
              STEP("x", "do-not", "after", UNTIL(TIME("2", "3", "day", "after-treatment"))));
/* clang-format off */
static const char first_checklist[] = CHECKLIST("first", "10", "needling",
    STEP("b", "do-not", "after", UNTIL(TIME("72", "72", "hour", "after-treatment"))) ","
    STEP("a", "do", "before", ",\"from\":" TIME("2", "2", "week", "before-treatment")
                              UNTIL(TIME("1", "1", "day", "before-treatment"))) ","
    STEP("u", "do", "after", UNTIL("{\"kind\":\"unstated\",\"words\":\"w\"}")) ","
    STEP("n", "do", "after", "") ","
    STEP("e", "do-not", "after",
         UNTIL("{\"kind\":\"event\",\"condition\":\"c\",\"words\":\"w\"}")) ","
    STEP("f", "do-not", "after", UNTIL("{\"kind\":\"always\",\"words\":\"w\"}")));
/* clang-format on */

static void steps_come_in_the_order_of_their_documents(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, two_checklists, first_checklist, ACTIVITY("sauna"),
                            TREATMENT("peel", "1", ""), TREATMENT("needling", "2", ""));
    assert_string_equal(told(claim_rows_of_activity(db, "sauna")),
                        "first/steps.b:4320 first/steps.a:-1440 first/steps.u:- first/steps.n:- "
                        "first/steps.e:- first/steps.f:9000000000000 second/steps.x:4320");
    assert_string_equal(told(claim_rows_of_treatment(db, "peel", "step")), "second/steps.x:4320");
    assert_string_equal(told(claim_rows_of_activity(db, "pool")), "");
}

static void a_row_can_be_shown_without_its_document(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, two_checklists, ACTIVITY("sauna"),
                            TREATMENT("peel", "1", ""));
    struct json_object *rows = claim_rows_of_activity(db, "sauna");
    struct json_object *row = json_object_array_get_idx(rows, 0);
    struct json_object *claim = json_member(row, "claim");
    assert_string_equal(json_text(row, "treatment"), "peel");
    assert_string_equal(json_text(claim, "why_html"), "<p><em>So.</em></p>\n");
    assert_int_equal(json_length(claim, "sources"), 1);
    assert_string_equal(
        json_text(json_object_array_get_idx(json_member(claim, "sources"), 0), "title"), "Source");
    json_object_put(rows);
}

#define FIGURE(time) "{\"time\":" time ",\"source\":\"t\",\"place\":\"p\"}"
#define SIGN(id, gone)                                                                             \
    "{\"id\":\"" id "\",\"title\":\"" id "\",\"gone\":[" gone                                      \
    "],\"urgency\":\"usual\",\"source\":\"s\",\"place\":\"p\",\"confirmed\":false}"

static void several_figures_last_until_the_latest(void **state)
{
    static const char signs[] = ",\"signs\":[" SIGN(
        "both",
        FIGURE(TIME("2", "3", "day", "after-treatment")) "," FIGURE(TIME(
            "2", "2", "day",
            "after-treatment"))) "," SIGN("open",
                                          FIGURE(TIME("1", "1", "month",
                                                      "after-treatment")) "," FIGURE("{\"kind\":"
                                                                                     "\"unstated\","
                                                                                     "\"words\":"
                                                                                     "\"w\"}")) "]";
    struct db *db = ((struct scratch *)*state)->db;
    struct buffer text = {0};
    buffer_printf(&text, TREATMENT("peel", "1", "%s"), signs);
    assert_import_published(db, true, buffer_text(&text));
    buffer_free(&text);
    assert_string_equal(told(claim_rows_of_treatment(db, "peel", "sign")),
                        "peel/signs.both:4320 peel/signs.open:-");
    struct json_object *rows = claim_rows_of_treatment(db, "peel", "sign");
    struct json_object *claim = json_member(json_object_array_get_idx(rows, 0), "claim");
    assert_int_equal(json_length(claim, "sources"), 2);
    json_object_put(rows);
}

static void rows_go_with_their_document(void **state)
{
    struct db *db = ((struct scratch *)*state)->db;
    assert_import_published(db, true, two_checklists, ACTIVITY("sauna"),
                            TREATMENT("peel", "1", ""));
    assert_import_published(db, true,
                            CHECKLIST("second", "20", "peel", STEP("y", "do", "after", "")));
    assert_string_equal(told(claim_rows_of_activity(db, "sauna")), "second/steps.y:-");
    assert_import_published(db, true,
                            HEAD("checklist", "second",
                                 "20") ",\"withdrawn\":{\"reason\":\"Old.\"},"
                                       "\"treatment\":\"peel\",\"summary\":\"s\",\"steps\":[" STEP(
                                           "y", "do", "after", "") "]}");
    assert_string_equal(told(claim_rows_of_activity(db, "sauna")), "");
}

static void shell(const struct scratch *scratch, const char *sql)
{
    char command[300];
    snprintf(command, sizeof command, "sqlite3 %s '%s'", scratch->path, sql);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): a test's own command */
}

static void an_older_database_catches_up(void **state)
{
    struct scratch *scratch = *state;
    assert_import_published(scratch->db, true, two_checklists, ACTIVITY("sauna"),
                            TREATMENT("peel", "1", ""));
    assert_int_equal(publish_catch_up(scratch->db), PUBLISH_DONE);
    shell(scratch, "DELETE FROM claim");
    assert_int_equal(publish_catch_up(scratch->db), PUBLISH_DONE);
    assert_string_equal(told(claim_rows_of_activity(scratch->db, "sauna")), "");
    shell(scratch, "UPDATE site SET derived = 0");
    assert_int_equal(publish_catch_up(scratch->db), PUBLISH_DONE);
    assert_string_equal(told(claim_rows_of_activity(scratch->db, "sauna")), "second/steps.x:4320");
}

static void minutes_are_counted_from_the_anchor(void **state)
{
    static const struct {
        const char *time;
        int64_t low, high;
    } cases[] = {
        {TIME("20", "30", "minute", "session"), 20, 30},
        {TIME("6", "10", "week", "result"), 60480, 100800},
        {TIME("1", "2", "month", "after-treatment"), 43800, 87600},
        {TIME("1", "1", "year", "after-treatment"), 525600, 525600},
        {TIME("1", "2", "day", "before-treatment"), -1440, -2880},
        {"{\"kind\":\"always\"}", CLAIM_ALWAYS, CLAIM_ALWAYS},
        {"{\"kind\":\"unstated\"}", CLAIM_UNSTATED, CLAIM_UNSTATED},
        {"{\"kind\":\"event\"}", CLAIM_UNSTATED, CLAIM_UNSTATED},
        {"{}", CLAIM_UNSTATED, CLAIM_UNSTATED},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct json_object *time = json_tokener_parse(cases[i].time);
        assert_true(claim_minutes(time, CLAIM_LOW) == cases[i].low);
        assert_true(claim_minutes(time, CLAIM_HIGH) == cases[i].high);
        json_object_put(time);
    }
    assert_true(claim_minutes(NULL, CLAIM_HIGH) == CLAIM_UNSTATED);
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, scratch_open, scratch_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DATABASE(steps_come_in_the_order_of_their_documents),
        WITH_DATABASE(a_row_can_be_shown_without_its_document),
        WITH_DATABASE(several_figures_last_until_the_latest),
        WITH_DATABASE(rows_go_with_their_document),
        WITH_DATABASE(an_older_database_catches_up),
        cmocka_unit_test(minutes_are_counted_from_the_anchor),
    };
    return cmocka_run_group_tests_name("claim-rows", tests, NULL, NULL);
}

/* The checks for what could harm, and the gate of clinical review. */
#include "lint_texts.h"

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

/* --- Prose ------------------------------------------------------------------------------------ */

static void test_vague_times(void **state)
{
    (void)state;
    each_gives(LIST("It is gone after a few days.", "Wait several more weeks.",
                    "It lasts a couple of months.", "You can swim again soon.", "It takes a while.",
                    "That goes on for weeks.", "It takes days to weeks.", "Use it regularly.",
                    "Heals in a few\ndays.", "A  few days later it is gone."),
               "vague-time", 1);
    each_gives(LIST("It is gone after 3 days.", "Call us as soon as you can.",
                    "Will it be gone in a few days?", "How many days it takes differs.",
                    "One source says “a few days”.", "We have many years of experience.",
                    "It lasts 2 to 3 days.", "Sooner or later.", "The weekday does not matter.",
                    "Come back once a week for 3 weeks."),
               "vague-time", 0);
}

static void test_promises(void **state)
{
    (void)state;
    each_gives(LIST("Results are permanent.", "It is PAINLESS.", "There are no side effects.",
                    "Don’t worry.", "Don't worry.", "Success is guaranteed.", "It is 100% safe.",
                    "It is completely safe.", "A risk-free treatment.", "There is no downtime.",
                    "It is painless, not slow."),
               "absolute", 1);
    each_gives(LIST("Results are not permanent.", "It isn’t always painless.",
                    "Are results permanent?", "No treatment is completely safe.",
                    "It can leave a permanent scar.", "A semi-permanent line.",
                    "Sleep on a 100% cotton pillowcase.", "Nobody can guarantee a result.",
                    "It may cause permanent damage.", "They call it “painless”.",
                    "We never say that it is risk-free."),
               "absolute", 0);
}

static void test_redness_in_prose(void **state)
{
    (void)state;
    each_gives(LIST("Your skin is red.", "Some erythema is usual.", "It looks pink.\n\nIt is red."),
               "darker-skin", 1);
    each_gives(LIST("Your skin is red. On brown and black skin it looks purple.",
                    "We use a red light.", "Drink no red wine.", "Your skin is sore."),
               "darker-skin", 0);
}

static void test_bare_figures(void **state)
{
    (void)state;
    each_gives(LIST("It helps 80% of people.", "Studies show that it helps.", "It helps (1).",
                    "It works in 9 of 10, or 90 percent."),
               "no-source", 1);
    each_gives(LIST("It helps 80% of [people](https://example.org/study).", "It takes 20 minutes.",
                    "Do the following: (a) rest.", "Call (410) 205-1846.", "Is it 80%?"),
               "no-source", 0);
}

/* --- Claims ----------------------------------------------------------------------------------- */

#define STEP(action, title, text)                                                                  \
    "{\"kind\":\"checklist\",\"key\":\"c\",\"lang\":\"en\",\"title\":\"C\",\"steps\":[{\"id\":"    \
    "\"s\","                                                                                       \
    "\"action\":\"" action "\",\"title\":\"" title "\",\"text\":\"" text                           \
    "\",\"source\":\"a\",\"place\":\"1\"}]}"

static void test_do_not(void **state)
{
    (void)state;
    assert_int_equal(found_in(STEP("do-not", "Use a sauna", ""), "do-not-unsaid"), 1);
    assert_int_equal(found_in(STEP("do-not", "Notice the sauna", ""), "do-not-unsaid"), 1);
    assert_int_equal(found_in(STEP("do-not", "Do not use a sauna", ""), "do-not-unsaid"), 0);
    assert_int_equal(found_in(STEP("do-not", "Don’t use a sauna", ""), "do-not-unsaid"), 0);
    assert_int_equal(found_in(STEP("do-not", "Avoid saunas", ""), "do-not-unsaid"), 0);
    assert_int_equal(found_in(STEP("do-not", "Sauna", "Do not go."), "do-not-unsaid"), 0);
    assert_int_equal(found_in(STEP("do", "Use sunscreen", ""), "do-not-unsaid"), 0);
}

#define SIGN(rest)                                                                                 \
    "{\"kind\":\"treatment\",\"key\":\"t\",\"lang\":\"en\",\"title\":\"T\",\"signs\":[{\"id\":"    \
    "\"s\","                                                                                       \
    "\"source\":\"a\",\"place\":\"1\"," rest "}]}"

static void test_urgent_signs(void **state)
{
    (void)state;
    const char *code = "no-action";
    assert_int_equal(found_in(SIGN("\"title\":\"Pus\",\"urgency\":\"call\""), code), 1);
    assert_int_equal(found_in(SIGN("\"title\":\"Pus\",\"urgency\":\"call\",\"call\":\" \""), code),
                     1);
    assert_int_equal(
        found_in(SIGN("\"title\":\"Pus\",\"urgency\":\"call\",\"call\":\"It spreads.\""), code), 0);
    assert_int_equal(
        found_in(SIGN("\"title\":\"Faint\",\"urgency\":\"emergency\",\"call\":\"You faint.\""),
                 code),
        1);
    assert_int_equal(
        found_in(SIGN("\"title\":\"Faint\",\"urgency\":\"emergency\",\"call\":\"Call 911.\""),
                 code),
        0);
    assert_int_equal(found_in(SIGN("\"title\":\"Pus\",\"urgency\":\"usual\""), code), 0);
}

static void test_red_signs(void **state)
{
    (void)state;
    const char *code = "darker-skin";
    assert_int_equal(found_in(SIGN("\"title\":\"Redness\""), code), 1);
    assert_int_equal(found_in(SIGN("\"title\":\"Irritation\",\"look\":\"It looks pink.\""), code),
                     1);
    assert_int_equal(
        found_in(SIGN("\"title\":\"Redness\",\"look_darker\":\"It looks purple.\""), code), 0);
    assert_int_equal(found_in(SIGN("\"title\":\"Swelling\""), code), 0);
}

static void test_claims_without_a_source(void **state)
{
    (void)state;
    assert_int_equal(found_in(SIGN("\"title\":\"Swelling\""), "no-source"), 0);
    assert_int_equal(found_in("{\"kind\":\"treatment\",\"key\":\"t\",\"signs\":[{\"id\":\"s\","
                              "\"title\":\"Swelling\"}]}",
                              "no-source"),
                     1);
    assert_int_equal(found_in("{\"kind\":\"treatment\",\"key\":\"t\",\"facts\":[{\"id\":\"f\","
                              "\"label\":\"L\",\"figures\":[{},{\"source\":\"a\",\"place\":\"1\"}]}"
                              "]}",
                              "no-source"),
                     1);
}

static void test_unstated_times(void **state)
{
    (void)state;
    const char *said = SIGN("\"title\":\"Swelling\",\"gone\":[{\"source\":\"a\",\"place\":\"1\","
                            "\"time\":{\"kind\":\"unstated\",\"words\":\"not said\"}}]");
    const char *figures = SIGN("\"title\":\"Swelling\",\"gone\":[{\"source\":\"a\",\"place\":\"1\","
                               "\"time\":{\"kind\":\"time\",\"words\":\"2 days\"}}]");
    assert_int_equal(found_in(said, "vague-time"), 1);
    assert_int_equal(found_in(figures, "vague-time"), 0);
    assert_int_equal(
        found_in(SIGN("\"title\":\"S\",\"confirmed\":true,\"note\":\"A few days.\""), "vague-time"),
        1);
    assert_int_equal(found_in(SIGN("\"title\":\"S\",\"confirmed\":false,\"note\":\"A few days.\""),
                              "vague-time"),
                     0);
}

static void test_overdue(void **state)
{
    (void)state;
#define DUE(day) "{\"kind\":\"page\",\"key\":\"p\",\"review\":{\"next_due\":\"" day "\"}}"
    assert_int_equal(found_in(DUE("2026-11-21"), "review-overdue"), 1);
    assert_int_equal(found_in(DUE("2026-11-22"), "review-overdue"), 0);
    assert_int_equal(found_in("{\"kind\":\"page\",\"key\":\"p\",\"review\":7}", "review-overdue"),
                     0);
}

/* --- The gate --------------------------------------------------------------------------------- */

#define CLINIC                                                                                     \
    "{\"kind\":\"clinic\",\"key\":\"clinic\",\"phone\":\"1\",\"out_of_hours\":\"Call 2.\"}"
#define READY                                                                                      \
    "{\"kind\":\"treatment\",\"key\":\"t\",\"title\":\"T\",\"ask_first\":\"If you are ill.\","     \
    "\"review\":{\"reviewed_by\":\"A. Doctor\",\"reviewed_on\":\"2026-11-01\","                    \
    "\"next_due\":\"2027-11-01\"},\"signs\":[{\"id\":\"s\",\"title\":\"Soreness\","                \
    "\"urgency\":\"usual\",\"source\":\"a\",\"place\":\"1\",\"gone\":[{\"time\":{\"kind\":"        \
    "\"time\"},\"source\":\"a\",\"place\":\"1\"}]}]}"

/* What the gate finds where the members of change replace those of the treatment and the clinic. */
static size_t gate_finds(const char *treatment_change, const char *clinic_change)
{
    const char *texts[] = {READY, CLINIC}, *changes[] = {treatment_change, clinic_change};
    struct json_object *documents[2];
    struct findings findings;
    for (size_t i = 0; i < 2; i++) {
        documents[i] = json_tokener_parse(texts[i]);
        struct json_object *change = json_tokener_parse(changes[i]);
        assert_non_null(documents[i]);
        json_object_object_foreach(change, name, value)
        {
            json_object_object_add(documents[i], name, json_object_get(value));
        }
        json_object_put(change);
    }
    find_in(documents, 2, &findings);
    size_t count = count_code(&findings, "not-ready");
    for (size_t i = 0; i < findings.count; i++)
        if (strcmp(findings.list[i].code, "not-ready") == 0)
            assert_int_equal(findings.list[i].level, FINDING_BLOCK);
    findings_free(&findings);
    json_object_put(documents[0]);
    json_object_put(documents[1]);
    return count;
}

static void test_gate(void **state)
{
    (void)state;
    assert_int_equal(gate_finds("{}", "{}"), 0);
    assert_int_equal(gate_finds("{\"ask_first\":\" \"}", "{}"), 1);
    assert_int_equal(gate_finds("{\"signs\":[]}", "{}"), 1);
    assert_int_equal(gate_finds("{\"signs\":[{\"id\":\"s\",\"urgency\":\"usual\",\"gone\":[{"
                                "\"time\":{\"kind\":\"unstated\"}}]}]}",
                                "{}"),
                     1);
    assert_int_equal(gate_finds("{}", "{\"out_of_hours\":null}"), 1);
    assert_int_equal(gate_finds("{}", "{\"phone\":\"\"}"), 1);
    assert_int_equal(gate_finds("{\"review\":{\"reviewed_by\":\"A\",\"reviewed_on\":\"2026-11-23\","
                                "\"next_due\":\"2026-11-21\"}}",
                                "{}"),
                     2);
    /* Without the mark nothing is asked. */
    assert_int_equal(gate_finds("{\"signs\":[],\"ask_first\":\"\",\"review\":{\"next_due\":"
                                "\"2027-11-01\"}}",
                                "{\"phone\":\"\"}"),
                     0);
}

/* --- Drafts ----------------------------------------------------------------------------------- */

/* Any member of a draft may be anything. */
static void test_odd_documents(void **state)
{
    (void)state;
    static const char *const documents[] = {
        "{}",
        "{\"kind\":7}",
        "{\"kind\":\"treatment\",\"signs\":7,\"facts\":{},\"review\":[],\"title\":[]}",
        "{\"kind\":\"treatment\",\"signs\":[7,null,{\"gone\":7},{\"gone\":[7,{\"time\":7}]}],"
        "\"facts\":[{\"figures\":[null,{}]}],\"review\":{\"reviewed_by\":\"A\"}}",
        "{\"kind\":\"checklist\",\"steps\":[{\"action\":\"do-not\",\"title\":7}]}",
        "{\"kind\":\"faq\",\"answer\":\"\\u0001 ```\",\"treatments\":\"x\"}",
        NULL};
    for (const char *const *json = documents; *json; json++)
        found_in(*json, "vague-time");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vague_times),
        cmocka_unit_test(test_promises),
        cmocka_unit_test(test_redness_in_prose),
        cmocka_unit_test(test_bare_figures),
        cmocka_unit_test(test_do_not),
        cmocka_unit_test(test_urgent_signs),
        cmocka_unit_test(test_red_signs),
        cmocka_unit_test(test_claims_without_a_source),
        cmocka_unit_test(test_unstated_times),
        cmocka_unit_test(test_overdue),
        cmocka_unit_test(test_gate),
        cmocka_unit_test(test_odd_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

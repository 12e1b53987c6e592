/* What people type for a plan, and days without a zone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

#include "plan/plan.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

static const char zone[] = "America/New_York";
static const time_t now = 1795615200; /* 2026-11-25 09:00 in New York */

static void dates_and_hours_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *date, *hour;
        struct zone_day day;
        bool hour_known;
        time_t earliest, latest;
    } cases[] = {
        {"2026-11-23T14:00", NULL, {2026, 11, 23}, true, 1795460400, 1795460400},
        {"2026-11-23 14:00", "", {2026, 11, 23}, true, 1795460400, 1795460400},
        {" 2026-11-23 ", " 14:00 ", {2026, 11, 23}, true, 1795460400, 1795460400},
        {"2026-11-23T14:00:30", NULL, {2026, 11, 23}, true, 1795460400, 1795460400},
        {"2026-11-23T14:00", "14:00", {2026, 11, 23}, true, 1795460400, 1795460400},
        {"2026-11-23", NULL, {2026, 11, 23}, false, 1795410000, 1795496400},
        {"today", NULL, {2026, 11, 25}, false, 1795582800, 1795669200},
        {"Today", "08:00", {2026, 11, 25}, true, 1795611600, 1795611600},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct treated treated;
        assert_int_equal(ask_treated(cases[i].date, cases[i].hour, zone, now, &treated), ASK_OK);
        assert_memory_equal(&treated.day, &cases[i].day, sizeof treated.day);
        assert_int_equal(treated.hour_known, cases[i].hour_known);
        assert_int_equal(treated.earliest, cases[i].earliest);
        assert_int_equal(treated.latest, cases[i].latest);
    }
}

static void what_is_no_date_is_named(void **state)
{
    (void)state;
    static const struct {
        const char *date, *hour;
        enum ask_result result;
    } cases[] = {
        {NULL, NULL, ASK_EMPTY},
        {"  ", "14:00", ASK_EMPTY},
        {"tomorrow", NULL, ASK_NOT_A_DATE},
        {"2026-02-29", NULL, ASK_NOT_A_DATE},
        {"2026-11-23x14:00", NULL, ASK_NOT_A_DATE},
        {"23.11.2026", NULL, ASK_NOT_A_DATE},
        {"2026-11-2", NULL, ASK_NOT_A_DATE},
        {"2026-11-23 and much more than any date is long", NULL, ASK_NOT_A_DATE},
        {"2026-11-23T", NULL, ASK_NOT_AN_HOUR},
        {"2026-11-23T24:00", NULL, ASK_NOT_AN_HOUR},
        {"2026-11-23T14:60", NULL, ASK_NOT_AN_HOUR},
        {"2026-11-23T14:00-05:00", NULL, ASK_NOT_AN_HOUR},
        {"2026-11-23", "2 pm", ASK_NOT_AN_HOUR},
        {"2026-11-23T14:00", "15:00", ASK_TWO_HOURS},
        {"2024-11-24", NULL, ASK_TOO_LONG_AGO},
        {"2024-11-25", NULL, ASK_OK},
        {"2027-11-25", NULL, ASK_OK},
        {"2027-11-26", NULL, ASK_TOO_FAR},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct treated treated;
        enum ask_result result = ask_treated(cases[i].date, cases[i].hour, zone, now, &treated);
        if (result != cases[i].result)
            print_error("%s\n", cases[i].date);
        assert_int_equal(result, cases[i].result);
        assert_int_equal(*ask_words(result) == '\0', result == ASK_OK);
    }
}

static void the_moment_asked_about_is_now_a_moment_or_a_day(void **state)
{
    (void)state;
    struct as_of as_of;
    assert_int_equal(ask_at(NULL, zone, now, &as_of), ASK_OK);
    assert_true(as_of.start == now && as_of.end == now + 1 && !as_of.given);
    assert_int_equal(ask_at("2026-11-25T09:00", zone, 0 + now + 999, &as_of), ASK_OK);
    assert_true(as_of.start == now && as_of.given && !as_of.whole_day);
    assert_int_equal(ask_at("2026-11-01", zone, now, &as_of), ASK_OK);
    assert_true(as_of.whole_day);
    assert_int_equal(as_of.end - as_of.start, 25 * 60 * 60); /* the clocks went back */
    assert_int_equal(ask_at("2046-11-01", zone, now, &as_of), ASK_NOT_A_DATE);
    assert_int_equal(ask_at("2026-11-01T1:00", zone, now, &as_of), ASK_NOT_AN_HOUR);
}

static void days_and_months_are_counted_on_the_calendar(void **state)
{
    (void)state;
    struct zone_day day = zone_add_days((struct zone_day){2028, 2, 28}, 2);
    assert_true(day.year == 2028 && day.month == 3 && day.day == 1);
    day = zone_add_months((struct zone_day){2026, 12, 31}, 2);
    assert_true(day.year == 2027 && day.month == 2 && day.day == 28);
    day = zone_add_months((struct zone_day){2026, 1, 31}, -2);
    assert_true(day.year == 2025 && day.month == 11 && day.day == 30);
    day = zone_add_months((struct zone_day){2026, 1, 15}, -1);
    assert_true(day.year == 2025 && day.month == 12 && day.day == 15);
    day = zone_add_months((struct zone_day){1, 1, 15}, -13);
    assert_true(day.year == -1 && day.month == 12 && day.day == 15);
    assert_int_equal(
        zone_days_between((struct zone_day){2026, 3, 7}, (struct zone_day){2026, 3, 9}), 2);
}

static void a_clock_shows_an_hour_once_twice_or_never(void **state)
{
    (void)state;
    static const struct {
        const char *zone;
        struct zone_day day;
        int hour, minute;
        enum zone_clock clock;
        long apart; /* seconds */
    } cases[] = {
        {"America/New_York", {2026, 11, 1}, 1, 59, ZONE_TWICE, 3600},
        {"America/New_York", {2026, 11, 1}, 2, 0, ZONE_ONCE, 0},
        {"America/New_York", {2026, 11, 1}, 0, 59, ZONE_ONCE, 0},
        {"America/New_York", {2026, 3, 8}, 2, 0, ZONE_NEVER, 3600},
        {"America/New_York", {2026, 3, 8}, 3, 0, ZONE_ONCE, 0},
        {"America/New_York", {2026, 3, 8}, 1, 59, ZONE_ONCE, 0},
        {"Australia/Lord_Howe", {2026, 4, 5}, 1, 30, ZONE_TWICE, 1800},
        {"Australia/Lord_Howe", {2026, 10, 4}, 2, 29, ZONE_NEVER, 1800},
        {"America/Santiago", {2026, 9, 6}, 0, 30, ZONE_NEVER, 3600},
        {"America/Havana", {2026, 11, 1}, 0, 30, ZONE_TWICE, 3600},
        {"UTC", {2026, 11, 1}, 1, 30, ZONE_ONCE, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        time_t earliest, latest;
        assert_int_equal(zone_moments(cases[i].zone, cases[i].day, cases[i].hour, cases[i].minute,
                                      &earliest, &latest),
                         cases[i].clock);
        assert_int_equal(latest - earliest, cases[i].apart);
    }
}

/* A step as a document has it. */
static struct json_object *step_of(const char *text)
{
    struct buffer error = {0};
    struct json_object *step = json_read(text, strlen(text), &error);
    assert_non_null(step);
    buffer_free(&error);
    return step;
}

static enum plan_answer answer_on(struct json_object *step, int day)
{
    struct json_object *steps = json_object_new_array();
    json_object_array_add(steps, json_object_get(step));
    enum plan_answer answer = plan_answer_on_day(steps, day);
    json_object_put(steps);
    return answer;
}

static void a_day_without_a_date_says_no_if_any_part_may_be_restricted(void **state)
{
    (void)state;
    static const struct {
        const char *until;
        int last; /* the last day that says no */
    } cases[] = {
        {"\"low\": 72, \"high\": 72, \"unit\": \"hour\"", 3},
        {"\"low\": 30, \"high\": 30, \"unit\": \"minute\"", 1},
        {"\"low\": 24, \"high\": 36, \"unit\": \"hour\"", 2},
        {"\"low\": 1, \"high\": 1, \"unit\": \"day\"", 0},
        {"\"low\": 2, \"high\": 3, \"unit\": \"day\"", 2},
        {"\"low\": 2, \"high\": 2, \"unit\": \"week\"", 13},
        {"\"low\": 1, \"high\": 1, \"unit\": \"month\"", 30},
        {"\"low\": 12, \"high\": 12, \"unit\": \"month\"", 365},
        {"\"low\": 1, \"high\": 1, \"unit\": \"year\"", 365},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer text = {0};
        buffer_printf(&text,
                      "{\"id\": \"x\", \"title\": \"X\", \"action\": \"do-not\", \"phase\": "
                      "\"after\", \"confirmed\": true, \"until\": {\"kind\": \"time\", %s, "
                      "\"precision\": \"exact\", \"anchor\": \"after-treatment\"}}",
                      cases[i].until);
        struct json_object *step = step_of(buffer_text(&text));
        assert_int_equal(answer_on(step, -1), PLAN_FREE);
        assert_int_equal(answer_on(step, 0), PLAN_NO);
        assert_int_equal(answer_on(step, cases[i].last), PLAN_NO);
        assert_int_equal(answer_on(step, cases[i].last + 1), PLAN_FREE);
        json_object_put(step);
        buffer_free(&text);
    }
}

static void one_step_on_a_day_tells_no_date(void **state)
{
    (void)state;
    struct json_object *step = step_of(
        "{\"id\": \"x\", \"title\": \"X\", \"action\": \"do-not\", \"phase\": \"after\", "
        "\"confirmed\": true, \"until\": {\"kind\": \"time\", \"low\": 3, \"high\": 3, \"unit\": "
        "\"day\", \"precision\": \"exact\", \"anchor\": \"after-treatment\", \"words\": \"3 days "
        "after treatment\"}}");
    struct json_object *item = plan_step_on_day(step, 2);
    assert_string_equal(json_text(item, "state"), "now");
    assert_string_equal(json_text(item, "says"), "Until 3 days after treatment.");
    assert_null(json_member(json_member(item, "until"), "moment"));
    json_object_put(item);
    json_object_put(step);
}

/* A document may hold any figure up to 100000: nonsense, but no reason to fall. */
static void however_long_a_time_is_it_is_counted(void **state)
{
    (void)state;
    static const char *const units[] = {"minute", "hour", "day", "week", "month", "year"};
    static const char *const anchors[] = {"before-treatment", "after-treatment"};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        for (size_t j = 0; j < sizeof anchors / sizeof anchors[0]; j++) {
            struct buffer text = {0};
            struct span span;
            struct treated treated;
            bool begun;
            buffer_printf(&text,
                          "{\"action\": \"do-not\", \"phase\": \"%s\", \"confirmed\": true, "
                          "\"%s\": {\"kind\": \"time\", \"low\": 100000, \"high\": 100000, "
                          "\"unit\": \"%s\", \"precision\": \"exact\", \"anchor\": \"%s\"}}",
                          j ? "after" : "before", j ? "until" : "from", units[i], anchors[j]);
            struct json_object *step = step_of(buffer_text(&text));
            treated_on_day(&treated, zone, (struct zone_day){2026, 11, 23});
            span_of_step(&span, step, &treated);
            assert_int_equal(span_state(&span, treated.earliest, treated.earliest + 1, &begun),
                             SPAN_NOW);
            assert_true(begun);
            json_object_put(step);
            buffer_free(&text);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_and_hours_are_read),
        cmocka_unit_test(what_is_no_date_is_named),
        cmocka_unit_test(the_moment_asked_about_is_now_a_moment_or_a_day),
        cmocka_unit_test(days_and_months_are_counted_on_the_calendar),
        cmocka_unit_test(a_clock_shows_an_hour_once_twice_or_never),
        cmocka_unit_test(a_day_without_a_date_says_no_if_any_part_may_be_restricted),
        cmocka_unit_test(however_long_a_time_is_it_is_counted),
        cmocka_unit_test(one_step_on_a_day_tells_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

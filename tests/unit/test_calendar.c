/* The calendar file of a plan that was put together by hand: what tests/http/test_calendar.py
 * cannot make come through the form. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

#include "plan/calendar.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

enum { NOW = 1795348800 }; /* 2026-11-22, noon in universal time */

/* A plan with one step that starts at a moment; path and revision as given. */
static struct json_object *plan_of(const char *zone, const char *at, const char *says,
                                   const char *path, int revision)
{
    struct json_object *plan = json_tokener_parse(
        "{\"clinic\": {}, \"treatments\": [{\"key\": \"k\", \"checklist\": \"c\", \"title\": "
        "\"One\","
        "\"treated\": {\"value\": \"2026-10-30T01:30\", \"words\": \"Friday\"}}],"
        "\"timeline\": [{\"what\": \"treatment\", \"number\": 0}, {\"what\": \"starts\","
        "\"type\": \"step\", \"number\": 0}]}");
    struct json_object *list = json_member(plan, "timeline");
    struct json_object *event = json_object_array_get_idx(list, 1);
    struct json_object *moment = json_object_new_object();
    json_add_text(plan, "time_zone", zone);
    json_add_text(moment, "at", at);
    json_add_shared(json_object_array_get_idx(list, 0), "moment", moment);
    json_add_shared(event, "moment", moment);
    json_add_text(event, "says", says);
    json_add_text(event, "path", path);
    json_object_object_add(event, "revision", json_object_new_int(revision));
    json_object_put(moment);
    return plan;
}

static void write_plan(struct json_object *plan, const char *base_url, struct buffer *file)
{
    buffer_clear(file);
    calendar_write(plan, base_url, NOW, file);
    json_object_put(plan);
}

/* The rest of the file's last line that begins so. */
static void take_line(const struct buffer *file, const char *begin, struct buffer *line)
{
    const char *found = NULL, *at = buffer_text(file);
    while ((at = strstr(at, begin)) != NULL)
        found = at++;
    if (!found)
        fail_msg("no line %s", begin);
    buffer_clear(line);
    if (found)
        buffer_append(line, found, strcspn(found, "\r"));
}

static void an_hour_that_comes_twice_is_not_left_to_the_reader(void **state)
{
    (void)state;
    static const struct {
        const char *zone, *at, *expected;
    } rows[] = {
        {"America/New_York", "2026-11-01T00:30:00-04:00",
         "DTSTART;TZID=America/New_York:20261101T003000"},
        {"America/New_York", "2026-11-01T01:30:00-04:00", "DTSTART:20261101T053000Z"},
        {"America/New_York", "2026-11-01T01:30:00-05:00", "DTSTART:20261101T063000Z"},
        {"America/New_York", "2026-11-01T02:00:00-05:00",
         "DTSTART;TZID=America/New_York:20261101T020000"},
        {"Asia/Kathmandu", "2026-11-01T01:30:00+05:45",
         "DTSTART;TZID=Asia/Kathmandu:20261101T013000"},
    };
    struct buffer file = {0}, line = {0};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        write_plan(plan_of(rows[i].zone, rows[i].at, "Do.", "steps.a", 1), "", &file);
        take_line(&file, "DTSTART", &line);
        assert_string_equal(buffer_text(&line), rows[i].expected);
    }
    buffer_free(&file);
    buffer_free(&line);
}

static void a_zone_without_changes_has_one_observance(void **state)
{
    (void)state;
    struct buffer file = {0}, line = {0};
    write_plan(plan_of("Asia/Kathmandu", "2026-11-01T01:30:00+05:45", "Do.", "steps.a", 1), "",
               &file);
    take_line(&file, "TZOFFSETTO", &line);
    assert_string_equal(buffer_text(&line), "TZOFFSETTO:+0545");
    const char *first = strstr(buffer_text(&file), "BEGIN:STANDARD");
    assert_non_null(first);
    assert_null(strstr(first + 1, "BEGIN:STANDARD"));
    assert_null(strstr(buffer_text(&file), "BEGIN:DAYLIGHT"));
    buffer_free(&file);
    buffer_free(&line);
}

static void control_characters_stay_out(void **state)
{
    (void)state;
    struct buffer file = {0};
    write_plan(plan_of("UTC", "2026-11-01T10:30:00+00:00",
                       "a\x01\x7f\r\t\x1b"
                       "b\nEND:VEVENT",
                       "steps.a", 1),
               "", &file);
    assert_non_null(strstr(buffer_text(&file), "DESCRIPTION:ab\\nEND:VEVENT\\n"));
    buffer_free(&file);
}

static void uid_of(const char *base_url, const char *at, const char *path, struct buffer *uid)
{
    struct buffer file = {0};
    write_plan(plan_of("UTC", at, "Do.", path, 1), base_url, &file);
    take_line(&file, "UID:", uid);
    buffer_free(&file);
}

static void an_event_keeps_its_name_when_its_time_is_changed(void **state)
{
    (void)state;
    struct buffer one = {0}, other = {0};
    uid_of("https://a.example", "2026-11-01T10:30:00+00:00", "steps.a", &one);
    uid_of("https://a.example", "2026-11-02T10:30:00+00:00", "steps.a", &other);
    assert_string_equal(buffer_text(&one), buffer_text(&other));
    uid_of("https://a.example", "2026-11-01T10:30:00+00:00", "steps.b", &other);
    assert_string_not_equal(buffer_text(&one), buffer_text(&other));
    uid_of("https://b.example", "2026-11-01T10:30:00+00:00", "steps.a", &other);
    assert_string_not_equal(buffer_text(&one), buffer_text(&other));
    buffer_free(&one);
    buffer_free(&other);
}

static void the_revision_is_the_sequence(void **state)
{
    (void)state;
    struct buffer file = {0}, line = {0};
    write_plan(plan_of("UTC", "2026-11-01T10:30:00+00:00", "Do.", "steps.a", 17), "", &file);
    take_line(&file, "SEQUENCE", &line);
    assert_string_equal(buffer_text(&line), "SEQUENCE:17");
    take_line(&file, "DTSTAMP", &line);
    assert_string_equal(buffer_text(&line), "DTSTAMP:20261122T120000Z");
    buffer_free(&file);
    buffer_free(&line);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_hour_that_comes_twice_is_not_left_to_the_reader),
        cmocka_unit_test(a_zone_without_changes_has_one_observance),
        cmocka_unit_test(control_characters_stay_out),
        cmocka_unit_test(an_event_keeps_its_name_when_its_time_is_changed),
        cmocka_unit_test(the_revision_is_the_sequence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

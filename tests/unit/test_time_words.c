#include "content/time_words.h"
#include "text/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <glob.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

/* What words are read as, in one line; "-" where they are not understood. */
static void assert_reads(const char *words, const char *expected)
{
    struct json_object *time = json_object_new_object();
    const char *got = "-";
    if (time_words_read(words, time))
        got = json_object_to_json_string_ext(time, JSON_C_TO_STRING_PLAIN);
    if (strcmp(got, expected) != 0)
        fail_msg("\"%s\" is read as %s, not %s", words, got, expected);
    json_object_put(time);
}

#define TIME(low, high, unit, precision)                                                           \
    "{\"kind\":\"time\",\"low\":" low ",\"high\":" high ",\"unit\":\"" unit                        \
    "\",\"precision\":\"" precision "\"}"

static void lengths_are_read_as_people_say_them(void **state)
{
    (void)state;
    static const char *const said[][2] = {
        {"72 hours", TIME("72", "72", "hour", "exact")},
        {"72 Hours.", TIME("72", "72", "hour", "exact")},
        {"  72 Hours. ", TIME("72", "72", "hour", "exact")},
        {"until 72 hours.", TIME("72", "72", "hour", "exact")},
        {"1.5 hours", TIME("90", "90", "minute", "exact")},
        {"1½ days", TIME("36", "36", "hour", "exact")},
        {"1.5 to 2 hours", TIME("90", "120", "minute", "exact")},
        {"1 to 1.5 years", TIME("12", "18", "month", "exact")},
        {"about half an hour", TIME("30", "30", "minute", "about")},
        {"½ day", TIME("12", "12", "hour", "exact")},
        {"0.25 hours", TIME("15", "15", "minute", "exact")},
        {"2.0 days", TIME("2", "2", "day", "exact")},
        {"  72   HOURS ", TIME("72", "72", "hour", "exact")},
        {"72h", TIME("72", "72", "hour", "exact")},
        {"for 72 hrs", TIME("72", "72", "hour", "exact")},
        {"about 2 weeks", TIME("2", "2", "week", "about")},
        {"~2 weeks", TIME("2", "2", "week", "about")},
        {"about a year", TIME("1", "1", "year", "about")},
        {"6 to 10 weeks", TIME("6", "10", "week", "exact")},
        {"6-10 weeks", TIME("6", "10", "week", "exact")},
        {"6 – 10 weeks", TIME("6", "10", "week", "exact")},
        {"between six and ten weeks", TIME("6", "10", "week", "exact")},
        {"two or three days", TIME("2", "3", "day", "exact")},
        {"at least 3 months", TIME("3", "3", "month", "at-least")},
        {"3 months or longer", TIME("3", "3", "month", "at-least")},
        {"3 or more months", TIME("3", "3", "month", "at-least")},
        {"less than 2 days", TIME("2", "2", "day", "at-most")},
        {"up to 24 hours", TIME("24", "24", "hour", "at-most")},
        {"24 hours or less", TIME("24", "24", "hour", "at-most")},
        {"an hour", TIME("1", "1", "hour", "exact")},
        {"twelve minutes", TIME("12", "12", "minute", "exact")},
        {"0 days", TIME("0", "0", "day", "exact")},
    };
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        assert_reads(said[i][0], said[i][1]);
}

static void times_without_figures_are_read(void **state)
{
    (void)state;
    assert_reads("until healed", "{\"kind\":\"event\",\"condition\":\"healed\"}");
    assert_reads("Until your skin has healed",
                 "{\"kind\":\"event\",\"condition\":\"your skin has healed\"}");
    assert_reads("always", "{\"kind\":\"always\"}");
    assert_reads("not said", "{\"kind\":\"unstated\"}");
    assert_reads("2 days; until it stops",
                 "{\"kind\":\"time\",\"low\":2,\"high\":2,\"unit\":\"day\",\"precision\":\"exact\","
                 "\"condition\":\"it stops\"}");
}

static void the_anchor_is_read_where_it_is_said(void **state)
{
    (void)state;
    assert_reads("2 days before treatment",
                 "{\"kind\":\"time\",\"low\":2,\"high\":2,\"unit\":\"day\",\"precision\":\"exact\","
                 "\"anchor\":\"before-treatment\"}");
    assert_reads("until 2 days after your treatment",
                 "{\"kind\":\"time\",\"low\":2,\"high\":2,\"unit\":\"day\",\"precision\":\"exact\","
                 "\"anchor\":\"after-treatment\"}");
}

/* A time that is guessed wrong is worse than one that is asked for again. */
static void what_is_not_understood_is_refused(void **state)
{
    (void)state;
    static const char *const said[] = {"",
                                       "72",
                                       "hours",
                                       "soon",
                                       "1.5 weeks",
                                       "1.5 minutes",
                                       "1.01 hours",
                                       "1.255 hours",
                                       "1,5 hours",
                                       ". hours",
                                       "72 hours..",
                                       "72 hours and",
                                       "until",
                                       "a few days",
                                       "-3 days",
                                       "3 fortnights",
                                       "1234567 days",
                                       "about",
                                       "alwayss",
                                       "about 3 days or more"};
    for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
        assert_reads(said[i], "-");
}

static void a_refused_reading_changes_nothing(void **state)
{
    (void)state;
    struct json_object *time = json_tokener_parse("{\"kind\":\"always\",\"words\":\"x\"}");
    assert_false(time_words_read("gibberish", time));
    assert_string_equal(json_object_to_json_string_ext(time, JSON_C_TO_STRING_PLAIN),
                        "{\"kind\":\"always\",\"words\":\"x\"}");
    json_object_put(time);
}

/* Calls check for every time in value, which has a "kind" and "words". */
static size_t each_time(struct json_object *value, void (*check)(struct json_object *))
{
    size_t count = 0;
    if (json_object_is_type(value, json_type_array))
        for (size_t i = 0; i < json_object_array_length(value); i++)
            count += each_time(json_object_array_get_idx(value, i), check);
    if (!json_object_is_type(value, json_type_object))
        return count;
    if (json_text(value, "kind") && json_text(value, "words")) {
        check(value);
        count++;
    }
    json_object_object_foreach(value, name, member)
    {
        (void)name;
        count += each_time(member, check);
    }
    return count;
}

static void assert_told(struct json_object *time)
{
    struct buffer words = {0};
    time_words_write(time, &words);
    if (!time_words_tell(time))
        fail_msg("\"%s\" is not the whole of %s", buffer_text(&words),
                 json_object_to_json_string(time));
    buffer_free(&words);
}

static void every_time_of_the_seed_is_told_by_its_words(void **state)
{
    (void)state;
    glob_t files;
    size_t count = 0;
    assert_int_equal(glob(TEST_SOURCE "/sql/seed/*.json", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        struct json_object *document = json_object_from_file(files.gl_pathv[i]);
        count += each_time(document, assert_told);
        json_object_put(document);
    }
    globfree(&files);
    assert_in_range(count, 30, 1000);
}

static void every_combination_of_figures_is_told(void **state)
{
    (void)state;
    static const char *const units[] = {"minute", "hour", "day", "week", "month", "year"};
    static const char *const precisions[] = {"exact", "about", "at-least", "at-most"};
    for (int unit = 0; unit < 6; unit++)
        for (int precision = 0; precision < 4; precision++)
            for (int low = 0; low < 14; low++) {
                char text[300];
                snprintf(text, sizeof text,
                         "{\"kind\":\"time\",\"low\":%d,\"high\":%d,\"unit\":\"%s\","
                         "\"precision\":\"%s\",\"condition\":\"it is over; until then\"}",
                         low, low + low % 3, units[unit], precisions[precision]);
                struct json_object *time = json_tokener_parse(text);
                assert_told(time);
                json_object_put(time);
            }
}

static void what_words_cannot_hold_is_not_told(void **state)
{
    (void)state;
    static const char *const times[] = {
        "{}",
        "{\"kind\":\"time\"}",
        "{\"kind\":\"soon\"}",
        "{\"kind\":\"event\",\"condition\":\" x\"}",
        "{\"kind\":\"event\",\"condition\":\"3 days\"}",
        "{\"kind\":\"always\",\"low\":3}",
        "{\"kind\":\"time\",\"low\":\"2\",\"high\":2,\"unit\":\"day\",\"precision\":\"exact\"}",
        "{\"kind\":\"time\",\"low\":2,\"high\":2,\"unit\":\"day\"}",
        "{\"kind\":\"always\",\"other\":true}",
    };
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        struct json_object *time = json_tokener_parse(times[i]);
        if (time_words_tell(time))
            fail_msg("%s is not told by words", times[i]);
        json_object_put(time);
    }
}

static void assert_for_patients(const char *time_text, const char *expected)
{
    struct json_object *time = json_tokener_parse(time_text);
    struct buffer words = {0};
    time_words_patients(time, &words);
    assert_string_equal(buffer_text(&words), expected);
    buffer_free(&words);
    json_object_put(time);
}

static void words_for_patients_say_what_is_counted_from(void **state)
{
    (void)state;
    assert_for_patients("{\"kind\":\"time\",\"low\":72,\"high\":72,\"unit\":\"hour\","
                        "\"precision\":\"exact\",\"anchor\":\"after-treatment\"}",
                        "72 hours after treatment");
    assert_for_patients("{\"kind\":\"time\",\"low\":20,\"high\":30,\"unit\":\"minute\","
                        "\"precision\":\"about\",\"anchor\":\"session\"}",
                        "about 20 to 30 minutes");
    assert_for_patients("{\"kind\":\"event\",\"condition\":\"your skin has healed\"}",
                        "your skin has healed");
    assert_for_patients("{\"kind\":\"unstated\"}", "a time we have not set");
    assert_for_patients("{\"kind\":\"always\"}", "always");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_read_as_people_say_them),
        cmocka_unit_test(times_without_figures_are_read),
        cmocka_unit_test(the_anchor_is_read_where_it_is_said),
        cmocka_unit_test(what_is_not_understood_is_refused),
        cmocka_unit_test(a_refused_reading_changes_nothing),
        cmocka_unit_test(every_time_of_the_seed_is_told_by_its_words),
        cmocka_unit_test(every_combination_of_figures_is_told),
        cmocka_unit_test(what_words_cannot_hold_is_not_told),
        cmocka_unit_test(words_for_patients_say_what_is_counted_from),
    };
    return cmocka_run_group_tests_name("time words", tests, NULL, NULL);
}

/* Days and moments in words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

#include "content/moment.h"

static void days_that_exist(void **state)
{
    (void)state;
    static const char *const good[] = {"2026-11-26", "2024-02-29", "2000-02-29", "1900-01-01"};
    static const char *const bad[] = {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10",
                                      "2026-11-31", "2026-1-1",   "26-11-26",   "2026-11-26T",
                                      "",           "----------", "2026-11--1", "3000-01-01"};
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true(date_is_valid(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(date_is_valid(bad[i]));
}

static void moments_in_words(void **state)
{
    (void)state;
    static const struct {
        time_t moment;
        const char *zone, *words;
    } cases[] = {
        {1795719600, "America/New_York", "Thursday, November 26, 2 pm"},
        {1795719600, "UTC", "Thursday, November 26, 7 pm"},
        {1795721400, "America/New_York", "Thursday, November 26, 2:30 pm"},
        {1795755600, "America/New_York", "Friday, November 27, 12 am"},
        {1795712400, "America/New_York", "Thursday, November 26, 12 pm"},
        {1783080000, "America/New_York", "Friday, July 3, 8 am"}, /* daylight saving time */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer words = {0};
        moment_words(cases[i].moment, cases[i].zone, false, &words);
        assert_string_equal(buffer_text(&words), cases[i].words);
        buffer_free(&words);
    }
}

static void years_are_told_where_asked(void **state)
{
    (void)state;
    struct buffer words = {0};
    moment_words(1795719600, "America/New_York", true, &words);
    assert_string_equal(buffer_text(&words), "Thursday, November 26, 2026, 2 pm");
    buffer_clear(&words);
    date_words("2027-02-22", &words);
    assert_string_equal(buffer_text(&words), "February 22, 2027");
    buffer_clear(&words);
    moment_rfc3339(1795719600, &words);
    assert_string_equal(buffer_text(&words), "2026-11-26T19:00:00Z");
    buffer_free(&words);
}

static void zones_of_the_database(void **state)
{
    (void)state;
    assert_true(zone_is_known("America/New_York"));
    assert_true(zone_is_known("UTC"));
    assert_false(zone_is_known("America/Nowhere"));
    assert_false(zone_is_known("../zoneinfo/UTC"));
    assert_false(zone_is_known("/usr/share/zoneinfo/UTC"));
    assert_false(zone_is_known(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_that_exist),
        cmocka_unit_test(moments_in_words),
        cmocka_unit_test(years_are_told_where_asked),
        cmocka_unit_test(zones_of_the_database),
    };
    return cmocka_run_group_tests_name("moment", tests, NULL, NULL);
}

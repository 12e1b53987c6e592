#include "lint/time_scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

static const char *const precisions[] = {"", "about ", "at least ", "at most "};
static const char *const directions[] = {"", "for ", "until ", "by ", "after ", "every "};

/* Minutes as the largest unit that goes into them. */
static void put_length(int64_t minutes, char *words, size_t size)
{
    static const struct {
        int64_t minutes;
        const char *name;
    } units[] = {{525960, "y"}, {43830, "mo"}, {SCAN_WEEK, "w"}, {SCAN_DAY, "d"}, {60, "h"}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (minutes && minutes % units[i].minutes == 0) {
            (void)snprintf(words, size, "%lld%s", (long long)(minutes / units[i].minutes),
                           units[i].name);
            return;
        }
    (void)snprintf(words, size, "%lldm", (long long)minutes);
}

static void put_time(const struct scanned_time *time, char *words, size_t size)
{
    char low[32], high[32];
    if (time->high == SCAN_FOR_EVER) {
        (void)snprintf(words, size, "for ever");
        return;
    }
    put_length(time->low, low, sizeof low);
    put_length(time->high, high, sizeof high);
    (void)snprintf(words, size, "%s%s%s%s%s%s%s%s", directions[time->direction],
                   precisions[time->precision], low, time->low == time->high ? "" : "-",
                   time->low == time->high ? "" : high, time->strict ? " strict" : "",
                   time->vague ? " vague" : "", time->before ? " before" : "");
}

/* All times of a sentence, joined by "; ". */
static void assert_times(const char *sentence, const char *expected)
{
    struct scanned_time times[SCAN_TIMES_MAX];
    struct tokens tokens = {0};
    char got[512] = "", one[128];
    tokens_read(sentence, &tokens);
    size_t count = time_scan(&tokens, times);
    for (size_t i = 0; i < count; i++) {
        put_time(&times[i], one, sizeof one);
        (void)snprintf(got + strlen(got), sizeof got - strlen(got), "%s%s", i ? "; " : "", one);
    }
    tokens_free(&tokens);
    if (strcmp(got, expected) != 0)
        fail_msg("\"%s\" has \"%s\", not \"%s\"", sentence, got, expected);
}

struct sample {
    const char *sentence, *expected;
};

#define EACH(samples)                                                                              \
    for (size_t i = 0; i < sizeof(samples) / sizeof(samples)[0]; i++)                              \
    assert_times((samples)[i].sentence, (samples)[i].expected)

static void figures_are_read_in_digits_and_in_words(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"It takes 72 hours.", "3d"},
        {"It takes three days.", "3d"},
        {"It takes twenty-four hours.", "1d"},
        {"It takes 48hrs.", "2d"},
        {"It takes 90 mins.", "90m"},
        {"It takes 1.5 hours.", "90m"},
        {"It takes 1½ weeks.", "252h"},
        {"It takes half an hour.", "30m"},
        {"It takes an hour and a half.", "90m"},
        {"It takes two and a half hours.", "150m"},
        {"It takes 1 hour 30 minutes.", "90m"},
        {"It takes a fortnight.", "2w"},
        {"It takes two full weeks.", "2w"},
        {"A 30-minute session.", "30m"},
        {"A six-month plan.", "6mo"},
        {"A dozen weeks.", "12w"},
        {"It takes 2,000 hours.", "2000h"},
    };
    EACH(samples);
}

static void ranges_have_two_ends(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"It takes 6-10 weeks.", "6w-10w"},
        {"It takes 6 – 10 weeks.", "6w-10w"},
        {"It takes 24–48 hours.", "1d-2d"},
        {"It takes 24/48 hours.", "1d-2d"},
        {"It takes six to ten weeks.", "6w-10w"},
        {"It takes between six and ten weeks.", "6w-10w"},
        {"It takes anywhere from 6 to 10 weeks.", "6w-10w"},
        {"It takes two or three days.", "2d-3d"},
        {"It takes a day or two.", "1d-2d"},
        {"It takes a week to ten days.", "1w-10d"},
        {"It takes six weeks to three months.", "6w-3mo"},
        {"It takes a couple of days.", "2d-3d"},
        {"It takes 24 hours or a day.", "1d"},
    };
    EACH(samples);
}

static void words_around_a_time_say_how_exact_it_is(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"It lasts about a year.", "about 1y"},
        {"It lasts a year or so.", "about 1y"},
        {"It lasts a year or more.", "at least 1y"},
        {"It lasts 2+ weeks.", "at least 2w"},
        {"It lasts at least six months.", "at least 6mo"},
        {"It lasts six months at least.", "at least 6mo"},
        {"It takes less than two days.", "at most 2d strict"},
        {"It takes no more than 2 days.", "at most 2d"},
        {"It takes up to 24 hours.", "at most 1d"},
        {"It takes 24 hours or less.", "at most 1d"},
        {"It is over in two days, tops.", "by at most 2d"},
        {"It lasts for over two weeks.", "for at least 2w strict"},
        {"It fades over one to two years.", "for 1y-2y"},
        {"It lasts a few days.", "2d-5d vague"},
        {"It is gone within hours.", "by 2h-12h vague"},
    };
    EACH(samples);
}

static void words_before_a_time_say_what_it_is_for(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Wait for the first 72 hours.", "for 3d"},
        {"Not in the first 72 hours.", "for 3d"},
        {"Not until the third day.", "after 3d"},
        {"Gone by day 5.", "by 5d"},
        {"Gone by the end of the first week.", "by 1w"},
        {"Once after two weeks.", "after 2w"},
        {"You can go two weeks later.", "after 2w"},
        {"Wear it until 2 weeks after treatment.", "until 2w"},
        {"Stop 24 hours before your visit.", "1d before"},
        {"Stop for 2 days prior to it.", "for 2d before"},
        {"The next morning it is gone.", "after 1d"},
        {"Leave it on overnight.", "for 6h-1d"},
        {"The results are permanent.", "for ever"},
    };
    EACH(samples);
}

static void how_often_is_not_how_long(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Come every 4 weeks.", "every 4w"},
        {"Come every four to six weeks.", "every 4w-6w"},
        {"Come once every 6-10 weeks.", "every 6w-10w"},
        {"Sessions are 4 weeks apart.", "every 4w"},
        {"Leave three months between sessions.", "every 3mo"},
        {"At four-week intervals.", "every 4w"},
        {"Use it twice a day.", "every 12h"},
        {"Use it three times a day.", "every 8h"},
        {"Use it once a month.", "every 1mo"},
        {"Use it every other day.", "every 2d"},
        {"Use it daily for two weeks.", "every 1d; for 2w"},
        {"Two glasses a day.", "every 1d"},
    };
    EACH(samples);
}

static void what_only_looks_like_a_time_is_left_out(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"You must be 18 years old.", ""},
        {"Patients aged 30 to 50 years.", ""},
        {"We have over 20 years of experience.", ""},
        {"The clinic opened 12 years ago.", ""},
        {"In the last ten years.", ""},
        {"It comes with a 5-year warranty.", ""},
        {"Call (410) 555-0100, 9:30 to 10:15.", ""},
        {"It costs 120 dollars, 5% of it, on the 3rd floor.", ""},
        {"A second opinion, and the first session.", ""},
        {"Take 400 mg.", ""},
        {"It is semi-permanent.", ""},
        {"Day 3: the skin peels.", ""},
        {"", ""},
    };
    EACH(samples);
}

static void counts_of_sessions_are_read_too(void **state)
{
    (void)state;
    static const char *const nouns[] = {"sessions", "treatments", NULL};
    static const struct {
        const char *sentence;
        int low, high;
    } samples[] = {{"You need 3 to 4 sessions.", 3, 4},
                   {"Between six and ten treatments.", 6, 10},
                   {"At least ten sessions.", 10, 10},
                   {"Sessions of 30 minutes.", 0, 0}};
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
        struct scanned_time counts[SCAN_TIMES_MAX];
        struct tokens tokens = {0};
        tokens_read(samples[i].sentence, &tokens);
        size_t found = count_scan(&tokens, nouns, counts);
        assert_int_equal(found, samples[i].high ? 1 : 0);
        if (found) {
            assert_int_equal(counts[0].low, samples[i].low);
            assert_int_equal(counts[0].high, samples[i].high);
        }
        tokens_free(&tokens);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_read_in_digits_and_in_words),
        cmocka_unit_test(ranges_have_two_ends),
        cmocka_unit_test(words_around_a_time_say_how_exact_it_is),
        cmocka_unit_test(words_before_a_time_say_what_it_is_for),
        cmocka_unit_test(how_often_is_not_how_long),
        cmocka_unit_test(what_only_looks_like_a_time_is_left_out),
        cmocka_unit_test(counts_of_sessions_are_read_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

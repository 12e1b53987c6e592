#include "plan/ask.h"

#include "content/moment.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    DATE_LENGTH = 10,
    HOUR_LENGTH = 5,
    TEXT_MAX = 40,
    YEARS_BACK = 2,
    YEARS_AHEAD = 1,
    YEARS_AT = 10,
};

const char *ask_words(enum ask_result result)
{
    static const char *const words[] = {
        [ASK_OK] = "",
        [ASK_EMPTY] = "Please give the date of your treatment.",
        [ASK_NOT_A_DATE] = "We cannot read this date. Please give year, month and day, such as "
                           "2026-11-23, or the word today.",
        [ASK_NOT_AN_HOUR] = "We cannot read this hour. Please give hours and minutes from 00:00 to "
                            "23:59, such as 14:00, or leave it out.",
        [ASK_TWO_HOURS] = "There are two hours here, and they differ. Please give the hour once.",
        [ASK_TOO_LONG_AGO] = "This date is more than two years ago. Our advice is for the time "
                             "soon after a treatment. Please check the year, or call us.",
        [ASK_TOO_FAR] = "This date is more than a year away. Please check the year, or come back "
                        "nearer to your treatment.",
    };
    return words[result];
}

/* A copy of text without the blanks around it; false where it is too long to be meant. */
static bool trim(const char *text, char copy[TEXT_MAX])
{
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length && isspace((unsigned char)text[length - 1]))
        length--;
    if (length >= TEXT_MAX)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return true;
}

static int number_at(const char *text, size_t from, size_t digits)
{
    int number = 0;
    for (size_t i = from; i < from + digits; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

/* "14:00", with or without seconds after it, as browsers may send them. */
static bool read_hour(const char *text, int *hour, int *minute)
{
    static const char pattern[] = "00:00:00";
    size_t length = strlen(text);
    if (length != HOUR_LENGTH && length != sizeof pattern - 1)
        return false;
    for (size_t i = 0; i < length; i++)
        if (pattern[i] == ':' ? text[i] != ':' : !isdigit((unsigned char)text[i]))
            return false;
    *hour = number_at(text, 0, 2);
    *minute = number_at(text, 3, 2);
    return *hour < 24 && *minute < 60;
}

/* What was typed: a day, and an hour where there was one. */
struct typed {
    struct zone_day day;
    bool has_hour;
    int hour, minute;
};

static enum ask_result read_typed(const char *text, const char *zone, time_t now,
                                  struct typed *typed)
{
    char copy[TEXT_MAX], date[DATE_LENGTH + 1];
    *typed = (struct typed){.has_hour = false};
    if (!trim(text, copy))
        return ASK_NOT_A_DATE;
    if (!*copy)
        return ASK_EMPTY;
    if (strcasecmp(copy, "today") == 0) {
        typed->day = zone_day_of(zone, now);
        return ASK_OK;
    }
    size_t length = strlen(copy);
    if (length < DATE_LENGTH || (copy[DATE_LENGTH] && !strchr("Tt ", copy[DATE_LENGTH])))
        return ASK_NOT_A_DATE;
    memcpy(date, copy, DATE_LENGTH);
    date[DATE_LENGTH] = '\0';
    if (!date_is_valid(date))
        return ASK_NOT_A_DATE;
    typed->day =
        (struct zone_day){number_at(date, 0, 4), number_at(date, 5, 2), number_at(date, 8, 2)};
    typed->has_hour = length > DATE_LENGTH;
    if (typed->has_hour && !read_hour(copy + DATE_LENGTH + 1, &typed->hour, &typed->minute))
        return ASK_NOT_AN_HOUR;
    return ASK_OK;
}

/* The hour that stands in a field of its own. */
static enum ask_result read_own_hour(const char *text, struct typed *typed)
{
    char copy[TEXT_MAX];
    int hour, minute;
    if (!text)
        return ASK_OK;
    if (!trim(text, copy))
        return ASK_NOT_AN_HOUR;
    if (!*copy)
        return ASK_OK;
    if (!read_hour(copy, &hour, &minute))
        return ASK_NOT_AN_HOUR;
    /* Two hours that differ: neither is to be guessed. */
    if (typed->has_hour && (typed->hour != hour || typed->minute != minute))
        return ASK_TWO_HOURS;
    typed->has_hour = true;
    typed->hour = hour;
    typed->minute = minute;
    return ASK_OK;
}

/* Up to the same date of the last year that is taken, and of the first. */
static enum ask_result check_distance(struct zone_day day, const char *zone, time_t now, long back,
                                      long ahead)
{
    enum { MONTHS = 12 };
    struct zone_day today = zone_day_of(zone, now);
    if (zone_days_between(zone_add_months(today, -back * MONTHS), day) < 0)
        return ASK_TOO_LONG_AGO;
    return zone_days_between(zone_add_months(today, ahead * MONTHS), day) > 0 ? ASK_TOO_FAR
                                                                              : ASK_OK;
}

enum ask_result ask_treated(const char *date, const char *hour, const char *zone, time_t now,
                            struct treated *treated)
{
    struct typed typed;
    enum ask_result result = read_typed(date ? date : "", zone, now, &typed);
    if (result == ASK_OK)
        result = read_own_hour(hour, &typed);
    if (result == ASK_OK)
        result = check_distance(typed.day, zone, now, YEARS_BACK, YEARS_AHEAD);
    if (result != ASK_OK)
        return result;
    if (typed.has_hour)
        treated_at(treated, zone, typed.day, typed.hour, typed.minute);
    else
        treated_on_day(treated, zone, typed.day);
    return ASK_OK;
}

enum ask_result ask_at(const char *text, const char *zone, time_t now, struct as_of *as_of)
{
    struct typed typed;
    time_t latest;
    *as_of = (struct as_of){.start = now, .end = now + 1};
    enum ask_result result = read_typed(text ? text : "", zone, now, &typed);
    if (result == ASK_EMPTY)
        return ASK_OK;
    if (result == ASK_OK)
        result = check_distance(typed.day, zone, now, YEARS_AT, YEARS_AT);
    if (result != ASK_OK)
        return result == ASK_NOT_AN_HOUR ? result : ASK_NOT_A_DATE;
    as_of->given = true;
    as_of->whole_day = !typed.has_hour;
    if (typed.has_hour) {
        (void)zone_moments(zone, typed.day, typed.hour, typed.minute, &as_of->start, &latest);
        as_of->end = as_of->start + 1;
    } else {
        as_of->start = zone_day_start(zone, typed.day);
        as_of->end = zone_day_start(zone, zone_add_days(typed.day, 1));
    }
    return ASK_OK;
}

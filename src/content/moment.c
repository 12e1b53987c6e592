#include "content/moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const months[] = {"January",   "February", "March",    "April",
                                     "May",       "June",     "July",     "August",
                                     "September", "October",  "November", "December"};
static const char *const weekdays[] = {"Sunday",   "Monday", "Tuesday", "Wednesday",
                                       "Thursday", "Friday", "Saturday"};

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

/* Reads YYYY-MM-DD; false unless the day exists. */
static bool read_date(const char *text, int *year, int *month, int *day)
{
    if (strlen(text) != 10 || strspn(text, "0123456789-") != 10 || text[4] != '-' || text[7] != '-')
        return false;
    char *end;
    *year = (int)strtol(text, &end, 10);
    if (end != text + 4)
        return false;
    *month = (int)strtol(text + 5, &end, 10);
    if (end != text + 7)
        return false;
    *day = (int)strtol(text + 8, &end, 10);
    return end == text + 10 && *year >= 1900 && *year <= 2999 && *month >= 1 && *month <= 12 &&
           *day >= 1 && *day <= days_in_month(*year, *month);
}

bool date_is_valid(const char *text)
{
    int year, month, day;
    return read_date(text, &year, &month, &day);
}

bool zone_is_known(const char *name)
{
    char path[256];
    if (strstr(name, "..") || name[0] == '/' || !name[0])
        return false;
    snprintf(path, sizeof path, "/usr/share/zoneinfo/%s", name);
    return access(path, R_OK) == 0;
}

void date_words(const char *text, struct buffer *out)
{
    int year, month, day;
    if (read_date(text, &year, &month, &day))
        buffer_printf(out, "%s %d, %d", months[month - 1], day, year);
}

/* The C library knows one zone at a time, by TZ; it stays set, so that the zone's rules are read
 * once and not for every page. */
static void use_zone(const char *zone)
{
    const char *set = getenv("TZ");
    if (!set || strcmp(set, zone) != 0) {
        setenv("TZ", zone, 1);
        tzset();
    }
}

void moment_calendar(time_t moment, const char *zone, struct tm *calendar)
{
    use_zone(zone);
    localtime_r(&moment, calendar);
}

static struct tm local_calendar(time_t moment, const char *zone)
{
    struct tm calendar;
    moment_calendar(moment, zone, &calendar);
    return calendar;
}

void moment_words(time_t moment, const char *zone, bool with_year, struct buffer *out)
{
    struct tm local = local_calendar(moment, zone);
    int hour = local.tm_hour % 12 == 0 ? 12 : local.tm_hour % 12;
    buffer_printf(out, "%s, %s %d", weekdays[local.tm_wday], months[local.tm_mon], local.tm_mday);
    if (with_year)
        buffer_printf(out, ", %d", local.tm_year + 1900);
    buffer_printf(out, ", %d", hour);
    if (local.tm_min)
        buffer_printf(out, ":%02d", local.tm_min);
    buffer_puts(out, local.tm_hour < 12 ? " am" : " pm");
}

void moment_rfc3339(time_t moment, struct buffer *out)
{
    struct tm utc;
    char text[32];
    gmtime_r(&moment, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
    buffer_puts(out, text);
}

void moment_date(time_t moment, const char *zone, int days, struct buffer *out)
{
    struct tm local = local_calendar(moment, zone);
    /* Noon, so that a night in which the clocks change moves no day. */
    struct tm noon = {.tm_year = local.tm_year,
                      .tm_mon = local.tm_mon,
                      .tm_mday = local.tm_mday + days,
                      .tm_hour = 12,
                      .tm_isdst = -1};
    mktime(&noon);
    buffer_printf(out, "%04d-%02d-%02d", noon.tm_year + 1900, noon.tm_mon + 1, noon.tm_mday);
}

bool moment_day_end(const char *date, const char *zone, time_t *end)
{
    int year, month, day;
    if (!read_date(date, &year, &month, &day))
        return false;
    use_zone(zone);
    struct tm midnight = {
        .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day + 1, .tm_isdst = -1};
    *end = mktime(&midnight);
    return true;
}

/* "Z", "+05:30" or "-05:00", in seconds. A '+' that nobody escaped in an address is a blank. */
static bool read_offset(const char *text, long *offset)
{
    int hours, minutes, length = 0;
    *offset = 0;
    if (strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
        return true;
    if (!strchr("+- ", *text) || sscanf(text + 1, "%2d:%2d%n", &hours, &minutes, &length) != 2 ||
        length != 5 || text[1 + length] || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
        return false;
    *offset = (*text == '-' ? -60L : 60L) * (hours * 60L + minutes);
    return true;
}

bool moment_read(const char *text, time_t *moment)
{
    char date[11];
    struct tm calendar = {0};
    int length = 0;
    long offset = 0;
    snprintf(date, sizeof date, "%s", text);
    if (!read_date(date, &calendar.tm_year, &calendar.tm_mon, &calendar.tm_mday))
        return false;
    calendar.tm_year -= 1900;
    calendar.tm_mon -= 1;
    if (text[10] && (sscanf(text + 10, "T%2d:%2d:%2d%n", &calendar.tm_hour, &calendar.tm_min,
                            &calendar.tm_sec, &length) != 3 ||
                     length != 9 || calendar.tm_hour > 23 || calendar.tm_min > 59 ||
                     calendar.tm_sec > 60 || !read_offset(text + 19, &offset)))
        return false;
    *moment = timegm(&calendar) - offset;
    return true;
}

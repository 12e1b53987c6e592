#include "plan/zone.h"

#include "content/moment.h"

enum { DAY_SECONDS = 24 * 60 * 60, MONTHS = 12 };

/* --- Days, without a zone --------------------------------------------------------------------- */

/* The moment at which a clock that shows universal time shows this; months and days may be out of
 * range. */
static time_t universal(struct zone_day day, int hour, int minute)
{
    struct tm calendar = {.tm_year = day.year - 1900,
                          .tm_mon = day.month - 1,
                          .tm_mday = day.day,
                          .tm_hour = hour,
                          .tm_min = minute};
    return timegm(&calendar);
}

static struct zone_day day_of_calendar(const struct tm *calendar)
{
    return (struct zone_day){calendar->tm_year + 1900, calendar->tm_mon + 1, calendar->tm_mday};
}

struct zone_day zone_add_days(struct zone_day day, long count)
{
    struct tm calendar;
    time_t moment = universal(day, 0, 0) + (time_t)count * DAY_SECONDS;
    gmtime_r(&moment, &calendar);
    return day_of_calendar(&calendar);
}

static int month_length(int year, int month)
{
    struct zone_day first = {year, month, 1}, next = {year, month + 1, 1};
    return (int)((universal(next, 0, 0) - universal(first, 0, 0)) / DAY_SECONDS);
}

struct zone_day zone_add_months(struct zone_day day, long count)
{
    long months = (long)day.year * MONTHS + day.month - 1 + count;
    long month = months % MONTHS;
    if (month < 0) /* before the year 0 */
        month += MONTHS;
    struct zone_day sum = {(int)((months - month) / MONTHS), (int)month + 1, day.day};
    int length = month_length(sum.year, sum.month);
    if (sum.day > length)
        sum.day = length;
    return sum;
}

long zone_days_between(struct zone_day a, struct zone_day b)
{
    return (long)((universal(b, 0, 0) - universal(a, 0, 0)) / DAY_SECONDS);
}

/* --- Moments ---------------------------------------------------------------------------------- */

/* What a clock in the zone shows at moment, as a clock of universal time would show it: the two
 * differ by the zone's offset. */
static time_t shown_at(const char *zone, time_t moment)
{
    struct tm calendar;
    moment_calendar(moment, zone, &calendar);
    return moment + calendar.tm_gmtoff;
}

/* The moments that show wall, by the zone's offset a day before and a day after. */
static void candidates(const char *zone, time_t wall, time_t *by_before, time_t *by_after)
{
    time_t before = wall - DAY_SECONDS, after = wall + DAY_SECONDS;
    *by_before = wall - (shown_at(zone, before) - before);
    *by_after = wall - (shown_at(zone, after) - after);
}

static enum zone_clock moments_of_wall(const char *zone, time_t wall, time_t *earliest,
                                       time_t *latest)
{
    time_t a, b;
    candidates(zone, wall, &a, &b);
    bool a_shows = shown_at(zone, a) == wall;
    bool b_shows = shown_at(zone, b) == wall;
    if (a_shows != b_shows)
        a = b = a_shows ? a : b;
    *earliest = a < b ? a : b;
    *latest = a < b ? b : a;
    if (a_shows || b_shows)
        return *earliest == *latest ? ZONE_ONCE : ZONE_TWICE;
    return ZONE_NEVER;
}

enum zone_clock zone_moments(const char *zone, struct zone_day day, int hour, int minute,
                             time_t *earliest, time_t *latest)
{
    return moments_of_wall(zone, universal(day, hour, minute), earliest, latest);
}

/* The moment between two at which the clocks were put forward over wall. */
static time_t end_of_gap(const char *zone, time_t wall, time_t before, time_t after)
{
    while (after - before > 1) {
        time_t middle = before + (after - before) / 2;
        if (shown_at(zone, middle) < wall)
            before = middle;
        else
            after = middle;
    }
    return after;
}

time_t zone_day_start(const char *zone, struct zone_day day)
{
    time_t wall = universal(day, 0, 0), earliest, latest;
    if (moments_of_wall(zone, wall, &earliest, &latest) == ZONE_NEVER)
        return end_of_gap(zone, wall, earliest, latest);
    return earliest;
}

struct zone_day zone_day_of(const char *zone, time_t moment)
{
    struct tm calendar;
    moment_calendar(moment, zone, &calendar);
    return day_of_calendar(&calendar);
}

bool zone_is_day_start(const char *zone, time_t moment)
{
    return zone_day_start(zone, zone_day_of(zone, moment)) == moment;
}

time_t zone_day_ceiling(const char *zone, time_t moment)
{
    struct zone_day day = zone_day_of(zone, moment);
    time_t start = zone_day_start(zone, day);
    return start == moment ? moment : zone_day_start(zone, zone_add_days(day, 1));
}

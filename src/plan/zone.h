/* What the clock on the wall says, and which moment that is, in a zone of the tz database. The
 * rules are told in docs/times.md. */
#ifndef AFTERCARE_PLAN_ZONE_H
#define AFTERCARE_PLAN_ZONE_H

#include <stdbool.h>
#include <time.h>

struct zone_day {
    int year, month, day; /* a day that exists: year 1900 to 2999, month and day from 1 */
};

enum zone_clock {
    ZONE_ONCE,
    ZONE_TWICE, /* the clocks went back over it */
    ZONE_NEVER, /* the clocks went forward over it */
};

/* Which moments a wall clock's hour and minute of day may mean. *earliest and *latest differ unless
 * the result is ZONE_ONCE: the two that are meant so, or, for an hour that never was, the two that
 * the clock before and the clock after the change would give. */
enum zone_clock zone_moments(const char *zone, struct zone_day day, int hour, int minute,
                             time_t *earliest, time_t *latest);

/* The first moment of a day: its midnight, or where the clocks skip that, when they go on. */
time_t zone_day_start(const char *zone, struct zone_day day);

/* The day of a moment. */
struct zone_day zone_day_of(const char *zone, time_t moment);

/* moment, if a day begins with it, otherwise the first moment of the next day. */
time_t zone_day_ceiling(const char *zone, time_t moment);

/* Whether a day begins with moment. */
bool zone_is_day_start(const char *zone, time_t moment);

/* The day that lies count days later (earlier: count < 0). */
struct zone_day zone_add_days(struct zone_day day, long count);

/* The day of the same number count months later; the month's last where it has no such day. */
struct zone_day zone_add_months(struct zone_day day, long count);

/* How many days b lies after a. */
long zone_days_between(struct zone_day a, struct zone_day b);

#endif

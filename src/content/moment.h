/* Days and moments, in the clinic's time zone, in figures and in words. */
#ifndef AFTERCARE_CONTENT_MOMENT_H
#define AFTERCARE_CONTENT_MOMENT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <time.h>

/* YYYY-MM-DD, of a day that exists, from 1900 to 2999. */
bool date_is_valid(const char *text);

/* Whether the machine's tz database has a zone of that name. */
bool zone_is_known(const char *name);

/* Appends "February 22, 2027" for "2027-02-22"; text must be valid. */
void date_words(const char *text, struct buffer *out);

/* Appends "Thursday, November 26, 2 pm" (with_year: "Thursday, November 26, 2026, 2 pm"; minutes
 * where there are any: "2:30 pm") for a moment in seconds since 1970, in that zone. */
void moment_words(time_t moment, const char *zone, bool with_year, struct buffer *out);

/* The moment's calendar in that zone, with tm_gmtoff and tm_zone (valid until another zone is asked
 * for). */
void moment_calendar(time_t moment, const char *zone, struct tm *calendar);

/* Appends "2026-11-26T19:00:00Z" (RFC 3339). */
void moment_rfc3339(time_t moment, struct buffer *out);

/* Appends the day, "2026-11-26", that lies days after the moment's own in that zone. */
void moment_date(time_t moment, const char *zone, int days, struct buffer *out);

/* Reads a moment (RFC 3339: "2026-11-26T19:00:00Z", "2026-11-26T14:00:00-05:00"), or a day, which
 * begins at midnight UTC. False if text is neither. */
bool moment_read(const char *text, time_t *moment);

/* Sets *end to the first moment after the day in that zone: its midnight. False if date is no day
 * (date_is_valid). */
bool moment_day_end(const char *date, const char *zone, time_t *end);

#endif

/* What people type for a plan: the date and hour of a treatment, and the moment that they ask
 * about. Nothing of it is kept. */
#ifndef AFTERCARE_PLAN_ASK_H
#define AFTERCARE_PLAN_ASK_H

#include "plan/span.h"

enum ask_result {
    ASK_OK,
    ASK_EMPTY,      /* no date */
    ASK_NOT_A_DATE, /* no day that exists, or not written as one */
    ASK_NOT_AN_HOUR,
    ASK_TWO_HOURS,    /* not 00:00 to 23:59 */
    ASK_TOO_LONG_AGO, /* over two years back */
    ASK_TOO_FAR,      /* over a year ahead */
};

/* What a plan is asked about: a moment (start = end - 1), or any part of a day. */
struct as_of {
    time_t start, end;
    bool whole_day;
    bool given; /* otherwise it is now */
};

/* Reads "2026-11-23", "2026-11-23T14:00" (a blank for the T, and seconds, are taken too) or
 * "today"; hour is "14:00", or NULL or "" where it is not known, or stands in date. now is used for
 * "today" and for what is too far. zone is borrowed by *treated. */
enum ask_result ask_treated(const char *date, const char *hour, const char *zone, time_t now,
                            struct treated *treated);

/* Reads "2026-11-25T09:00", or "2026-11-25" for all of that day; NULL or "" is now. Of an hour that
 * the clock showed twice or never it is the first, when less has ended. Up to ten years from now.
 */
enum ask_result ask_at(const char *text, const char *zone, time_t now, struct as_of *as_of);

/* A sentence that says to a person what to do; "" for ASK_OK. */
const char *ask_words(enum ask_result result);

#endif

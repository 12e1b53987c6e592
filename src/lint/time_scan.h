/* Every length of time in a sentence, however it is written: "72 hours", "three days", "6-10
 * weeks", "about a year", "a day or two", "1½ weeks", "the third day", "a fortnight", "overnight",
 * "once every other week". English only. */
#ifndef AFTERCARE_LINT_TIME_SCAN_H
#define AFTERCARE_LINT_TIME_SCAN_H

#include "lint/tokens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum scan_precision { SCAN_EXACT, SCAN_ABOUT, SCAN_AT_LEAST, SCAN_AT_MOST };

/* What the words around a time make of it. */
enum scan_direction {
    SCAN_PLAIN, /* nothing is said: "takes 30 minutes" */
    SCAN_FOR,   /* for, during, the first */
    SCAN_UNTIL, /* until; not before */
    SCAN_BY,    /* by, within, in: it has happened by then */
    SCAN_AFTER, /* after, from: it begins then */
    SCAN_EVERY  /* how often: every, apart, once a */
};

struct scanned_time {
    int64_t low, high; /* minutes; a month has 30.4 days; high may be SCAN_FOR_EVER */
    enum scan_precision precision;
    enum scan_direction direction;
    bool strict;       /* "less than", "more than": the figure itself is not meant */
    bool vague;        /* no figure is said: "a few days" */
    bool at_once;      /* no length but a moment: "the same day", "right away" */
    bool before;       /* it is said to lie before something: "24 hours before …" */
    size_t first, end; /* its tokens, with the words of its precision, without its direction's */
};

#define SCAN_FOR_EVER INT64_MAX

#define SCAN_DAY   (INT64_C(24) * 60)
#define SCAN_WEEK  (7 * SCAN_DAY)
#define SCAN_MONTH INT64_C(43830)
#define SCAN_YEAR  INT64_C(525960)

enum { SCAN_TIMES_MAX = 24 };

/* Fills times with at most SCAN_TIMES_MAX of those among the tokens, in order, and returns how
 * many. Left out is what only looks like one: ages, "12 years ago", years of experience. */
size_t time_scan(const struct tokens *tokens, struct scanned_time *times);

/* The same for how many of something are named: "3 to 4 sessions", "at least ten treatments". Their
 * low and high are the figures; nouns ends with NULL. */
size_t count_scan(const struct tokens *tokens, const char *const *nouns,
                  struct scanned_time *counts);

#endif

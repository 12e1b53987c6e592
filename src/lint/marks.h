/* What a sentence holds, each with the part of the sentence that belongs to it. */
#ifndef AFTERCARE_LINT_MARKS_H
#define AFTERCARE_LINT_MARKS_H

#include "lint/time_scan.h"

/* A time, "no downtime", or a count of sessions. */
struct mark {
    struct scanned_time time;
    enum { MARK_TIME, MARK_NONE, MARK_COUNT } kind;
};

enum { MARKS_MAX = 3 * SCAN_TIMES_MAX };

/* Fills marks (MARKS_MAX) in their order in the sentence and returns how many there are. */
size_t marks_find(const struct tokens *tokens, struct mark *marks);

/* The part of the sentence that the i-th belongs to: up to where the next one's begins. */
struct span marks_clause(const struct tokens *tokens, const struct mark *marks, size_t count,
                         size_t i);

#endif

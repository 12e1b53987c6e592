/* The time of one query. It is shared out to the stages, which end when their share is over:
 * whatever is typed, each stage has something left. Past the end comes only what is capped: the
 * first passages that are looked at, and what is put into the answer. A process answers one query
 * at a time, so there is one clock. */
#ifndef AFTERCARE_CONTENT_SEARCH_TIME_H
#define AFTERCARE_CONTENT_SEARCH_TIME_H

#include <stdbool.h>
#include <stdint.h>

struct db;

enum { SEARCH_MILLISECONDS = 50 }; /* unless search_time_allow says otherwise */

enum search_stage {
    SEARCH_READING,    /* what the words are, how often they stand where */
    SEARCH_COLLECTING, /* the passages that match, unsorted */
    SEARCH_RANKING,    /* by the index, then each by itself */
    SEARCH_STAGES
};

/* How long each query from now on may take, in seconds, 0 and more. */
void search_time_allow(double seconds);

/* For tests: ranking by the index is over before it begins. */
void search_time_allow_no_ranking(bool none);

/* The time of a query begins. */
void search_time_start(void);

/* What db is asked from now on belongs to the stage: it ends with no more rows once the stage's
 * share is over (db_limit_reached tells). */
void search_time_limit(struct db *db, enum search_stage stage);

/* What db is asked from now on belongs to no stage and has no limit. */
void search_time_no_limit(struct db *db);

/* Whether the whole is over. */
bool search_time_is_over(void);

/* Between these two the clock stands and db has no limit: for what is made once and serves all
 * queries. The stage goes on after it, if there was one. */
void search_time_pause(struct db *db);
void search_time_go_on(struct db *db);

#endif

#include "content/search_time.h"

#include "base/clock.h"
#include "store/db.h"

/* At what part of the whole, in percent, a stage is over. */
static const int ends[SEARCH_STAGES] = {
    [SEARCH_READING] = 40,
    [SEARCH_COLLECTING] = 70,
    [SEARCH_RANKING] = 100,
};

static int64_t allowed = SEARCH_MILLISECONDS * CLOCK_MILLISECOND;
static bool without_ranking;
static int64_t started, paused;
static enum search_stage stage_now = SEARCH_STAGES; /* none */

void search_time_allow(double seconds)
{
    allowed = clock_seconds(seconds);
}

void search_time_allow_no_ranking(bool none)
{
    without_ranking = none;
}

void search_time_start(void)
{
    started = clock_now();
}

void search_time_limit(struct db *db, enum search_stage stage)
{
    int64_t rest = started + allowed / 100 * ends[stage] - clock_now();
    if (stage == SEARCH_RANKING && without_ranking)
        rest = 0;
    stage_now = stage;
    db_limit(db, rest > 0 ? rest / CLOCK_MILLISECOND : 0);
}

void search_time_no_limit(struct db *db)
{
    stage_now = SEARCH_STAGES;
    db_limit(db, DB_NO_LIMIT);
}

bool search_time_is_over(void)
{
    return clock_now() >= started + allowed;
}

void search_time_pause(struct db *db)
{
    paused = clock_now();
    db_limit(db, DB_NO_LIMIT);
}

void search_time_go_on(struct db *db)
{
    started += clock_now() - paused;
    if (stage_now < SEARCH_STAGES)
        search_time_limit(db, stage_now);
}

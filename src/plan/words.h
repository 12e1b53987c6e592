/* All words that a plan says about its times: the page, the API and the calendar file take them
 * from the plan, so that they say the same. */
#ifndef AFTERCARE_PLAN_WORDS_H
#define AFTERCARE_PLAN_WORDS_H

#include "base/buffer.h"
#include "plan/ask.h"
#include "plan/span.h"

struct json_object;

/* The time that a plan is about, and whether its words give dates: those of a plan without a date
 * ("day 3") give the times as published. */
struct plan_time {
    const char *zone;
    struct as_of as_of;
    bool has_dates;
};

/* A moment as JSON: at, date, time, midnight, words, end_words. The caller puts it. */
struct json_object *words_moment(const struct plan_time *time, time_t moment);

/* An edge as JSON: kind, words, condition, about, moment. An unconfirmed claim has no moment. */
struct json_object *words_edge(const struct plan_time *time, const struct edge *edge,
                               bool confirmed);

/* Appends when a thing ends, as "Thursday, November 26, 2 pm" or "the end of Sunday, December 6".
 */
void words_end(const struct plan_time *time, const struct edge *edge, struct buffer *words);

/* Appends when something may be done again: "Thursday, November 26, 2 pm", "Monday, December 7". */
void words_start(const struct plan_time *time, const struct edge *edge, struct buffer *words);

/* Append what an item says of its time: one to three short sentences. */
void words_of_step(const struct plan_time *time, const struct span *span, enum span_state state,
                   bool begun, struct buffer *words);
/* As words_of_step, without that nothing forbids it any more. */
void words_of_overruled(const struct plan_time *time, const struct span *span,
                        enum span_state state, bool begun, struct buffer *words);
void words_of_sign(const struct plan_time *time, const struct span *eases, const struct span *gone,
                   enum span_state state, struct json_object *figures, struct buffer *words);

#endif

/* A plan: what a patient may and may not do, what is usual, and what comes next, computed from live
 * documents. Everything in it is JSON (docs/times.md shows its shape); the page, the API and the
 * calendar file are written from it. Nothing here reads a clock or a database. */
#ifndef AFTERCARE_PLAN_PLAN_H
#define AFTERCARE_PLAN_PLAN_H

#include "plan/ask.h"
#include "plan/span.h"

#include <stdbool.h>

struct json_object;

enum { PLAN_DAY_MIN = -365, PLAN_DAY_MAX = 3650 };

/* sources (gather.h): {clinic, checklists: [{checklist, treatment?, revision, treatment_revision}],
 * activities: {key: {title, page_url?}}}. treated has one for each checklist, in the clinic's zone.
 * The caller puts the plan; it shares parts of sources. */
struct json_object *plan_make(struct json_object *sources, const struct treated *treated,
                              const struct as_of *as_of);

/* The plan without a date: what holds for the first 3 days, the first 2 weeks. */
struct json_object *plan_general(struct json_object *sources);

/* Day day after a treatment (day 0 is its date, at any hour; a negative one lies before), from
 * PLAN_DAY_MIN to PLAN_DAY_MAX. */
struct json_object *plan_day(struct json_object *sources, int day);

/* One step, on such a day: an item as the plans hold it, which the caller puts. */
struct json_object *plan_step_on_day(struct json_object *step, int day);

/* What several steps about one activity say together. A "no" that is known comes first, then "ask",
 * then "yes"; "free": our advice says nothing against it then. */
enum plan_answer { PLAN_FREE, PLAN_YES, PLAN_ASK, PLAN_NO };

enum plan_answer plan_answer_on_day(struct json_object *steps, int day);

/* "free", "yes", "ask", "no". */
const char *plan_answer_name(enum plan_answer answer);

#endif

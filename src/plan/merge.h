/* One answer for each activity, from all that the plan's treatments say about it. */
#ifndef AFTERCARE_PLAN_MERGE_H
#define AFTERCARE_PLAN_MERGE_H

#include "plan/item.h"

/* The answer that one item gives. */
enum plan_answer merge_answer(const struct item *item);

/* An array of {activity, title, answer, until?, says, line?, steps}, in the order in which the
 * steps name them; the caller puts it. */
struct json_object *merge_activities(const struct items *items, const struct plan_time *time);

#endif

/* Where a patient is in the days of one treatment: "day 3 of 14", "in 3 days". */
#ifndef AFTERCARE_PLAN_WHERE_H
#define AFTERCARE_PLAN_WHERE_H

#include "plan/item.h"

/* {checklist, key, revision, treatment, title, …}: what is known of a treatment without a date. The
 * caller puts it. */
struct json_object *where_entry(const struct item_source *source);

/* The same with treated, phase, day, of, days_until, where. */
struct json_object *where_now(const struct item_source *source, const struct items *items);

#endif

/* The starts and ends of a plan in order. */
#ifndef AFTERCARE_PLAN_TIMELINE_H
#define AFTERCARE_PLAN_TIMELINE_H

#include "plan/item.h"

/* An array of {what, moment, past, about, at_least?, says, type, id, path, action, title,
 * treatment, treatment_title, checklist, revision, number}, which the caller puts: the treatments
 * themselves, and where a confirmed claim starts, ends, eases or is usually gone. number is the
 * treatment's place in the plan. */
struct json_object *timeline(const struct items *items, const struct item_source *sources,
                             size_t source_count);

/* The last moment at which anything of treatment number source ends or starts. False if nothing
 * does. */
bool timeline_last(const struct items *items, size_t source, time_t *last);

#endif

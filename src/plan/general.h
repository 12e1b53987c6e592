/* The plan without a date. */
#ifndef AFTERCARE_PLAN_GENERAL_H
#define AFTERCARE_PLAN_GENERAL_H

struct json_object;

/* Adds to plan: treatments, groups ({key, title, do_not, do, usual}, the shortest first), before,
 * open (what has no length of time), ask, call. */
void general_add(struct json_object *plan, struct json_object *sources);

#endif

/* What a plan is made from, read from the database. */
#ifndef AFTERCARE_PLAN_GATHER_H
#define AFTERCARE_PLAN_GATHER_H

#include <stdbool.h>

struct db;
struct json_object;

/* Sources with the clinic and without checklists, as plan_make takes them; the caller puts them.
 * NULL while no clinic has been published: without its zone no time can be told. */
struct json_object *gather_new(struct db *db);

/* Adds the live checklist of that slug, its treatment and the activities that it names. False, and
 * nothing added, if there is no such checklist. */
bool gather_add(struct db *db, struct json_object *sources, const char *slug);

/* Adds a checklist that need not be live, such as a preview's: its body is shared. The entry has no
 * revision. */
void gather_put(struct db *db, struct json_object *sources, struct json_object *checklist);

/* The clinic's zone. Borrowed from sources. */
const char *gather_zone(struct json_object *sources);

#endif

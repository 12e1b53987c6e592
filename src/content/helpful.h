/* "Did this answer your question?": yes and no, counted a day. Nothing about a person is kept. */
#ifndef AFTERCARE_CONTENT_HELPFUL_H
#define AFTERCARE_CONTENT_HELPFUL_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct document;
struct json_object;
struct kind;

/* Whether patients are asked about documents of that kind. */
bool helpful_is_asked(const struct kind *kind);

/* Counts one answer about document on day (YYYY-MM-DD, in the clinic's zone), in a transaction of
 * its own. False if the database failed: db_state says how. */
bool helpful_count(struct db *db, const struct document *document, const char *day, bool yes);

/* The live documents whose text, as it is now, patients found unhelpful since the day since; those
 * first that the most people more said no to than yes: an array of {kind, kind_label, key, slug,
 * title, yes, no}, which the caller puts. */
struct json_object *helpful_least(struct db *db, const char *since, int64_t limit);

/* Adds to each of these days: an array of {day (YYYY-MM-DD), yes, no}, the last day first, at most
 * most of them. */
void helpful_add_days(struct db *db, struct json_object *list, const char *since, int64_t most);

#endif

/* The mark "clinically reviewed" belongs to the text that was reviewed (admin/review.c gives it). A
 * draft carries none of its own, whatever was imported or brought back into it. */
#ifndef AFTERCARE_ADMIN_MARK_H
#define AFTERCARE_ADMIN_MARK_H

#include <stdbool.h>

struct db;
struct json_object;

/* Gives body, a draft's, the mark of the live text (NULL: there is none) where it says the same,
 * and none where it says something else. Returns whether a mark ends by that. */
bool mark_settle(struct json_object *body, struct json_object *live);

/* The same, with whatever is live under that key. */
void mark_settle_by_key(struct db *db, const char *key, struct json_object *body);

#endif

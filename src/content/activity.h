/* Which activity a person means: "the gym", "SPF", "sun screen". */
#ifndef AFTERCARE_CONTENT_ACTIVITY_H
#define AFTERCARE_CONTENT_ACTIVITY_H

#include <stdbool.h>
#include <stddef.h>

struct buffer;
struct db;
struct document;
struct json_object;

enum { ACTIVITY_TYPED_MAX = 300 }; /* bytes of what is typed that are looked at */

/* The live activity whose key, slug, title or one of its other names is what was typed, where
 * case, accents, hyphens, blanks, a plural's s and words such as "can I go to the" do not count.
 * False if there is none. The caller calls document_free. */
bool activity_find(struct db *db, const char *typed, struct document *activity);

/* The live activities whose names come near to what was typed (a word in common, a part, a slip of
 * the finger), nearest first, at most limit: an array of list entries (content/document.h), which
 * the caller puts. */
struct json_object *activity_near(struct db *db, const char *typed, size_t limit);

/* Appends name as activity_find compares it: "Go to the gym" gives "gym". */
void activity_fold(const char *name, struct buffer *folded);

/* How near a name is to what was typed, both folded: 0 for not at all. */
unsigned activity_nearness(const char *name, const char *typed);

#endif

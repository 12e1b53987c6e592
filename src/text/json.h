/* Reading JSON strictly (RFC 8259). json-c's strict mode still takes NaN, single quotes and
 * duplicate keys and clamps huge integers; this reader refuses them. */
#ifndef AFTERCARE_TEXT_JSON_H
#define AFTERCARE_TEXT_JSON_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json_object;

enum { JSON_MAX_DEPTH = 32 };

/* Reads one JSON text of length bytes (nothing but white space may follow it). Returns NULL and
 * appends "line 3, column 7: what is wrong" to error on: bad syntax, bad UTF-8, NUL (raw or
 * escaped), a lone surrogate, NaN or Infinity, a duplicate key, a number with more than 15
 * digits, nesting over JSON_MAX_DEPTH. A top-level null is refused too, since json-c tells it
 * from nothing only by a NULL. The caller puts the result (json_object_put). */
struct json_object *json_read(const char *text, size_t length, struct buffer *error);

/* The member's string, or NULL if there is none or it is no string. Borrowed from object. */
const char *json_text(struct json_object *object, const char *name);

/* The member, or NULL if it is missing or null. Borrowed from object. */
struct json_object *json_member(struct json_object *object, const char *name);

/* The member's truth; false if it is missing or no boolean. */
bool json_true(struct json_object *object, const char *name);

/* The member's integer, or otherwise. */
int64_t json_integer(struct json_object *object, const char *name, int64_t otherwise);

/* The i-th element's count: 0 for a missing or non-array member. */
size_t json_length(struct json_object *object, const char *name);

/* Takes away every member that is null, however deep: it says no more than a missing one. */
void json_drop_nulls(struct json_object *value);

/* Adds a string member; a NULL text adds nothing. */
void json_add_text(struct json_object *object, const char *name, const char *text);

/* Adds value without taking it over: its count is raised, so that a subtree can stand in two
 * places. A NULL value adds nothing. */
void json_add_shared(struct json_object *object, const char *name, struct json_object *value);

#endif

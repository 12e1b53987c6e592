/* Checking one plain value (a text, a number, a date …) against its field. */
#ifndef AFTERCARE_CONTENT_VALUE_H
#define AFTERCARE_CONTENT_VALUE_H

struct faults;
struct field;
struct json_object;

/* Adds a fault where value, which is not null, is not what field allows. Not for objects and
 * lists (content/check.c). */
void value_check(const struct field *field, struct json_object *value, const char *path,
                 struct faults *faults);

#endif

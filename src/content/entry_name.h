/* What staff call an entry of a list that has no title: "redness, red face, red skin …". */
#ifndef AFTERCARE_CONTENT_ENTRY_NAME_H
#define AFTERCARE_CONTENT_ENTRY_NAME_H

#include "base/buffer.h"

struct field;
struct json_object;

/* Appends the first few texts of the entry's first required list of texts (fields: the list's);
 * nothing where there is none. entry may be of any type, or NULL. */
void entry_name_of_texts(const struct field *fields, struct json_object *entry,
                         struct buffer *name);

#endif

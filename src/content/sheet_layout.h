/* What writing and reading rows share (content/sheet.c, content/sheet_read.c). */
#ifndef AFTERCARE_CONTENT_SHEET_LAYOUT_H
#define AFTERCARE_CONTENT_SHEET_LAYOUT_H

#include "base/buffer.h"
#include "content/kind.h"

#include <stdbool.h>
#include <stddef.h>

struct json_object;

/* A kind that can be rows. */
struct sheet_layout {
    const char *kind;
    const char *rows; /* the list whose entries have a row each; NULL: a row a document */
};

/* NULL if documents of that kind cannot be rows. */
const struct sheet_layout *sheet_layout_of(const struct kind *kind);

/* The fields of an entry of the list that has a row each. */
const struct field *sheet_row_fields(const struct kind *kind, const struct sheet_layout *layout);

/* Whether the field is a time, which has three columns. */
bool sheet_is_time(const struct field *field);

/* "path.name" and "path.2", which the caller frees. */
char *sheet_joined(const char *path, const char *name);
char *sheet_numbered(const char *path, size_t number);

/* Appends the row of the columns' names; entries says how many entries a list has columns for, by
 * its name. */
void sheet_put_header(const struct kind *kind, struct json_object *entries, struct buffer *out);

#endif

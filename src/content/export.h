/* Writing documents out as JSON. */
#ifndef AFTERCARE_CONTENT_EXPORT_H
#define AFTERCARE_CONTENT_EXPORT_H

#include <stdbool.h>

struct db;

/* Hands every document, as one JSON array in pieces of text, to write, from one snapshot. False as
 * soon as write returns false. */
bool export_documents(struct db *db, bool (*write)(const char *text, void *context), void *context);

#endif

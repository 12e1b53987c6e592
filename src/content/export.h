/* Writing documents out as JSON or CSV. */
#ifndef AFTERCARE_CONTENT_EXPORT_H
#define AFTERCARE_CONTENT_EXPORT_H

#include <stdbool.h>

struct db;
struct kind;

/* Hands every document (of kind, where that is not NULL), as one JSON array in pieces of text, to
 * write, from one snapshot. False as soon as write returns false. */
bool export_documents(struct db *db, const struct kind *kind,
                      bool (*write)(const char *text, void *context), void *context);

/* The same as one CSV file (content/sheet.h); kind has a layout there. */
bool export_sheet(struct db *db, const struct kind *kind,
                  bool (*write)(const char *text, void *context), void *context);

#endif

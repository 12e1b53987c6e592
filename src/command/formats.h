/* The formats that import and export take by name. */
#ifndef AFTERCARE_COMMAND_FORMATS_H
#define AFTERCARE_COMMAND_FORMATS_H

#include "content/import.h"

#include <stdbool.h>

struct kind;

/* What --help says of --format. */
#define FORMATS "json or csv"

/* Reads "json" or "csv"; otherwise false, after a line on standard error. */
bool format_read(const char *command, const char *name, enum import_format *format);

/* The kind of that name, singular or plural; NULL, after a line on standard error that lists them,
 * if there is none. */
const struct kind *kind_read(const char *command, const char *name);

/* Whether progress is shown: asked for, or standard error is a terminal. */
void progress_begin(const char *command, bool wanted);

/* Says how far it is, every thousand of done. */
void progress_show(const char *what, size_t done);

#endif

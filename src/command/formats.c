#include "command/formats.h"

#include "content/kind.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

bool format_read(const char *command, const char *name, enum import_format *format)
{
    static const char *const names[] = {[IMPORT_JSON] = "json", [IMPORT_CSV] = "csv"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], name) == 0) {
            *format = (enum import_format)i;
            return true;
        }
    fprintf(stderr, "aftercare %s: --format: '%s' is not " FORMATS "\n", command, name);
    return false;
}

const struct kind *kind_read(const char *command, const char *name)
{
    const struct kind *kind = kind_by_name(name) ? kind_by_name(name) : kind_by_plural(name);
    if (kind)
        return kind;
    fprintf(stderr, "aftercare %s: --kind: there is no kind '%s'; there are", command, name);
    for (kind = kinds; kind->name; kind++)
        fprintf(stderr, " %s", kind->name);
    fputc('\n', stderr);
    return NULL;
}

enum { PROGRESS_EVERY = 1000 };

static const char *progress_command; /* NULL: none is shown */

void progress_begin(const char *command, bool wanted)
{
    progress_command = wanted || isatty(STDERR_FILENO) ? command : NULL;
}

void progress_show(const char *what, size_t done)
{
    if (progress_command && done % PROGRESS_EVERY == 0)
        fprintf(stderr, "aftercare %s: %zu documents %s\n", progress_command, done, what);
}

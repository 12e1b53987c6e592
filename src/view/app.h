/* What a handler works with, besides the request. One for a worker, made when it starts. */
#ifndef AFTERCARE_VIEW_APP_H
#define AFTERCARE_VIEW_APP_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct mustache_set;

struct app {
    struct db *db;                  /* NULL while it cannot be opened; the worker's */
    struct mustache_set *templates; /* compiled; app_load's */
    const char *base_url; /* "https://example.org", no slash at the end; "" for paths alone */
    bool writer;
    int64_t version; /* the site's, as the last request saw it; 0 before the first */
    char build[32];  /* what ETags hold of the program: changes with the code and the templates */
};

/* Compiles the templates of folder and sets build. False, with "file:line: what is wrong" in
 * *error, if they cannot be. Undone by app_unload. */
bool app_load(struct app *app, const char *folder, struct buffer *error);

void app_unload(struct app *app);

#endif

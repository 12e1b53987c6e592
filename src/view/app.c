#include "view/app.h"

#include "base/fingerprint.h"
#include "base/memory.h"
#include "text/mustache.h"
#include "view/build_id.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t hash_file(uint64_t hash, const char *folder, const char *name)
{
    char path[4096], bytes[4096];
    size_t length;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return hash;
    hash = fingerprint_add(hash, name, strlen(name));
    while ((length = fread(bytes, 1, sizeof bytes, file)) > 0)
        hash = fingerprint_add(hash, bytes, length);
    fclose(file);
    return hash;
}

static uint64_t hash_folder(const char *folder)
{
    struct dirent **entries = NULL;
    uint64_t hash = FINGERPRINT_START;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (entries[i]->d_name[0] != '.')
            hash = hash_file(hash, folder, entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    return hash;
}

bool app_load(struct app *app, const char *folder, struct buffer *error)
{
    app->templates = mustache_load(folder, error);
    snprintf(app->build, sizeof app->build, "%s.%08x", AFTERCARE_BUILD,
             (unsigned)(hash_folder(folder) & 0xffffffffU));
    return app->templates != NULL;
}

void app_unload(struct app *app)
{
    mustache_free(app->templates);
    app->templates = NULL;
}

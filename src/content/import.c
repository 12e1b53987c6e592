#include "content/import.h"

#include "base/memory.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static void add_draft(struct import *import, const char *file, struct json_object *document,
                      bool replace, const char *author, const char *note)
{
    size_t count = import->count++;
    import->drafts = memory_resize(import->drafts, import->count * sizeof *import->drafts);
    import->files = memory_resize(import->files, import->count * sizeof *import->files);
    import->files[count] = file;
    draft_prepare(&import->drafts[count], document, author, note);
    if (replace)
        import->drafts[count].base = BASE_ANY;
}

void import_add(struct import *import, const char *file, const char *text, size_t length,
                bool replace, const char *author, const char *note)
{
    struct buffer error = {0};
    struct json_object *value = json_read(text, length, &error);
    if (!value) {
        faults_add(&import->unread, file, "%s", buffer_text(&error));
    } else if (json_object_is_type(value, json_type_array)) {
        for (size_t i = 0; i < json_object_array_length(value); i++)
            add_draft(import, file, json_object_get(json_object_array_get_idx(value, i)), replace,
                      author, note);
    } else {
        add_draft(import, file, json_object_get(value), replace, author, note);
    }
    json_object_put(value);
    buffer_free(&error);
}

bool import_has_faults(const struct import *import)
{
    for (size_t i = 0; i < import->count; i++)
        if (import->drafts[i].faults.count)
            return true;
    return import->unread.count > 0;
}

/* What a fault's path begins with: the document's key, or its number in all that is imported. */
static void put_document_name(const struct import *import, size_t index, struct buffer *name)
{
    struct json_object *body = import->drafts[index].body;
    const char *key = json_object_is_type(body, json_type_object) ? json_text(body, "key") : NULL;
    size_t number = 1;
    for (size_t i = index; i > 0 && strcmp(import->files[i - 1], import->files[index]) == 0; i--)
        number++;
    if (key)
        buffer_puts(name, key);
    else
        buffer_printf(name, "document %zu", number);
}

void import_tell_faults(const struct import *import,
                        void (*tell)(const char *file, const char *path, const char *message))
{
    for (size_t i = 0; i < import->unread.count; i++)
        tell(import->unread.list[i].path, "", import->unread.list[i].message);
    for (size_t i = 0; i < import->count; i++) {
        const struct faults *faults = &import->drafts[i].faults;
        for (size_t j = 0; j < faults->count; j++) {
            struct buffer path = {0};
            put_document_name(import, i, &path);
            if (*faults->list[j].path)
                buffer_printf(&path, ".%s", faults->list[j].path);
            tell(import->files[i], buffer_text(&path), faults->list[j].message);
            buffer_free(&path);
        }
    }
}

void import_free(struct import *import)
{
    for (size_t i = 0; i < import->count; i++)
        draft_free(&import->drafts[i]);
    free(import->drafts);
    free(import->files);
    faults_free(&import->unread);
    *import = (struct import){0};
}

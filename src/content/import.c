#include "content/import.h"

#include "base/memory.h"
#include "content/diff.h"
#include "content/draft.h"
#include "content/kind.h"
#include "content/sheet.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static void add_draft(struct import *import, const char *file, struct json_object *document,
                      bool replace, const char *author, const char *note)
{
    size_t count = import->count++;
    import->drafts = memory_resize(import->drafts, import->count * sizeof *import->drafts);
    import->files = memory_resize(import->files, import->count * sizeof *import->files);
    import->files[count] = file;
    json_drop_nulls(document);
    draft_prepare(&import->drafts[count], document, author, note);
    if (replace)
        import->drafts[count].base = BASE_ANY;
    if (import->progress)
        import->progress(import->count);
}

enum import_format import_format_of(const char *file)
{
    const char *ending = strrchr(file, '.');
    return ending && strcasecmp(ending, ".csv") == 0 ? IMPORT_CSV : IMPORT_JSON;
}

void import_add(struct import *import, const char *file, const char *text, size_t length,
                bool replace, const char *author, const char *note)
{
    import_add_as(import, IMPORT_JSON, file, text, length, replace, author, note);
}

void import_add_as(struct import *import, enum import_format format, const char *file,
                   const char *text, size_t length, bool replace, const char *author,
                   const char *note)
{
    struct buffer error = {0};
    struct json_object *value =
        format == IMPORT_CSV ? sheet_read(text, length, &error) : json_read(text, length, &error);
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

/* --- Rehearsing, and making drafts ------------------------------------------------------------ */

static bool take_back(struct db *db, void *rehearsed)
{
    (void)db;
    *(bool *)rehearsed = true;
    return false;
}

enum publish_result import_rehearse(struct import *import, struct db *db, time_t now,
                                    publish_gate *gate)
{
    bool rehearsed = false;
    enum publish_result result =
        publish(db, import->drafts, import->count, now, gate, take_back, &rehearsed);
    if (result != PUBLISH_REFUSED || !rehearsed)
        return result;
    return db_state(db) == DB_OK ? PUBLISH_DONE : PUBLISH_FAILED;
}

const char *import_outcome_name(enum draft_outcome outcome)
{
    static const char *const names[] = {[DRAFT_REFUSED] = "refused",
                                        [DRAFT_NEW] = "new",
                                        [DRAFT_CHANGED] = "changed",
                                        [DRAFT_UNCHANGED] = "unchanged",
                                        [DRAFT_WITHDRAWN] = "withdrawn"};
    return names[outcome];
}

/* The last published text of that key, which the caller puts; NULL if there is none. */
static struct json_object *published_text(struct db *db, const char *key)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_BY_KEY, "s", key);
    struct json_object *body =
        db_next(row) && db_text(row, 6) ? json_tokener_parse(db_text(row, 6)) : NULL;
    db_end(row);
    return body;
}

static struct json_object *changed_paths(struct db *db, const struct draft *draft)
{
    struct json_object *paths = json_object_new_array();
    if (draft->outcome == DRAFT_NEW || draft->outcome == DRAFT_UNCHANGED)
        return paths;
    struct json_object *published = published_text(db, json_text(draft->body, "key"));
    struct json_object *rows = diff_documents(published, draft->body);
    for (size_t i = 0; i < json_object_array_length(rows); i++)
        json_object_array_add(
            paths, json_object_get(json_member(json_object_array_get_idx(rows, i), "path")));
    json_object_put(rows);
    json_object_put(published);
    return paths;
}

struct json_object *import_changes(const struct import *import, struct db *db)
{
    struct json_object *changes = json_object_new_array();
    for (size_t i = 0; i < import->count; i++) {
        const struct draft *draft = &import->drafts[i];
        struct json_object *change = json_object_new_object();
        json_add_text(change, "key", json_text(draft->body, "key"));
        json_add_text(change, "kind", json_text(draft->body, "kind"));
        json_add_text(change, "title", json_text(draft->body, "title"));
        json_add_text(change, "outcome", import_outcome_name(draft->outcome));
        json_object_object_add(change, "paths", changed_paths(db, draft));
        json_object_array_add(changes, change);
    }
    return changes;
}

static void save_draft(struct draft *draft, struct db *db, int64_t now, int64_t author)
{
    struct draft_text other = {0};
    const char *key = json_text(draft->body, "key");
    struct draft_text text = {
        .key = memory_copy_text(key),
        .kind = memory_copy_text(draft->derivation.kind->name),
        .base = draft_live_number(db, key),
        .body = json_object_get(draft->body),
    };
    if (draft_save(db, now, &text, author, &other) == DRAFT_CONFLICT)
        faults_add(&draft->faults, "key",
                   "has a draft already: publish or discard that one before you import another");
    draft_text_free(&other);
    draft_text_free(&text);
}

bool import_save_drafts(struct import *import, struct db *db, int64_t now, int64_t author)
{
    for (size_t i = 0; i < import->count; i++)
        if (import->drafts[i].outcome != DRAFT_UNCHANGED)
            save_draft(&import->drafts[i], db, now, author);
    return !import_has_faults(import) && db_state(db) == DB_OK;
}

struct json_object *import_documents(const struct import *import)
{
    struct json_object *documents = json_object_new_array();
    for (size_t i = 0; i < import->count; i++) {
        struct json_object *document = json_object_new_object();
        json_object_object_foreach(import->drafts[i].body, name, value)
        {
            json_object_object_add(document, name, json_object_get(value));
        }
        if (import->drafts[i].base > 0)
            json_object_object_add(document, "revision",
                                   json_object_new_int64(import->drafts[i].base));
        json_object_array_add(documents, document);
    }
    return documents;
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

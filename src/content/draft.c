#include "content/draft.h"

#include "base/memory.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_names[] = {
    [DRAFT_EDITING] = "editing", [DRAFT_IN_REVIEW] = "in-review"};

static enum draft_state state_named(const char *name)
{
    return strcmp(name, state_names[DRAFT_IN_REVIEW]) == 0 ? DRAFT_IN_REVIEW : DRAFT_EDITING;
}

bool draft_load(struct db *db, const char *key, struct draft_text *draft)
{
    struct db_rows *row = db_query(db, DB_DRAFT_BY_KEY, "s", key);
    *draft = (struct draft_text){0};
    if (db_next(row))
        *draft = (struct draft_text){
            .key = memory_copy_text(key),
            .kind = memory_copy_text(db_text(row, 0)),
            .version = db_integer(row, 1),
            .base = db_integer(row, 2),
            .state = state_named(db_text(row, 3)),
            .body = json_tokener_parse(db_text(row, 4)),
            .author = db_integer(row, 5),
            .updated_at = db_integer(row, 6),
        };
    db_end(row);
    return draft->body != NULL;
}

/* The text that was last published, as a draft that nobody has saved. */
static bool load_published(struct db *db, const char *key, struct draft_text *draft)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_BY_KEY, "s", key);
    *draft = (struct draft_text){0};
    if (db_next(row) && db_text(row, 6))
        *draft = (struct draft_text){
            .key = memory_copy_text(key),
            .kind = memory_copy_text(db_text(row, 1)),
            .base = db_integer(row, 5),
            .body = json_tokener_parse(db_text(row, 6)),
        };
    db_end(row);
    return draft->body != NULL;
}

bool draft_open(struct db *db, const char *key, struct draft_text *draft)
{
    return draft_load(db, key, draft) || load_published(db, key, draft);
}

int64_t draft_live_number(struct db *db, const char *key)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_BY_KEY, "s", key);
    int64_t number = db_next(row) ? db_integer(row, 5) : 0;
    db_end(row);
    return number;
}

/* Whether the person has seen what stands there now. A draft may rest on an older revision than
 * the live one (publish tells); a first save may not. */
static bool was_seen(const struct draft_text *draft, const struct draft_text *now)
{
    if (draft->version != now->version)
        return false;
    return now->version > 0 || draft->base == now->base;
}

/* A new draft's versions start where no earlier draft of that key can have got to, so that a form
 * left open since then never fits. */
static int64_t next_version(const struct draft_text *draft, int64_t now)
{
    enum { SAVES_A_SECOND = 1000 };
    return (draft->version ? draft->version : now * SAVES_A_SECOND) + 1;
}

static void write_draft(struct db *db, int64_t now, const struct draft_text *draft, int64_t author)
{
    bool is_new = draft->version == 0;
    const char *title = json_text(draft->body, "title");
    db_execute(db, is_new ? DB_DRAFT_INSERT : DB_DRAFT_UPDATE, "ssiissii", draft->key, draft->kind,
               next_version(draft, now), draft->base,
               json_object_to_json_string_ext(draft->body, JSON_C_TO_STRING_PLAIN),
               title ? title : "", author, now);
}

/* Once there is no conflict: writes what differs from what stands there now. */
static enum draft_result save_over(struct db *db, int64_t now, struct draft_text *draft,
                                   int64_t author, const struct draft_text *standing)
{
    bool same_text = standing->body && json_object_equal(standing->body, draft->body);
    if (same_text && draft->base == standing->base)
        return DRAFT_SAME;
    write_draft(db, now, draft, author);
    if (db_state(db) != DB_OK)
        return DRAFT_FAILED;
    draft->version = next_version(draft, now);
    return DRAFT_SAVED;
}

enum draft_result draft_save(struct db *db, int64_t now, struct draft_text *draft, int64_t author,
                             struct draft_text *other)
{
    struct draft_text standing;
    draft_open(db, draft->key, &standing);
    if (db_state(db) != DB_OK) {
        draft_text_free(&standing);
        return DRAFT_FAILED;
    }
    if (!was_seen(draft, &standing)) {
        *other = standing;
        return DRAFT_CONFLICT;
    }
    enum draft_result result = save_over(db, now, draft, author, &standing);
    draft_text_free(&standing);
    return result;
}

void draft_delete(struct db *db, const char *key)
{
    db_execute(db, DB_DRAFT_DELETE, "s", key);
}

bool draft_set_state(struct db *db, const char *key, int64_t version, enum draft_state state)
{
    struct db_rows *row = db_query(db, DB_DRAFT_BY_KEY, "s", key);
    bool is_that = db_next(row) && db_integer(row, 1) == version;
    db_end(row);
    return is_that && db_execute(db, DB_DRAFT_SET_STATE, "ss", key, state_names[state]);
}

static struct json_object *list_entry(struct db_rows *row)
{
    static const char *const texts[] = {"key", "kind", "title", "state"};
    struct json_object *entry = json_object_new_object();
    for (int i = 0; i < 4; i++)
        json_add_text(entry, texts[i], db_text(row, i));
    bool in_review = state_named(db_text(row, 3)) == DRAFT_IN_REVIEW;
    json_object_object_add(entry, "is_in_review", json_object_new_boolean(in_review));
    json_object_object_add(entry, "author", json_object_new_int64(db_integer(row, 4)));
    json_add_text(entry, "author_name", db_text(row, 5));
    json_object_object_add(entry, "version", json_object_new_int64(db_integer(row, 6)));
    json_object_object_add(entry, "base", json_object_new_int64(db_integer(row, 7)));
    json_object_object_add(entry, "updated_at", json_object_new_int64(db_integer(row, 8)));
    return entry;
}

struct json_object *draft_list(struct db *db, int64_t limit, int64_t offset)
{
    struct db_rows *rows = db_query(db, DB_DRAFTS, "ii", limit, offset);
    struct json_object *list = json_object_new_array();
    while (db_next(rows))
        json_object_array_add(list, list_entry(rows));
    db_end(rows);
    return list;
}

void draft_text_free(struct draft_text *draft)
{
    free(draft->key);
    free(draft->kind);
    json_object_put(draft->body);
    *draft = (struct draft_text){0};
}

#include "content/history.h"

#include "base/memory.h"
#include "content/draft.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static void add_flag(struct json_object *object, const char *name, int64_t value)
{
    if (value)
        json_object_object_add(object, name, json_object_new_boolean(1));
}

static struct json_object *list_entry(struct db_rows *row)
{
    struct json_object *entry = json_object_new_object();
    json_object_object_add(entry, "number", json_object_new_int64(db_integer(row, 0)));
    json_add_text(entry, "author", db_text(row, 1));
    json_add_text(entry, "note", db_text(row, 2));
    json_object_object_add(entry, "created_at", json_object_new_int64(db_integer(row, 3)));
    add_flag(entry, "is_live", db_integer(row, 4));
    add_flag(entry, "is_blank", db_integer(row, 5));
    add_flag(entry, "is_withdrawal", db_integer(row, 6));
    if (db_text(row, 7) && strcmp(db_text(row, 7), db_text(row, 1)) != 0)
        json_add_text(entry, "written_by", db_text(row, 7));
    return entry;
}

struct json_object *history_list(struct db *db, const char *key, int64_t before, int64_t limit)
{
    struct json_object *list = json_object_new_array();
    struct db_rows *rows =
        db_query(db, DB_HISTORY_LIST, "sii", key, before > 0 ? before : INT64_MAX, limit);
    while (db_next(rows))
        json_object_array_add(list, list_entry(rows));
    db_end(rows);
    return list;
}

static bool take_revision(struct db_rows *row, struct revision *revision)
{
    *revision = (struct revision){0};
    if (db_next(row))
        *revision = (struct revision){
            .number = db_integer(row, 0),
            .author = memory_copy_text(db_text(row, 1)),
            .note = memory_copy_text(db_text(row, 2)),
            .created_at = db_integer(row, 3),
            .is_live = db_integer(row, 4) != 0,
            .is_blank = db_integer(row, 5) != 0,
            .body = json_tokener_parse(db_text(row, 6)),
        };
    db_end(row);
    return revision->body != NULL;
}

bool history_revision(struct db *db, const char *key, int64_t number, struct revision *revision)
{
    return take_revision(db_query(db, DB_HISTORY_REVISION, "si", key, number), revision);
}

bool history_as_of(struct db *db, const char *key, time_t moment, struct revision *revision)
{
    return take_revision(db_query(db, DB_HISTORY_AS_OF, "si", key, (int64_t)moment), revision);
}

bool history_live(struct db *db, const char *key, struct revision *revision)
{
    return take_revision(db_query(db, DB_HISTORY_LIVE, "s", key), revision);
}

void revision_free(struct revision *revision)
{
    free(revision->author);
    free(revision->note);
    json_object_put(revision->body);
    *revision = (struct revision){0};
}

/* Saves body (taken over) over whatever is the draft now; its base becomes what is live. */
static enum history_result save_as_draft(struct db *db, int64_t now, const char *key,
                                         struct json_object *body, int64_t author)
{
    struct draft_text draft, other = {0};
    enum history_result outcome = HISTORY_MISSING;
    if (draft_open(db, key, &draft)) {
        json_object_put(draft.body);
        draft.body = body;
        draft.base = draft_live_number(db, key);
        enum draft_result result = draft_save(db, now, &draft, author, &other);
        outcome = result == DRAFT_SAVED  ? HISTORY_DONE
                  : result == DRAFT_SAME ? HISTORY_LIVE
                                         : HISTORY_FAILED;
    } else {
        json_object_put(body);
    }
    draft_text_free(&other);
    draft_text_free(&draft);
    return outcome;
}

enum history_result history_bring_back(struct db *db, int64_t now, const char *key, int64_t number,
                                       int64_t author, bool over_draft)
{
    struct revision revision;
    struct draft_text draft;
    enum history_result result = HISTORY_MISSING;
    bool has_draft = draft_load(db, key, &draft);
    draft_text_free(&draft);
    if (!history_revision(db, key, number, &revision) || revision.is_blank)
        result = HISTORY_MISSING;
    else if (revision.is_live)
        result = HISTORY_LIVE;
    else if (has_draft && !over_draft)
        result = HISTORY_DRAFT;
    else
        result = save_as_draft(db, now, key, json_object_get(revision.body), author);
    revision_free(&revision);
    return db_state(db) == DB_OK ? result : HISTORY_FAILED;
}

/* The words that a search found it by stay in the index until it is written anew, and answers that
 * were made of the text (what has changed since a printed leaflet) are good until the site's
 * version is another. */
static void forget(struct db *db, const char *key, int64_t number)
{
    db_execute(db, DB_REVISION_BLANK, "si", key, number);
    db_execute(db, DB_SEARCH_OPTIMIZE, "");
    db_execute(db, DB_SITE_BUMP, "");
}

enum history_result history_blank(struct db *db, const char *key, int64_t number)
{
    struct revision revision;
    enum history_result result = HISTORY_DONE;
    if (!history_revision(db, key, number, &revision) || revision.is_blank)
        result = HISTORY_MISSING;
    else if (revision.is_live)
        result = HISTORY_LIVE;
    else
        forget(db, key, number);
    revision_free(&revision);
    return db_state(db) == DB_OK ? result : HISTORY_FAILED;
}

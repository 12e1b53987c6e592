#include "content/helpful.h"

#include "content/document.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

bool helpful_is_asked(const struct kind *kind)
{
    static const char *const names[] = {"faq", "checklist", NULL};
    for (const char *const *name = names; kind && *name; name++)
        if (strcmp(kind->name, *name) == 0)
            return true;
    return false;
}

bool helpful_count(struct db *db, const struct document *document, const char *day, bool yes)
{
    if (db_begin_write(db) != DB_OK)
        return false;
    db_execute(db, DB_HELPFUL_ADD, "isii", document->id, day, (int64_t)yes, (int64_t)!yes);
    return db_commit(db) == DB_OK;
}

static struct json_object *days_of(struct db *db, const char *key, const char *since, int64_t most)
{
    struct json_object *days = json_object_new_array();
    struct db_rows *rows = db_query(db, DB_HELPFUL_DAYS, "ssi", key, since, most);
    while (db_next(rows)) {
        struct json_object *day = json_object_new_object();
        json_add_text(day, "day", db_text(rows, 0));
        json_object_object_add(day, "yes", json_object_new_int64(db_integer(rows, 1)));
        json_object_object_add(day, "no", json_object_new_int64(db_integer(rows, 2)));
        json_object_array_add(days, day);
    }
    db_end(rows);
    return days;
}

void helpful_add_days(struct db *db, struct json_object *list, const char *since, int64_t most)
{
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        json_object_object_add(entry, "days", days_of(db, json_text(entry, "key"), since, most));
    }
}

struct json_object *helpful_least(struct db *db, const char *since, int64_t limit)
{
    struct json_object *list = json_object_new_array();
    struct db_rows *rows = db_query(db, DB_HELPFUL_LEAST, "si", since, limit);
    while (db_next(rows)) {
        struct json_object *entry = json_object_new_object();
        json_add_text(entry, "kind", db_text(rows, 0));
        json_add_text(entry, "kind_label", kind_by_name(db_text(rows, 0))->label);
        json_add_text(entry, "key", db_text(rows, 1));
        json_add_text(entry, "title", db_text(rows, 2));
        json_add_text(entry, "slug", db_text(rows, 5));
        json_object_object_add(entry, "yes", json_object_new_int64(db_integer(rows, 3)));
        json_object_object_add(entry, "no", json_object_new_int64(db_integer(rows, 4)));
        json_object_array_add(list, entry);
    }
    db_end(rows);
    return list;
}

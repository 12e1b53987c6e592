#include "plan/gather.h"

#include "content/document.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>

struct json_object *gather_new(struct db *db)
{
    struct document clinic;
    struct json_object *sources = NULL;
    if (document_first(db, kind_by_name("clinic"), &clinic)) {
        sources = json_object_new_object();
        json_add_shared(sources, "clinic", clinic.body);
        json_object_object_add(sources, "checklists", json_object_new_array());
        json_object_object_add(sources, "activities", json_object_new_object());
    }
    document_free(&clinic);
    return sources;
}

const char *gather_zone(struct json_object *sources)
{
    return json_text(json_member(sources, "clinic"), "time_zone");
}

static void add_revision(struct db *db, struct json_object *entry, const char *name,
                         int64_t document)
{
    struct db_rows *row = db_query(db, DB_PLAN_REVISION, "i", document);
    if (db_next(row))
        json_object_object_add(entry, name, json_object_new_int64(db_integer(row, 0)));
    db_end(row);
}

static void add_treatment(struct db *db, struct json_object *entry, const char *key)
{
    struct document treatment;
    if (key && document_by_key(db, key, &treatment)) {
        json_add_shared(entry, "treatment", treatment.body);
        add_revision(db, entry, "treatment_revision", treatment.id);
    }
    if (key)
        document_free(&treatment);
}

static void add_activities(struct db *db, struct json_object *activities,
                           struct json_object *checklist)
{
    struct json_object *steps = json_member(checklist, "steps");
    for (size_t i = 0; i < json_length(checklist, "steps"); i++) {
        const char *key = json_text(json_object_array_get_idx(steps, i), "activity");
        struct json_object *entry =
            key && !json_member(activities, key) ? document_entry(db, key) : NULL;
        if (entry)
            json_object_object_add(activities, key, entry);
    }
}

/* The new entry; borrowed from sources. */
static struct json_object *put(struct db *db, struct json_object *sources,
                               struct json_object *checklist)
{
    struct json_object *entry = json_object_new_object();
    json_add_shared(entry, "checklist", checklist);
    add_treatment(db, entry, json_text(checklist, "treatment"));
    add_activities(db, json_member(sources, "activities"), checklist);
    json_object_array_add(json_member(sources, "checklists"), entry);
    return entry;
}

void gather_put(struct db *db, struct json_object *sources, struct json_object *checklist)
{
    (void)put(db, sources, checklist);
}

bool gather_add(struct db *db, struct json_object *sources, const char *slug)
{
    struct document checklist;
    bool found = document_by_slug(db, kind_by_name("checklist"), slug, &checklist);
    if (found)
        add_revision(db, put(db, sources, checklist.body), "revision", checklist.id);
    document_free(&checklist);
    return found;
}

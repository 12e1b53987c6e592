#include "lint/gather.h"

#include "base/memory.h"
#include "content/kind.h"
#include "content/moment.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_kind(struct json_object *body, const char *kind)
{
    const char *own = json_text(body, "kind");
    return own && strcmp(own, kind) == 0;
}

/* Takes the rows' documents; what is there already (a draft) stays. */
static void take_rows(struct gathered *gathered, struct db_rows *rows)
{
    while (db_next(rows)) {
        const char *key = db_text(rows, 0);
        if (json_object_object_get_ex(gathered->by_key, key, NULL))
            continue;
        struct json_object *body = json_tokener_parse(db_text(rows, 1));
        if (body)
            json_object_object_add(gathered->by_key, key, body);
    }
    db_end(rows);
}

static void set_today(struct gathered *gathered, time_t now)
{
    struct buffer today = {0};
    const char *zone = NULL;
    json_object_object_foreach(gathered->by_key, key, body)
    {
        (void)key;
        if (is_kind(body, "clinic"))
            zone = json_text(body, "time_zone");
    }
    moment_date(now, zone && zone_is_known(zone) ? zone : "UTC", 0, &today);
    snprintf(gathered->today, sizeof gathered->today, "%s", buffer_text(&today));
    buffer_free(&today);
}

/* Makes the site of what was gathered; what is withdrawn is nobody's to read. */
static void finish(struct gathered *gathered, time_t now)
{
    size_t count = 0;
    gathered->documents =
        memory_new((size_t)json_object_object_length(gathered->by_key) + 1, sizeof(void *));
    set_today(gathered, now);
    json_object_object_foreach(gathered->by_key, key, body)
    {
        (void)key;
        if (!json_member(body, "withdrawn"))
            gathered->documents[count++] = body;
    }
    gathered->site = (struct lint_site){
        .documents = gathered->documents, .count = count, .today = gathered->today};
}

void gather_all(struct db *db, time_t now, struct gathered *gathered)
{
    *gathered = (struct gathered){.by_key = json_object_new_object()};
    take_rows(gathered, db_query(db, DB_LINT_ALL, ""));
    finish(gathered, now);
}

static void add_name(struct json_object *names, struct json_object *name)
{
    if (json_object_is_type(name, json_type_string))
        json_object_object_add(names, json_object_get_string(name), NULL);
}

/* Adds the keys of the treatments that a document is about: itself, or those it names. */
static void find_treatments(struct json_object *body, struct json_object *names)
{
    const struct kind *kind = kind_by_name(json_text(body, "kind"));
    if (is_kind(body, "treatment"))
        add_name(names, json_member(body, "key"));
    for (const struct field *field = kind ? kind->fields : NULL; field && field->name; field++) {
        struct json_object *value = json_member(body, field->name);
        if (!field->refers_to || strcmp(field->refers_to, "treatment") != 0)
            continue;
        add_name(names, value);
        for (size_t i = 0; i < json_length(body, field->name); i++)
            add_name(names, json_object_array_get_idx(value, i));
    }
}

void gather_around(struct db *db, time_t now, struct json_object *const *bodies, size_t count,
                   int64_t most, struct gathered *gathered)
{
    struct json_object *treatments = json_object_new_object();
    bool has_clinic = false;
    *gathered = (struct gathered){.by_key = json_object_new_object()};
    for (size_t i = 0; i < count; i++) {
        const char *key = json_text(bodies[i], "key");
        if (!key)
            continue;
        json_object_object_add(gathered->by_key, key, json_object_get(bodies[i]));
        find_treatments(bodies[i], treatments);
        has_clinic |= is_kind(bodies[i], "clinic");
    }
    take_rows(gathered, db_query(db, DB_LINT_KIND, "s", "clinic"));
    take_rows(gathered, db_query(db, DB_LINT_KIND, "s", "activity"));
    if (has_clinic) /* what it says counts for every treatment that is marked as reviewed */
        take_rows(gathered, db_query(db, DB_LINT_KIND, "s", "treatment"));
    json_object_object_foreach(treatments, key, nothing)
    {
        (void)nothing;
        take_rows(gathered, db_query(db, DB_LINT_ONE, "s", key));
        take_rows(gathered, db_query(db, DB_LINT_NAMING, "si", key, most));
    }
    json_object_put(treatments);
    finish(gathered, now);
}

void gathered_free(struct gathered *gathered)
{
    free(gathered->documents);
    json_object_put(gathered->by_key);
    *gathered = (struct gathered){0};
}

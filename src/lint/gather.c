#include "lint/gather.h"

#include "base/memory.h"
#include "content/kind.h"
#include "content/moment.h"
#include "lint/topics.h"
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
    gathered->site = (struct lint_site){.documents = gathered->documents,
                                        .count = count,
                                        .only_treatment = gathered->only_treatment,
                                        .today = gathered->today};
}

/* {key: document} of the treatments that are live. */
static struct json_object *live_treatments(struct db *db)
{
    struct gathered live = {.by_key = json_object_new_object()};
    take_rows(&live, db_query(db, DB_LINT_KIND, "s", "treatment"));
    return live.by_key;
}

static void note_only(struct gathered *gathered, struct json_object *live)
{
    if (json_object_object_length(live) != 1)
        return;
    json_object_object_foreach(live, key, body)
    {
        (void)body;
        gathered->only_treatment = memory_copy_text(key);
    }
}

void gather_all(struct db *db, time_t now, struct gathered *gathered)
{
    *gathered = (struct gathered){.by_key = json_object_new_object()};
    take_rows(gathered, db_query(db, DB_LINT_ALL, ""));
    struct json_object *live = live_treatments(db);
    note_only(gathered, live);
    json_object_put(live);
    finish(gathered, now);
}

static void add_name(struct json_object *names, struct json_object *name)
{
    if (json_object_is_type(name, json_type_string))
        json_object_object_add(names, json_object_get_string(name), NULL);
}

/* The words by which the live treatments are known. */
static void read_names(struct json_object *live, struct topics *topics)
{
    json_object_object_foreach(live, key, body)
    {
        struct json_object *names = json_member(body, "other_names");
        const char *title = json_text(body, "title");
        if (title)
            topics_add(topics, title, TOPIC_TREATMENT, key);
        for (size_t i = 0; i < json_length(body, "other_names"); i++) {
            const char *name = json_object_get_string(json_object_array_get_idx(names, i));
            if (name)
                topics_add(topics, name, TOPIC_TREATMENT, key);
        }
    }
}

/* Adds the live treatments that the texts of value name, however deep these stand. */
static void find_named(const struct topics *topics, struct json_object *live,
                       struct json_object *value, struct json_object *names)
{
    if (json_object_is_type(value, json_type_object)) {
        json_object_object_foreach(value, name, member)
        {
            (void)name;
            find_named(topics, live, member, names);
        }
    }
    for (size_t i = 0;
         json_object_is_type(value, json_type_array) && i < json_object_array_length(value); i++)
        find_named(topics, live, json_object_array_get_idx(value, i), names);
    if (!json_object_is_type(value, json_type_string))
        return;
    struct topic_found found[TOPICS_FOUND_MAX];
    struct tokens tokens = {0};
    tokens_read(json_object_get_string(value), &tokens);
    for (size_t at = 0, count = 1; at < tokens.count && count;
         at = count ? found[count - 1].end : at) {
        count = topics_find(topics, &tokens, at, tokens.count, found);
        for (size_t i = 0; i < count; i++)
            if (found[i].class == TOPIC_TREATMENT &&
                json_object_object_get_ex(live, found[i].name, NULL))
                json_object_object_add(names, found[i].name, NULL);
    }
    tokens_free(&tokens);
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

/* The same, and where it refers to none, those that its texts name, or the only one. */
static void add_treatments(const struct gathered *gathered, struct json_object *live,
                           const struct topics *topics, struct json_object *body,
                           struct json_object *names)
{
    struct json_object *own = json_object_new_object();
    find_treatments(body, own);
    if (json_object_object_length(own) == 0)
        find_named(topics, live, body, own);
    if (json_object_object_length(own) == 0 && gathered->only_treatment)
        json_object_object_add(own, gathered->only_treatment, NULL);
    json_object_object_foreach(own, key, nothing)
    {
        (void)nothing;
        json_object_object_add(names, key, NULL);
    }
    json_object_put(own);
}

void gather_around(struct db *db, time_t now, struct json_object *const *bodies, size_t count,
                   int64_t most, struct gathered *gathered)
{
    struct json_object *treatments = json_object_new_object();
    struct json_object *live = live_treatments(db);
    struct topics topics = {0};
    bool has_clinic = false;
    *gathered = (struct gathered){.by_key = json_object_new_object()};
    read_names(live, &topics);
    note_only(gathered, live);
    for (size_t i = 0; i < count; i++) {
        const char *key = json_text(bodies[i], "key");
        if (!key)
            continue;
        json_object_object_add(gathered->by_key, key, json_object_get(bodies[i]));
        add_treatments(gathered, live, &topics, bodies[i], treatments);
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
    json_object_put(live);
    topics_free(&topics);
    finish(gathered, now);
}

void gathered_free(struct gathered *gathered)
{
    free(gathered->documents);
    free(gathered->only_treatment);
    json_object_put(gathered->by_key);
    *gathered = (struct gathered){0};
}

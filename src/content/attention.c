#include "content/attention.h"

#include "base/buffer.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"
#include "text/slug.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static void add_flag(struct json_object *object, const char *name, bool value)
{
    if (value)
        json_object_object_add(object, name, json_object_new_boolean(1));
}

static struct json_object *new_entry(const char *key, const char *kind_name, const char *title)
{
    struct json_object *entry = json_object_new_object();
    const struct kind *kind = kind_by_name(kind_name);
    json_add_text(entry, "key", key);
    json_add_text(entry, "kind", kind_name);
    json_add_text(entry, "kind_label", kind ? kind->label : kind_name);
    json_add_text(entry, "title", title && *title ? title : key);
    add_flag(entry, "is_treatment", kind && strcmp(kind->name, "treatment") == 0);
    return entry;
}

struct json_object *attention_reviews(struct db *db, const char *today, const char *last)
{
    struct json_object *list = json_object_new_array();
    struct db_rows *rows = db_query(db, DB_ATTENTION_REVIEWS, "s", last);
    while (db_next(rows)) {
        struct json_object *entry = new_entry(db_text(rows, 0), db_text(rows, 1), db_text(rows, 2));
        json_add_text(entry, "next_due", db_text(rows, 3));
        add_flag(entry, "is_overdue", strcmp(db_text(rows, 3), today) < 0);
        json_object_array_add(list, entry);
    }
    db_end(rows);
    return list;
}

/* --- What a draft names, however invalid it is ------------------------------------------------ */

typedef void on_reference(void *data, const struct field *field, const char *path,
                          const char *target);

static void walk(const struct field *fields, struct json_object *object, const char *path,
                 on_reference *found, void *data);

static void walk_list(const struct field *field, struct json_object *list, const char *path,
                      on_reference *found, void *data)
{
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        struct buffer place = {0};
        const char *id =
            json_object_is_type(entry, json_type_object) ? json_text(entry, "id") : NULL;
        buffer_printf(&place, "%s.", path);
        if (id)
            buffer_puts(&place, id);
        else
            buffer_printf(&place, "%zu", i + 1);
        if (field->type == FIELD_LIST)
            walk(field->fields, entry, buffer_text(&place), found, data);
        else if (json_object_is_type(entry, json_type_string))
            found(data, field, path, json_object_get_string(entry));
        buffer_free(&place);
    }
}

static void walk_member(const struct field *field, struct json_object *value, const char *path,
                        on_reference *found, void *data)
{
    bool is_list = json_object_is_type(value, json_type_array);
    if (field->type == FIELD_OBJECT)
        walk(field->fields, value, path, found, data);
    else if ((field->type == FIELD_LIST || field->type == FIELD_REFERENCES) && is_list)
        walk_list(field, value, path, found, data);
    else if (field->type == FIELD_REFERENCE && json_object_is_type(value, json_type_string))
        found(data, field, path, json_object_get_string(value));
}

static void walk(const struct field *fields, struct json_object *object, const char *path,
                 on_reference *found, void *data)
{
    if (!json_object_is_type(object, json_type_object))
        return;
    for (const struct field *field = fields; field->name; field++) {
        struct json_object *value = json_member(object, field->name);
        struct buffer place = {0};
        buffer_printf(&place, "%s%s%s", path, *path ? "." : "", field->name);
        if (value)
            walk_member(field, value, buffer_text(&place), found, data);
        buffer_free(&place);
    }
}

/* A draft of the list, and what is made of the references in it. */
struct draft_walk {
    struct db *db;
    struct json_object *list;
    const char *key, *kind, *title; /* the draft's; borrowed from its row */
    const char *wanted;
    bool names_wanted;
};

static void walk_drafts(struct draft_walk *state, on_reference *found,
                        void (*after)(struct draft_walk *))
{
    struct db_rows *rows = db_query(state->db, DB_ATTENTION_DRAFTS, "");
    while (db_next(rows)) {
        const struct kind *kind = kind_by_name(db_text(rows, 1));
        struct json_object *body = json_tokener_parse(db_text(rows, 3));
        state->key = db_text(rows, 0);
        state->kind = db_text(rows, 1);
        state->title = db_text(rows, 2);
        state->names_wanted = false;
        if (kind && !json_member(body, "withdrawn"))
            walk(kind->fields, body, "", found, state);
        if (after)
            after(state);
        json_object_put(body);
    }
    db_end(rows);
}

static void add_broken(struct json_object *list, struct json_object *entry, const char *field,
                       const char *target, const char *mark)
{
    json_add_text(entry, "field", field);
    json_add_text(entry, "target", target);
    add_flag(entry, mark, true);
    json_object_array_add(list, entry);
}

static void note_broken(void *data, const struct field *field, const char *path, const char *target)
{
    struct draft_walk *state = data;
    struct json_object *entry = attention_entry(state->db, target);
    bool fits = entry && strcmp(json_text(entry, "kind"), field->refers_to) == 0;
    if (!fits)
        add_broken(state->list, new_entry(state->key, state->kind, state->title), path, target,
                   "is_draft");
    json_object_put(entry);
}

struct json_object *attention_broken(struct db *db)
{
    struct json_object *list = json_object_new_array();
    struct draft_walk state = {.db = db, .list = list};
    struct db_rows *rows = db_query(db, DB_ATTENTION_BROKEN, "");
    while (db_next(rows))
        add_broken(list, new_entry(db_text(rows, 0), db_text(rows, 1), db_text(rows, 2)),
                   db_text(rows, 3), db_text(rows, 4), "is_live");
    db_end(rows);
    walk_drafts(&state, note_broken, NULL);
    return list;
}

static void note_wanted(void *data, const struct field *field, const char *path, const char *target)
{
    struct draft_walk *state = data;
    (void)field;
    (void)path;
    state->names_wanted |= strcmp(target, state->wanted) == 0;
}

static void take_wanted(struct draft_walk *state)
{
    if (state->names_wanted)
        json_object_array_add(state->list, new_entry(state->key, state->kind, state->title));
}

struct json_object *attention_drafts_naming(struct db *db, const char *key)
{
    struct draft_walk state = {.db = db, .list = json_object_new_array(), .wanted = key};
    walk_drafts(&state, note_wanted, take_wanted);
    return state.list;
}

/* --- Finding ---------------------------------------------------------------------------------- */

/* Letters without case and accents, words with single hyphens between them. */
static bool folded_holds(const char *text, const char *folded)
{
    struct buffer own = {0};
    slug_make(text, &own);
    bool holds = *folded && strstr(buffer_text(&own), folded);
    buffer_free(&own);
    return holds;
}

static bool fits(const char *typed, const char *folded, const char *key, const char *title)
{
    return strcasestr(title, typed) || strstr(key, typed) || folded_holds(title, folded);
}

static int by_kind_and_title(const void *a, const void *b)
{
    struct json_object *const *left = a, *const *right = b;
    int order = strcmp(json_text(*left, "kind_label"), json_text(*right, "kind_label"));
    return order ? order : strcasecmp(json_text(*left, "title"), json_text(*right, "title"));
}

static struct json_object *found_entry(struct db_rows *row)
{
    const char *state = db_text(row, 3);
    bool withdrawn = db_integer(row, 4) != 0, published = db_integer(row, 5) != 0;
    struct json_object *entry = new_entry(db_text(row, 0), db_text(row, 1), db_text(row, 2));
    add_flag(entry, "is_live", published && !withdrawn);
    add_flag(entry, "is_withdrawn", withdrawn);
    add_flag(entry, "is_draft", state != NULL);
    add_flag(entry, "is_in_review", state && strcmp(state, "in-review") == 0);
    return entry;
}

struct json_object *attention_find(struct db *db, const char *typed, int64_t limit, int64_t *total)
{
    struct json_object *list = json_object_new_array();
    struct buffer folded = {0};
    slug_make(typed, &folded);
    struct db_rows *rows = db_query(db, DB_FIND_DOCUMENTS, "");
    while (db_next(rows))
        if (fits(typed, buffer_text(&folded), db_text(rows, 0), db_text(rows, 2)))
            json_object_array_add(list, found_entry(rows));
    db_end(rows);
    json_object_array_sort(list, by_kind_and_title);
    *total = (int64_t)json_object_array_length(list);
    if (*total > limit)
        json_object_array_del_idx(list, (size_t)limit, (size_t)(*total - limit));
    buffer_free(&folded);
    return list;
}

struct json_object *attention_entry(struct db *db, const char *key)
{
    struct json_object *entry = NULL;
    struct db_rows *rows = db_query(db, DB_KNOWN_DOCUMENT, "s", key);
    while (db_next(rows)) {
        if (!entry)
            entry = new_entry(key, db_text(rows, 0), db_text(rows, 1));
        add_flag(entry, db_integer(rows, 2) == 1 ? "is_live" : "is_draft", true);
    }
    db_end(rows);
    return entry;
}

struct json_object *attention_last_word(struct db *db, const char *key)
{
    struct json_object *word = NULL;
    struct db_rows *row = db_query(db, DB_LAST_WORD_ON_DRAFT, "s", key);
    if (db_next(row)) {
        word = json_object_new_object();
        json_add_text(word, "action", db_text(row, 0));
        json_add_text(word, "who", db_text(row, 1));
        json_add_text(word, "detail", db_text(row, 2));
        json_object_object_add(word, "at", json_object_new_int64(db_integer(row, 3)));
    }
    db_end(row);
    return word;
}

int64_t attention_last_writer(struct db *db, const char *key)
{
    struct db_rows *row = db_query(db, DB_LAST_WRITER, "s", key);
    int64_t writer = db_next(row) ? db_integer(row, 0) : 0;
    db_end(row);
    return writer;
}

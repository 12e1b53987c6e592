/* Two documents, field by field, along the tables of their kind. */
#include "content/diff.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "content/kind.h"
#include "content/picture.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where in both documents we are. */
struct place {
    char *label; /* owned */
    char *path;  /* owned */
};

static void compare_values(struct json_object *rows, const struct field *field,
                           struct json_object *before, struct json_object *after,
                           const struct place *place);

/* The place of a part of what stands at place. */
static struct place part_of(const struct place *place, const char *label, const char *name)
{
    struct buffer labels = {0}, path = {0};
    buffer_printf(&labels, "%s%s%s", place->label, *place->label ? " › " : "", label);
    buffer_printf(&path, "%s%s%s", place->path, *place->path ? "." : "", name);
    return (struct place){buffer_take(&labels), buffer_take(&path)};
}

static void place_free(struct place *place)
{
    free(place->label);
    free(place->path);
}

/* --- Values that are compared as a whole ------------------------------------------------------ */

static void put_list_text(struct json_object *list, struct buffer *text)
{
    for (size_t i = 0; i < json_object_array_length(list); i++)
        buffer_printf(text, "%s%s", i ? "\n" : "",
                      json_object_get_string(json_object_array_get_idx(list, i)));
}

/* Appends a value as staff read it. */
static void put_text(struct json_object *value, struct buffer *text)
{
    if (json_object_is_type(value, json_type_boolean))
        buffer_puts(text, json_object_get_boolean(value) ? "yes" : "no");
    else if (json_object_is_type(value, json_type_array))
        put_list_text(value, text);
    else if (value)
        buffer_puts(text, json_object_get_string(value));
}

static void add_row(struct json_object *rows, const struct place *place, const char *before,
                    const char *after)
{
    struct json_object *row = json_object_new_object();
    json_add_text(row, "label", place->label);
    json_add_text(row, "path", place->path);
    if (!*before)
        json_object_object_add(row, "is_new", json_object_new_boolean(1));
    if (!*after)
        json_object_object_add(row, "is_gone", json_object_new_boolean(1));
    json_object_object_add(row, "parts", diff_words(before, after));
    json_object_array_add(rows, row);
}

static void compare_texts(struct json_object *rows, struct json_object *before,
                          struct json_object *after, const struct place *place)
{
    struct buffer old_text = {0}, new_text = {0};
    put_text(before, &old_text);
    put_text(after, &new_text);
    if (strcmp(buffer_text(&old_text), buffer_text(&new_text)) != 0)
        add_row(rows, place, buffer_text(&old_text), buffer_text(&new_text));
    buffer_free(&old_text);
    buffer_free(&new_text);
}

/* Nobody reads its bytes. */
static void compare_pictures(struct json_object *rows, struct json_object *before,
                             struct json_object *after, const struct place *place)
{
    struct buffer old_words = {0}, new_words = {0};
    if (before)
        picture_words(before, &old_words);
    if (after)
        picture_words(after, &new_words);
    add_row(rows, place, buffer_text(&old_words), buffer_text(&new_words));
    buffer_free(&old_words);
    buffer_free(&new_words);
}

/* --- Objects and lists ------------------------------------------------------------------------ */

/* NULL stands for an object without members. */
static struct json_object *member_of(struct json_object *object, const char *name)
{
    return object ? json_member(object, name) : NULL;
}

static void compare_members(struct json_object *rows, const struct field *fields,
                            struct json_object *before, struct json_object *after,
                            const struct place *place)
{
    for (const struct field *field = fields; field->name; field++) {
        struct place part = part_of(place, field->label, field->name);
        compare_values(rows, field, member_of(before, field->name), member_of(after, field->name),
                       &part);
        place_free(&part);
    }
}

static const char *entry_id(struct json_object *entry)
{
    return json_object_is_type(entry, json_type_object) ? json_text(entry, "id") : NULL;
}

static struct json_object *entry_with_id(struct json_object *list, const char *id)
{
    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        const char *own = entry_id(entry);
        if (own && strcmp(own, id) == 0)
            return entry;
    }
    return NULL;
}

/* What an entry is called: the first of these members that it has. */
static const char *entry_name(struct json_object *entry)
{
    static const char *const names[] = {"title", "label", "heading", "aspect", "days", "id", NULL};
    for (const char *const *name = names; *name; name++)
        if (json_object_is_type(entry, json_type_object) && json_text(entry, *name))
            return json_text(entry, *name);
    return NULL;
}

static void compare_entries(struct json_object *rows, const struct field *list_field,
                            struct json_object *before, struct json_object *after, size_t index,
                            const struct place *place)
{
    struct field field = *list_field;
    char number[24];
    struct json_object *either = after ? after : before;
    const char *id = entry_id(either), *name = entry_name(either);
    snprintf(number, sizeof number, "%zu", index + 1);
    field.type = FIELD_OBJECT;
    struct place part = part_of(place, name ? name : number, id ? id : number);
    compare_values(rows, &field, before, after, &part);
    place_free(&part);
}

static size_t length_of(struct json_object *list)
{
    return list ? json_object_array_length(list) : 0;
}

static struct json_object *entry_at(struct json_object *list, size_t index)
{
    return index < length_of(list) ? json_object_array_get_idx(list, index) : NULL;
}

static bool has_ids(const struct field *list)
{
    for (const struct field *field = list->fields; field && field->name; field++)
        if (strcmp(field->name, "id") == 0)
            return true;
    return false;
}

/* The names of those entries that the other list has too, a line each: differs where they moved. */
static struct json_object *order_of(struct json_object *list, struct json_object *other)
{
    struct json_object *names = json_object_new_array();
    for (size_t i = 0; i < length_of(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        const char *id = entry_id(entry);
        struct json_object *twin = id ? entry_with_id(other, id) : NULL;
        if (twin)
            json_object_array_add(names, json_object_new_string(id));
    }
    return names;
}

static void compare_order(struct json_object *rows, struct json_object *before,
                          struct json_object *after, const struct place *place)
{
    struct json_object *old_order = order_of(before, after), *new_order = order_of(after, before);
    struct place part = part_of(place, "order", "order");
    compare_texts(rows, old_order, new_order, &part);
    place_free(&part);
    json_object_put(old_order);
    json_object_put(new_order);
}

static void compare_by_id(struct json_object *rows, const struct field *field,
                          struct json_object *before, struct json_object *after,
                          const struct place *place)
{
    for (size_t i = 0; i < length_of(after); i++) {
        struct json_object *entry = entry_at(after, i);
        const char *id = entry_id(entry);
        compare_entries(rows, field, id ? entry_with_id(before, id) : NULL, entry, i, place);
    }
    for (size_t i = 0; i < length_of(before); i++) {
        struct json_object *entry = entry_at(before, i);
        const char *id = entry_id(entry);
        if (!id || !entry_with_id(after, id))
            compare_entries(rows, field, entry, NULL, i, place);
    }
    compare_order(rows, before, after, place);
}

static void compare_by_place(struct json_object *rows, const struct field *field,
                             struct json_object *before, struct json_object *after,
                             const struct place *place)
{
    size_t count = length_of(before) > length_of(after) ? length_of(before) : length_of(after);
    for (size_t i = 0; i < count; i++)
        compare_entries(rows, field, entry_at(before, i), entry_at(after, i), i, place);
}

/* Whether value can be walked as one of that type; nothing can always. */
static bool is_of(struct json_object *value, enum json_type type)
{
    return !value || json_object_is_type(value, type);
}

static void compare_values(struct json_object *rows, const struct field *field,
                           struct json_object *before, struct json_object *after,
                           const struct place *place)
{
    bool lists = is_of(before, json_type_array) && is_of(after, json_type_array);
    bool objects = is_of(before, json_type_object) && is_of(after, json_type_object);
    if ((!before && !after) || (before && after && json_object_equal(before, after)))
        return;
    if (field->type == FIELD_OBJECT && objects)
        compare_members(rows, field->fields, before, after, place);
    else if (field->type == FIELD_LIST && lists)
        (has_ids(field) ? compare_by_id : compare_by_place)(rows, field, before, after, place);
    else if (field->type == FIELD_PICTURE && objects)
        compare_pictures(rows, before, after, place);
    else
        compare_texts(rows, before, after, place);
}

struct json_object *diff_documents(struct json_object *old_document,
                                   struct json_object *new_document)
{
    struct json_object *rows = json_object_new_array();
    struct json_object *either = new_document ? new_document : old_document;
    const struct kind *kind = either ? kind_by_name(json_text(either, "kind")) : NULL;
    struct place top = {memory_copy_text(""), memory_copy_text("")};
    if (kind) {
        compare_members(rows, kind_common_fields, old_document, new_document, &top);
        compare_members(rows, kind->fields, old_document, new_document, &top);
    }
    place_free(&top);
    return rows;
}

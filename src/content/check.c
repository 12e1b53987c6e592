#include "content/check.h"

#include "base/buffer.h"
#include "content/kind.h"
#include "content/value.h"
#include "text/json.h"
#include "text/utf8.h"

#include <json-c/json.h>
#include <string.h>

/* What the checks of one document share. */
struct check {
    struct faults *faults;
    struct json_object *sources; /* the document's, for FIELD_SOURCE; borrowed */
    size_t markdown;             /* letters of all texts so far */
};

static void check_value(struct check *check, const struct field *field, struct json_object *value,
                        const char *path);

static const struct field *field_named(const struct field *fields, const char *name)
{
    for (; fields && fields->name; fields++)
        if (strcmp(fields->name, name) == 0)
            return fields;
    return NULL;
}

static char *member_path(const char *path, const char *name)
{
    struct buffer buffer = {0};
    buffer_printf(&buffer, "%s%s%s", path, *path ? "." : "", name);
    return buffer_take(&buffer);
}

/* Checks the members of object that fields names; a missing optional one or a null is fine. */
static void check_members(struct check *check, const struct field *fields,
                          struct json_object *object, const char *path)
{
    for (const struct field *field = fields; field->name; field++) {
        struct json_object *value = json_member(object, field->name);
        char *place = member_path(path, field->name);
        if (value)
            check_value(check, field, value, place);
        else if (field->required)
            faults_add(check->faults, place, "is required");
        free(place);
    }
}

static void refuse_unknown_members(struct check *check, const struct field *first,
                                   const struct field *second, struct json_object *object,
                                   const char *path)
{
    json_object_object_foreach(object, name, value)
    {
        (void)value;
        if (!field_named(first, name) && !field_named(second, name))
            faults_add_member(check->faults, path, name, "is not a field here");
    }
}

static void check_object(struct check *check, const struct field *field, struct json_object *object,
                         const char *path)
{
    if (!json_object_is_type(object, json_type_object)) {
        faults_add(check->faults, path, "is not an object");
        return;
    }
    refuse_unknown_members(check, field->fields, NULL, object, path);
    check_members(check, field->fields, object, path);
    if (field->rule)
        field->rule(object, path, check->faults);
}

/* An entry is called by its id, or by its number where it has none that can be read. */
static char *entry_path(const char *path, struct json_object *entry, size_t index)
{
    struct buffer buffer = {0};
    const char *id = json_object_is_type(entry, json_type_object) ? json_text(entry, "id") : NULL;
    if (id)
        buffer_printf(&buffer, "%s.%s", path, id);
    else
        buffer_printf(&buffer, "%s.%zu", path, index + 1);
    return buffer_take(&buffer);
}

/* Whether an earlier entry has the same id (or, for a plain list, is the same text). */
static bool is_repeated(struct json_object *list, size_t index)
{
    struct json_object *entry = json_object_array_get_idx(list, index);
    bool is_object = json_object_is_type(entry, json_type_object);
    const char *id = is_object ? json_text(entry, "id") : json_object_get_string(entry);
    for (size_t i = 0; id && i < index; i++) {
        struct json_object *earlier = json_object_array_get_idx(list, i);
        const char *other = json_object_is_type(earlier, json_type_object)
                                ? json_text(earlier, "id")
                                : json_object_get_string(earlier);
        if (other && strcmp(id, other) == 0)
            return true;
    }
    return false;
}

static void check_list(struct check *check, const struct field *field, struct json_object *list,
                       const char *path)
{
    struct field entry_field = *field;
    entry_field.type = field->type == FIELD_LIST         ? FIELD_OBJECT
                       : field->type == FIELD_REFERENCES ? FIELD_REFERENCE
                                                         : FIELD_TEXT;
    entry_field.min = entry_field.max = 0;
    if (!json_object_is_type(list, json_type_array)) {
        faults_add(check->faults, path, "is not a list");
        return;
    }
    size_t count = json_object_array_length(list);
    if ((long)count < field->min || (field->max && (long)count > field->max))
        faults_add(check->faults, path, "has %zu entries; from %ld to %ld are allowed", count,
                   field->min, field->max);
    for (size_t i = 0; i < count; i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        char *place = entry_path(path, entry, i);
        check_value(check, &entry_field, entry, place);
        if (is_repeated(list, i))
            faults_add(check->faults, place, "stands in the list twice");
        free(place);
    }
}

static bool has_source(struct json_object *sources, const char *id)
{
    size_t count =
        json_object_is_type(sources, json_type_array) ? json_object_array_length(sources) : 0;
    for (size_t i = 0; i < count; i++) {
        struct json_object *source = json_object_array_get_idx(sources, i);
        const char *own =
            json_object_is_type(source, json_type_object) ? json_text(source, "id") : NULL;
        if (own && strcmp(own, id) == 0)
            return true;
    }
    return false;
}

/* Whether so much text came before that this one is not looked at any more: the parser is quadratic
 * on some texts, and nobody must wait for a whole document of them. */
static bool is_past_all_bounds(struct check *check, const struct field *field,
                               struct json_object *value)
{
    bool past = check->markdown > DOCUMENT_MARKDOWN_MAX;
    if (field->type != FIELD_MARKDOWN)
        return false;
    if (json_object_is_type(value, json_type_string))
        check->markdown += utf8_count(json_object_get_string(value));
    return past;
}

static void check_single(struct check *check, const struct field *field, struct json_object *value,
                         const char *path)
{
    size_t before = check->faults->count;
    if (is_past_all_bounds(check, field, value))
        return;
    value_check(field, value, path, check->faults);
    if (field->rule && check->faults->count == before)
        field->rule(value, path, check->faults);
}

static void check_value(struct check *check, const struct field *field, struct json_object *value,
                        const char *path)
{
    size_t before = check->faults->count;
    switch (field->type) {
    case FIELD_OBJECT:
        check_object(check, field, value, path);
        break;
    case FIELD_LIST:
    case FIELD_TEXTS:
    case FIELD_REFERENCES:
        check_list(check, field, value, path);
        break;
    default:
        check_single(check, field, value, path);
    }
    if (field->type == FIELD_SOURCE && check->faults->count == before &&
        !has_source(check->sources, json_object_get_string(value)))
        faults_add(check->faults, path, "names '%s', which is not among this document's sources",
                   json_object_get_string(value));
}

const struct kind *document_check(struct json_object *document, struct faults *faults)
{
    if (!json_object_is_type(document, json_type_object)) {
        faults_add(faults, "", "is not an object");
        return NULL;
    }
    const char *name = json_text(document, "kind");
    const struct kind *kind = kind_by_name(name);
    if (!kind) {
        faults_add(faults, "kind", name ? "is no kind of document: '%s'" : "is required%s",
                   name ? name : "");
        return NULL;
    }
    struct check check = {faults, json_member(document, "sources"), 0};
    refuse_unknown_members(&check, kind_common_fields, kind->fields, document, "");
    check_members(&check, kind_common_fields, document, "");
    check_members(&check, kind->fields, document, "");
    if (check.markdown > DOCUMENT_MARKDOWN_MAX)
        faults_add(faults, "", "holds %zu letters of text in all; at most %d are allowed",
                   check.markdown, DOCUMENT_MARKDOWN_MAX);
    return kind;
}

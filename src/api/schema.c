#include "api/schema.h"

#include "api/describe.h"
#include "base/buffer.h"
#include "content/kind.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

static struct json_object *schema_of_fields(const struct field *fields, const struct field *more);
static struct json_object *schema_of_member(const struct api_member *member);

struct json_object *schema_of_type(const char *type, const char *words)
{
    struct json_object *schema = json_object_new_object();
    json_add_text(schema, "type", type);
    json_add_text(schema, "description", words);
    return schema;
}

static void add_list_of(struct json_object *schema, struct json_object *items)
{
    json_object_object_del(schema, "type");
    json_add_text(schema, "type", "array");
    json_object_object_add(schema, "items", items);
}

static void add_choices(struct json_object *schema, const char *const *choices)
{
    struct json_object *list = json_object_new_array();
    for (; *choices; choices++)
        json_object_array_add(list, json_object_new_string(*choices));
    json_object_object_add(schema, "enum", list);
}

static struct json_object *schema_of_field(const struct field *field)
{
    static const char *const types[] = {[FIELD_BOOLEAN] = "boolean", [FIELD_NUMBER] = "integer"};
    const char *type =
        field->type <= FIELD_NUMBER && types[field->type] ? types[field->type] : "string";
    struct json_object *schema, *rest;
    if (field->type == FIELD_OBJECT) {
        schema = schema_of_fields(field->fields, NULL);
    } else {
        schema = schema_of_type(type, NULL);
        rest = field->type == FIELD_LIST ? schema_of_fields(field->fields, NULL)
                                         : schema_of_type("string", NULL);
        if (field->type == FIELD_LIST || field->type == FIELD_TEXTS ||
            field->type == FIELD_REFERENCES)
            add_list_of(schema, rest);
        else
            json_object_put(rest);
    }
    if (field->type == FIELD_DATE)
        json_add_text(schema, "format", "date");
    if (field->type == FIELD_COLOR)
        json_add_text(schema, "pattern", "^#[0-9a-f]{6}$");
    if (field->type == FIELD_CHOICE)
        add_choices(schema, field->choices);
    json_add_text(schema, "title", field->label);
    json_add_text(schema, "description", field->help);
    return schema;
}

static void add_html(struct json_object *properties, const struct field *field)
{
    struct buffer name = {0};
    buffer_printf(&name, "%s_html", field->name);
    json_object_object_add(properties, buffer_text(&name),
                           schema_of_type("string", "The same as safe HTML."));
    buffer_free(&name);
}

/* Of a picture programs get the address and the size. */
static void add_picture(struct json_object *properties, const struct field *field)
{
    static const struct {
        const char *ending, *type, *words;
    } members[] = {
        {"_url", "string", "The picture's address, which changes with the picture."},
        {"_width", "integer", "Its width in pixels; of an SVG, which has none, in proportion."},
        {"_height", "integer", "Its height, likewise."},
    };
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        struct buffer name = {0};
        buffer_printf(&name, "%s%s", field->name, members[i].ending);
        json_object_object_add(properties, buffer_text(&name),
                               schema_of_type(members[i].type, members[i].words));
        buffer_free(&name);
    }
}

static void add_fields(struct json_object *properties, struct json_object *required,
                       const struct field *fields)
{
    for (const struct field *field = fields; field && field->name; field++) {
        if (field->type == FIELD_PICTURE) {
            add_picture(properties, field);
            continue;
        }
        json_object_object_add(properties, field->name, schema_of_field(field));
        if (field->type == FIELD_MARKDOWN)
            add_html(properties, field);
        if (field->required)
            json_object_array_add(required, json_object_new_string(field->name));
    }
}

static struct json_object *schema_of_fields(const struct field *fields, const struct field *more)
{
    struct json_object *schema = schema_of_type("object", NULL);
    struct json_object *properties = json_object_new_object(), *required = json_object_new_array();
    add_fields(properties, required, fields);
    add_fields(properties, required, more);
    json_object_object_add(schema, "properties", properties);
    json_object_object_add(schema, "required", required);
    return schema;
}

static struct json_object *reference_to(const char *name)
{
    struct json_object *schema = json_object_new_object();
    json_add_text(schema, "$ref", name);
    return schema;
}

struct json_object *schema_of_kind(const struct kind *kind)
{
    struct json_object *schema = schema_of_fields(kind_common_fields, kind->fields);
    struct json_object *properties = json_member(schema, "properties");
    struct json_object *updated = schema_of_type("string", "When the live text was published.");
    /* With ?fields= every other member may be left out. */
    struct json_object *required = json_object_new_array();
    json_object_array_add(required, json_object_new_string("kind"));
    json_object_array_add(required, json_object_new_string("key"));
    json_object_object_add(schema, "required", required);
    json_add_text(updated, "format", "date-time");
    json_object_object_add(properties, "updated", updated);
    json_object_object_add(properties, "links", reference_to("#/components/schemas/Links"));
    /* ?include= of one document. */
    json_object_object_add(properties, "included",
                           schema_of_type("object", "Related documents, by key."));
    json_object_object_add(properties, "included_cut",
                           schema_of_type("boolean", "There were more than 200."));
    json_add_text(schema, "title", kind->label);
    return schema;
}

/* --- Of answers ------------------------------------------------------------------------------- */

/* A document of any kind that patients can read. */
static void add_kinds(struct json_object *schema)
{
    struct json_object *list = json_object_new_array();
    struct buffer name = {0};
    for (const struct kind *kind = kinds; kind->name; kind++) {
        if (kind->internal)
            continue;
        buffer_clear(&name);
        buffer_printf(&name, "#/components/schemas/%s", kind->name);
        json_object_array_add(list, reference_to(buffer_text(&name)));
    }
    json_object_object_add(schema, "anyOf", list);
    buffer_free(&name);
}

static const struct field *list_of_kind(const char *kind, const char *list)
{
    const struct field *const both[] = {kind_common_fields, kind_by_name(kind)->fields};
    for (size_t i = 0; i < sizeof both / sizeof both[0]; i++)
        for (const struct field *field = both[i]; field->name; field++)
            if (strcmp(field->name, list) == 0)
                return field->fields;
    return NULL;
}

static void add_members(struct json_object *schema, const struct api_member *members)
{
    for (; members && members->name; members++) {
        json_object_object_add(json_member(schema, "properties"), members->name,
                               schema_of_member(members));
        if (members->always)
            json_object_array_add(json_member(schema, "required"),
                                  json_object_new_string(members->name));
    }
}

/* What stands at a member, or is each of its entries; NULL where that is no object we know. */
static struct json_object *schema_inside(const struct api_member *member)
{
    if (!member->members && !member->of_kind)
        return NULL;
    struct json_object *schema = schema_of_fields(
        member->of_kind ? list_of_kind(member->of_kind, member->of_list) : NULL, NULL);
    add_members(schema, member->members);
    return schema;
}

static struct json_object *schema_of_member(const struct api_member *member)
{
    struct json_object *schema = schema_of_type(member->type, member->words);
    struct json_object *inner = schema_inside(member);
    if (strcmp(member->type, "array") == 0) {
        const char *entries = member->entries ? member->entries : "object";
        json_object_object_add(schema, "items", inner ? inner : schema_of_type(entries, NULL));
    } else if (inner) {
        json_add_shared(schema, "properties", json_member(inner, "properties"));
        json_add_shared(schema, "required", json_member(inner, "required"));
        json_object_put(inner);
    }
    if (member->document)
        add_kinds(schema);
    return schema;
}

struct json_object *schema_of_members(const struct api_member *members)
{
    struct json_object *schema = schema_of_fields(NULL, NULL);
    add_members(schema, members);
    return schema;
}

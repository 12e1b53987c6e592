#include "api/shape.h"

#include "api/send.h"
#include "base/names.h"
#include "content/document.h"
#include "content/kind.h"
#include "http/problem.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

/* Members that always stand, and those that the API adds to a document's own. */
static const char *const always[] = {"kind", "key", NULL};
static const char *const added[] = {"updated", "links", NULL};

/* Calls take with each name of a list with commas between; false where take refused one. */
static bool each_name(const char *list, bool (*take)(void *data, const char *name), void *data)
{
    while (list && *list) {
        struct buffer name = {0};
        size_t length = strcspn(list, ",");
        buffer_append(&name, list, length);
        bool taken = take(data, buffer_text(&name));
        buffer_free(&name);
        if (!taken)
            return false;
        list += length + (list[length] == ',');
    }
    return true;
}

/* --- What was asked --------------------------------------------------------------------------- */

struct reading {
    const struct http_request *request;
    struct http_response *response;
    const struct kind *kind;
    struct shape *shape;
};

/* What a document has of a field, as the field's name with one of these behind it. */
static const char *const *endings_of(const struct field *field)
{
    static const char *const markdown[] = {"", "_html", NULL};
    static const char *const picture[] = {"_url", "_width", "_height", NULL};
    static const char *const other[] = {"", NULL};
    return field->type == FIELD_MARKDOWN  ? markdown
           : field->type == FIELD_PICTURE ? picture
                                          : other;
}

static bool is_of_field(const struct field *field, const char *name)
{
    size_t length = strlen(field->name);
    return strncmp(name, field->name, length) == 0 && names_have(endings_of(field), name + length);
}

static bool has_field(const struct field *fields, const char *name)
{
    for (const struct field *field = fields; field->name; field++)
        if (is_of_field(field, name))
            return true;
    return false;
}

static void put_names(const struct field *fields, struct buffer *names)
{
    for (const struct field *field = fields; field->name; field++)
        for (const char *const *ending = endings_of(field); *ending; ending++)
            buffer_printf(names, " %s%s", field->name, *ending);
}

static void refuse_field(struct reading *reading, const char *name)
{
    struct buffer detail = {0};
    buffer_printf(&detail, "A %s has no field '%s'. Its fields:", reading->kind->name, name);
    put_names(kind_common_fields, &detail);
    put_names(reading->kind->fields, &detail);
    buffer_puts(&detail, " updated links.");
    http_problem(reading->response, reading->request, 400, buffer_text(&detail), "fields");
    buffer_free(&detail);
}

static bool take_field(void *data, const char *name)
{
    struct reading *reading = data;
    if (!has_field(kind_common_fields, name) && !has_field(reading->kind->fields, name) &&
        !names_have(added, name)) {
        refuse_field(reading, name);
        return false;
    }
    json_object_object_add(reading->shape->fields, name, json_object_new_boolean(1));
    return true;
}

static void refuse_include(struct reading *reading)
{
    struct buffer detail = {0};
    buffer_puts(&detail, "include takes the names of kinds:");
    for (const struct kind *kind = kinds; kind->name; kind++)
        if (!kind->internal)
            buffer_printf(&detail, " %s", kind->plural);
    buffer_puts(&detail, ".");
    http_problem(reading->response, reading->request, 400, buffer_text(&detail), "include");
    buffer_free(&detail);
}

static bool take_include(void *data, const char *name)
{
    struct reading *reading = data;
    struct shape *shape = reading->shape;
    const struct kind *kind = kind_by_plural(name);
    if (!kind || kind->internal || shape->kind_count == SHAPE_KINDS_MAX) {
        refuse_include(reading);
        return false;
    }
    shape->kinds[shape->kind_count++] = kind;
    return true;
}

bool shape_read(const struct http_request *request, struct http_response *response,
                const struct kind *kind, struct shape *shape)
{
    struct reading reading = {request, response, kind, shape};
    const char *fields = http_params_get(&request->query, "fields");
    *shape = (struct shape){0};
    if (fields) {
        shape->fields = json_object_new_object();
        for (const char *const *name = always; *name; name++)
            json_object_object_add(shape->fields, *name, json_object_new_boolean(1));
    }
    if (each_name(fields, take_field, &reading) &&
        each_name(http_params_get(&request->query, "include"), take_include, &reading))
        return true;
    shape_free(shape);
    return false;
}

void shape_free(struct shape *shape)
{
    json_object_put(shape->fields);
    *shape = (struct shape){0};
}

/* --- The answer ------------------------------------------------------------------------------- */

static bool embeds(const struct shape *shape, const char *kind)
{
    for (size_t i = 0; i < shape->kind_count; i++)
        if (strcmp(shape->kinds[i]->name, kind) == 0)
            return true;
    return false;
}

static void note_related(const struct shape *shape, struct json_object *list,
                         struct json_object **included)
{
    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        if (!embeds(shape, json_text(entry, "kind")))
            continue;
        if (!*included)
            *included = json_object_new_object();
        json_object_object_add(*included, json_text(entry, "key"), NULL);
    }
}

/* Those that name it: the links have the first hundred of all kinds, which may be others. One more
 * than may be embedded, so that it shows that there are more. */
static void note_referrers(struct db *db, const struct shape *shape, const char *key,
                           struct json_object **included)
{
    for (size_t i = 0; i < shape->kind_count; i++) {
        struct json_object *list =
            document_list_referring(db, key, shape->kinds[i], SHAPE_INCLUDED_MAX + 1);
        note_related(shape, list, included);
        json_object_put(list);
    }
}

static struct json_object *choose(struct json_object *view, struct json_object *fields)
{
    struct json_object *chosen = json_object_new_object();
    json_object_object_foreach(view, name, value)
    {
        if (json_object_object_get_ex(fields, name, NULL))
            json_object_object_add(chosen, name, json_object_get(value));
    }
    json_object_put(view);
    return chosen;
}

struct json_object *shape_document(const struct http_request *request, const struct shape *shape,
                                   const struct document *document, struct json_object **included)
{
    struct json_object *view = api_view(request->app, document);
    struct json_object *links = json_member(view, "links");
    if (shape->kind_count) {
        note_related(shape, json_member(links, "refers_to"), included);
        note_referrers(request->app->db, shape, json_text(document->body, "key"), included);
    }
    return shape->fields ? choose(view, shape->fields) : view;
}

/* Puts the documents of those keys, as the API gives them, in their places. */
static int embed(const struct app *app, struct json_object *keys, struct json_object *embedded)
{
    int count = 0;
    json_object_object_foreach(keys, key, value)
    {
        struct document document = {0};
        (void)value;
        if (count++ < SHAPE_INCLUDED_MAX && document_by_key(app->db, key, &document))
            json_object_object_add(embedded, key, api_view(app, &document));
        document_free(&document);
    }
    return count;
}

void shape_add_included(const struct http_request *request, struct json_object *answer,
                        struct json_object *included)
{
    if (!included)
        return;
    struct json_object *embedded = json_object_new_object();
    if (embed(request->app, included, embedded) > SHAPE_INCLUDED_MAX)
        json_object_object_add(answer, "included_cut", json_object_new_boolean(1));
    json_object_object_add(answer, "included", embedded);
    json_object_put(included);
}

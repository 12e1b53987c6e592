/* The API's description: OpenAPI 3.1, made from the tables of routes, parameters, answers and
 * kinds. */
#include "api/api.h"
#include "api/describe.h"
#include "api/example.h"
#include "api/schema.h"
#include "api/send.h"
#include "api/statuses.h"
#include "content/document.h"
#include "content/kind.h"
#include "http/problem.h"
#include "text/json.h"

#include <ctype.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static const char kind_segment[] = "{kind}";

static struct json_object *reference(const char *folder, const char *name)
{
    struct json_object *object = json_object_new_object();
    struct buffer path = {0};
    buffer_printf(&path, "#/components/%s/%s", folder, name);
    json_add_text(object, "$ref", buffer_text(&path));
    buffer_free(&path);
    return object;
}

/* {"type": {"schema": schema}}; schema is taken over. */
static struct json_object *content(const char *type, struct json_object *schema)
{
    struct json_object *object = json_object_new_object(), *media = json_object_new_object();
    json_object_object_add(media, "schema", schema);
    json_object_object_add(object, type, media);
    return object;
}

/* --- Parameters ------------------------------------------------------------------------------- */

static void add_value(struct json_object *object, const char *name, const char *type,
                      const char *value)
{
    if (value && strcmp(type, "integer") == 0)
        json_object_object_add(object, name, json_object_new_int64(strtoll(value, NULL, 10)));
    else
        json_add_text(object, name, value);
}

static struct json_object *kind_names(void)
{
    struct json_object *names = json_object_new_array();
    for (const struct kind *kind = kinds; kind->name; kind++)
        if (!kind->internal)
            json_object_array_add(names, json_object_new_string(kind->name));
    return names;
}

static struct json_object *schema_of_parameter(const struct api_parameter *parameter)
{
    struct json_object *schema = schema_of_type(parameter->type, NULL);
    if (parameter->min || parameter->max) {
        json_object_object_add(schema, "minimum", json_object_new_int64(parameter->min));
        json_object_object_add(schema, "maximum", json_object_new_int64(parameter->max));
    }
    if (parameter->of_kinds)
        json_object_object_add(schema, "enum", kind_names());
    if (parameter->choices) {
        struct json_object *list = json_object_new_array();
        for (const char *const *choice = parameter->choices; *choice; choice++)
            json_object_array_add(list, json_object_new_string(*choice));
        json_object_object_add(schema, "enum", list);
    }
    return schema;
}

static void add_parameter(struct json_object *list, const struct http_route *route,
                          const char *name, const char *in, const char *example)
{
    const struct api_parameter *parameter = api_parameter_of(route, name);
    if (!parameter)
        return;
    struct json_object *object = json_object_new_object();
    json_add_text(object, "name", name);
    json_add_text(object, "in", in);
    json_add_text(object, "description", parameter->words);
    json_object_object_add(
        object, "required",
        json_object_new_boolean(parameter->required &&
                                (strcmp(in, "path") == 0 || strcmp(name, "slug") != 0)));
    json_object_object_add(object, "schema", schema_of_parameter(parameter));
    add_value(object, "example", parameter->type, example ? example : parameter->example);
    json_object_array_add(list, object);
}

/* The slug of the first live document of kind; "" where there is none. */
static void put_first_slug(const struct app *app, const struct kind *kind, struct buffer *slug)
{
    struct json_object *list = document_list(app->db, kind, 1, 0);
    if (json_object_array_length(list))
        buffer_puts(slug, json_text(json_object_array_get_idx(list, 0), "slug"));
    json_object_put(list);
}

static void add_path_parameters(const struct app *app, struct json_object *list,
                                const struct http_route *route, const struct kind *kind)
{
    for (const char *open = strchr(route->pattern, '{'); open; open = strchr(open + 1, '{')) {
        struct buffer name = {0}, slug = {0};
        buffer_append(&name, open + 1, strcspn(open + 1, "}"));
        if (kind && strcmp(buffer_text(&name), "slug") == 0)
            put_first_slug(app, kind, &slug);
        if (strcmp(buffer_text(&name), "kind") != 0)
            add_parameter(list, route, buffer_text(&name), "path",
                          slug.length ? buffer_text(&slug) : NULL);
        buffer_free(&name);
        buffer_free(&slug);
    }
}

/* What a list of a kind may include that the kind has. */
static struct json_object *parameters(const struct app *app, const struct http_route *route,
                                      const struct kind *kind)
{
    struct json_object *list = json_object_new_array();
    add_path_parameters(app, list, route, kind);
    for (const char *const *name = route->query; name && *name; name++)
        add_parameter(list, route, *name, "query", NULL);
    return list;
}

/* --- Answers ---------------------------------------------------------------------------------- */

static struct json_object *answer(const char *words, struct json_object *content_object)
{
    struct json_object *object = json_object_new_object();
    json_add_text(object, "description", words);
    if (content_object)
        json_object_object_add(object, "content", content_object);
    return object;
}

static struct json_object *schema_of_answer(const struct http_route *route, const struct kind *kind)
{
    struct buffer name = {0};
    const struct api_answer *described = api_answer_of(route);
    bool is_list = kind && !strstr(route->pattern, "{slug}") && !kind->only_one;
    if (!kind && !described)
        return NULL;
    buffer_printf(&name, "%s%s", kind ? kind->name : described->name, is_list ? "-list" : "");
    struct json_object *schema = !kind && !described->members
                                     ? json_object_new_object()
                                     : reference("schemas", buffer_text(&name));
    buffer_free(&name);
    return schema;
}

/* {name: {"$ref": …}} for each of the names that is not NULL. */
static void add_headers(struct json_object *response, const char *const *names, size_t count)
{
    struct json_object *headers = json_object_new_object();
    for (size_t i = 0; i < count; i++)
        if (names[i])
            json_object_object_add(headers, names[i], reference("headers", names[i]));
    json_object_object_add(response, "headers", headers);
}

static struct json_object *success(const struct app *app, const struct http_route *route,
                                   const struct kind *kind)
{
    const struct api_answer *described = api_answer_of(route);
    struct json_object *media =
        content(described ? described->type : "application/json", schema_of_answer(route, kind));
    struct json_object *example =
        kind ? example_of_kind(app, route, kind) : example_of_answer(app, described);
    bool goes_on = strcmp(route->pattern, "/api/v1/{kind}") == 0 ||
                   strcmp(route->pattern, "/api/v1/changes") == 0;
    const char *const headers[] = {
        route->flags & ROUTE_PRIVATE ? NULL : "ETag",
        goes_on || strcmp(route->pattern, "/api/v1/") == 0 ? "Link" : NULL,
        api_limit_of(route) ? "RateLimit-Policy" : NULL,
    };
    json_object_object_foreach(media, type, body)
    {
        (void)type;
        if (example)
            json_object_object_add(body, "example", example);
    }
    struct json_object *object = answer(route->summary, media);
    add_headers(object, headers, sizeof headers / sizeof headers[0]);
    return object;
}

static struct json_object *answers(const struct app *app, const struct http_route *route,
                                   const struct kind *kind)
{
    struct json_object *object = json_object_new_object();
    json_object_object_add(object, "200", success(app, route, kind));
    for (const struct api_status *each = api_statuses; each->status; each++)
        if (each->of(route))
            json_object_object_add(object, each->status, reference("responses", each->name));
    return object;
}

/* --- Bodies ----------------------------------------------------------------------------------- */

/* What stands in "with": in a form a text, in JSON an object. */
static struct json_object *schema_of_other(bool is_form)
{
    static const struct api_member other_members[] = {
        {"checklist", "string", "The other checklist's slug.", true},
        {"treated", "string", "When that treatment is or was.", true},
        {"hour", "string", "Its hour, where treated has none.", false},
        {NULL},
    };
    return is_form ? schema_of_type("string", NULL) : schema_of_members(other_members);
}

static struct json_object *plan_media(bool is_form)
{
    struct json_object *media = json_object_new_object(), *example = json_object_new_object();
    struct json_object *schema = schema_of_type("object", NULL), *list = json_object_new_object();
    struct json_object *required = json_object_new_array();
    for (const struct api_parameter *field = api_plan_fields; field->name; field++) {
        struct json_object *one = schema_of_type(field->type, field->words);
        if (strcmp(field->type, "array") == 0)
            json_object_object_add(one, "items", schema_of_other(is_form));
        json_object_object_add(list, field->name, one);
        json_add_text(example, field->name, field->example);
        if (field->required)
            json_object_array_add(required, json_object_new_string(field->name));
    }
    json_object_object_add(schema, "properties", list);
    json_object_object_add(schema, "required", required);
    json_object_object_add(media, "schema", schema);
    json_object_object_add(media, "example", example);
    return media;
}

static struct json_object *plan_body(void)
{
    struct json_object *body = json_object_new_object(), *types = json_object_new_object();
    json_object_object_add(types, "application/x-www-form-urlencoded", plan_media(true));
    json_object_object_add(types, "application/json", plan_media(false));
    json_object_object_add(body, "required", json_object_new_boolean(1));
    json_object_object_add(body, "content", types);
    return body;
}

/* --- Paths ------------------------------------------------------------------------------------ */

/* "get_faqs_slug": letters, digits and single lines. */
static void add_operation_id(struct json_object *operation, const char *method, const char *path)
{
    struct buffer id = {0};
    buffer_puts(&id, method);
    for (const char *c = path + strlen("/api/v1"); *c; c++) {
        if (isalnum((unsigned char)*c))
            buffer_putc(&id, *c);
        else if (id.length && id.data[id.length - 1] != '_' && c[1])
            buffer_putc(&id, '_');
    }
    if (id.data[id.length - 1] == '_')
        id.data[--id.length] = '\0';
    json_add_text(operation, "operationId", buffer_text(&id));
    buffer_free(&id);
}

static void add_operation(const struct app *app, struct json_object *paths,
                          const struct http_route *route, const struct kind *kind, const char *path)
{
    const char *method = route->method == HTTP_POST ? "post" : "get";
    struct json_object *operation = json_object_new_object(), *item = NULL;
    struct json_object *list = parameters(app, route, kind);
    json_add_text(operation, "summary", route->summary);
    add_operation_id(operation, method, path);
    if (json_object_array_length(list))
        json_object_object_add(operation, "parameters", list);
    else
        json_object_put(list);
    if (route->method == HTTP_POST)
        json_object_object_add(operation, "requestBody", plan_body());
    json_object_object_add(operation, "responses", answers(app, route, kind));
    if (!json_object_object_get_ex(paths, path, &item)) {
        item = json_object_new_object();
        json_object_object_add(paths, path, item);
    }
    json_object_object_add(item, method, operation);
}

/* A path for each kind where the pattern has {kind}. */
static void add_paths_of_kinds(const struct app *app, struct json_object *paths,
                               const struct http_route *route, const char *segment)
{
    for (const struct kind *kind = kinds; kind->name; kind++) {
        struct buffer path = {0};
        if (kind->internal || kind->only_one)
            continue;
        buffer_append(&path, route->pattern, (size_t)(segment - route->pattern));
        buffer_printf(&path, "%s%s", kind->plural, segment + strlen(kind_segment));
        add_operation(app, paths, route, kind, buffer_text(&path));
        buffer_free(&path);
    }
}

static struct json_object *paths_of(const struct app *app, const struct http_route *routes)
{
    struct json_object *paths = json_object_new_object();
    for (const struct http_route *route = routes; route->handler; route++) {
        const char *segment = strstr(route->pattern, kind_segment);
        if (!(route->flags & ROUTE_API))
            continue;
        if (segment)
            add_paths_of_kinds(app, paths, route, segment);
        else
            add_operation(app, paths, route,
                          strcmp(route->pattern, "/api/v1/clinic") == 0 ? kind_by_name("clinic")
                                                                        : NULL,
                          route->pattern);
    }
    return paths;
}

/* --- Components ------------------------------------------------------------------------------- */

static const struct api_member list_members[] = {
    {"kind", "string", "The kind of its documents.", true},
    {"total", "integer", "How many there are; left out where a filter stands.", false},
    {"total_is_least", "boolean", "With q: whether there may be more.", false},
    {"cut", "boolean", "With q: whether looking took too long and was ended.", false},
    {"corrected", "string", "With q: what was looked for instead.", false},
    {"suggestion", "string", "With q: words that may have been meant.", false},
    {"missing", "array", "With q: words that stand on no page.", false},
    {"nearest", "array", "With q: questions, where nothing was found.", false, api_nearest_members},
    {"count", "integer", "How many stand here.", true},
    {"next", "string", "Where the list goes on.", false},
    {"items", "array", "The documents.", true},
    {"included", "object", "Related documents, by key.", false},
    {"included_cut", "boolean", "There were more than 200 of these.", false},
    {NULL},
};
static const struct api_member link_members[] = {
    {"self", "string", "The document's address in the API.", true},
    {"page", "string", "Its page.", false},
    {"refers_to", "array", "The documents that it names.", false, api_reference_members},
    {"referred_by", "array", "Those that name it, the first 100.", false, api_reference_members},
    {NULL},
};
static const struct api_member problem_members[] = {
    {"title", "string", "The status in words.", true},
    {"status", "integer", "The status.", true},
    {"detail", "string", "What was wrong, for people.", false},
    {"instance", "string", "The request.", false},
    {"parameter", "string", "The parameter that was wrong.", false},
    {NULL},
};

static void add_kind_schemas(struct json_object *schemas)
{
    for (const struct kind *kind = kinds; kind->name; kind++) {
        struct buffer name = {0};
        if (kind->internal)
            continue;
        json_object_object_add(schemas, kind->name, schema_of_kind(kind));
        buffer_printf(&name, "%s-list", kind->name);
        struct json_object *list = schema_of_members(list_members);
        json_object_object_add(json_member(json_member(list, "properties"), "items"), "items",
                               reference("schemas", kind->name));
        if (kind->only_one)
            json_object_put(list);
        else
            json_object_object_add(schemas, buffer_text(&name), list);
        buffer_free(&name);
    }
}

static struct json_object *response_of(const struct api_status *status)
{
    struct json_object *problem = NULL;
    if (status->is_problem)
        problem = content("application/problem+json", reference("schemas", "Problem"));
    struct json_object *object = answer(status->words, problem);
    if (status->header)
        add_headers(object, &status->header, 1);
    return object;
}

static struct json_object *header_components(void)
{
    static const struct api_member headers[] = {
        {"ETag", "string", "Changes when anything is published; ask again with If-None-Match.",
         true},
        {"Link", "string", "RFC 8288: where a list goes on (next) and begins (first).", false},
        {"Location", "string", "Where it is now.", true},
        {"RateLimit-Policy", "string", "So many requests (q) in so many seconds (w).", false},
        {"Retry-After", "integer", "The seconds to wait.", true},
        {NULL},
    };
    struct json_object *object = json_object_new_object();
    for (const struct api_member *each = headers; each->name; each++) {
        struct json_object *header = json_object_new_object();
        json_add_text(header, "description", each->words);
        json_object_object_add(header, "schema", schema_of_type(each->type, NULL));
        json_object_object_add(object, each->name, header);
    }
    return object;
}

static struct json_object *components(void)
{
    struct json_object *object = json_object_new_object(), *schemas = json_object_new_object();
    struct json_object *responses = json_object_new_object();
    add_kind_schemas(schemas);
    for (const struct api_answer *each = api_answers; each->pattern; each++)
        if (each->members)
            json_object_object_add(schemas, each->name, schema_of_members(each->members));
    json_object_object_add(schemas, "Links", schema_of_members(link_members));
    json_object_object_add(schemas, "Problem", schema_of_members(problem_members));
    for (const struct api_status *each = api_statuses; each->status; each++)
        json_object_object_add(responses, each->name, response_of(each));
    json_object_object_add(object, "headers", header_components());
    json_object_object_add(object, "schemas", schemas);
    json_object_object_add(object, "responses", responses);
    return object;
}

/* --- The whole -------------------------------------------------------------------------------- */

static struct json_object *info(void)
{
    struct json_object *object = json_object_new_object(), *license = json_object_new_object();
    json_add_text(object, "title", "Aftercare");
    json_add_text(object, "summary", "What patients read, for programs.");
    json_add_text(object, "description",
                  "Reads only; no key is needed. Search, download and posts are limited: a few "
                  "requests a second from one address, then 429 with Retry-After "
                  "(RateLimit-Policy). A change that could break a program comes as /api/v2/.");
    json_add_text(object, "version", AFTERCARE_VERSION);
    json_add_text(license, "name", "MIT");
    json_add_text(license, "identifier", "MIT");
    json_object_object_add(object, "license", license);
    return object;
}

static struct json_object *openapi_make(const struct app *app, const struct http_route *routes)
{
    struct json_object *object = json_object_new_object(), *servers = json_object_new_array();
    struct json_object *server = json_object_new_object();
    json_add_text(object, "openapi", "3.1.0");
    json_object_object_add(object, "info", info());
    json_add_text(server, "url", app->base_url[0] ? app->base_url : "/");
    json_object_array_add(servers, server);
    json_object_object_add(object, "servers", servers);
    json_object_object_add(object, "security", json_object_new_array());
    json_object_object_add(object, "paths", paths_of(app, routes));
    json_object_object_add(object, "components", components());
    return object;
}

void api_openapi(const struct http_request *request, struct http_response *response)
{
    api_send(request, response, openapi_make(request->app, request->routes));
}

/* The API's description as a page for people, made from the same tables. */
#include "api/api.h"
#include "api/describe.h"
#include "api/statuses.h"
#include "content/kind.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <string.h>

static struct json_object *field(const char *name, const char *words, const char *example)
{
    struct json_object *entry = json_object_new_object();
    json_add_text(entry, "name", name);
    json_add_text(entry, "words", words);
    json_add_text(entry, "example", example);
    return entry;
}

static struct json_object *parameter(const struct http_route *route, const char *name)
{
    const struct api_parameter *described = api_parameter_of(route, name);
    return field(name, described ? described->words : NULL, described ? described->example : NULL);
}

static struct json_object *kind_parameter(void)
{
    struct buffer words = {0};
    buffer_puts(&words, "One of:");
    for (const struct kind *kind = kinds; kind->name; kind++)
        if (!kind->internal && !kind->only_one)
            buffer_printf(&words, " %s", kind->plural);
    buffer_puts(&words, ".");
    struct json_object *entry = field("kind", buffer_text(&words), NULL);
    buffer_free(&words);
    return entry;
}

/* What stands in braces in the path. */
static void add_path_parameters(struct json_object *list, const struct http_route *route)
{
    for (const char *open = strchr(route->pattern, '{'); open; open = strchr(open + 1, '{')) {
        struct buffer name = {0};
        buffer_append(&name, open + 1, strcspn(open + 1, "}"));
        json_object_array_add(list, strcmp(buffer_text(&name), "kind") == 0
                                        ? kind_parameter()
                                        : parameter(route, buffer_text(&name)));
        buffer_free(&name);
    }
}

static struct json_object *body_fields(const struct http_route *route)
{
    struct json_object *list = json_object_new_array();
    for (const struct api_parameter *each = api_plan_fields;
         route->method == HTTP_POST && each->name; each++)
        json_object_array_add(list, field(each->name, each->words, each->example));
    return list;
}

static struct json_object *statuses(const struct http_route *route)
{
    struct json_object *list = json_object_new_array();
    for (const struct api_status *each = api_statuses; each->status; each++)
        if (each->of(route))
            json_object_array_add(list, field(each->status, each->words, NULL));
    return list;
}

/* A list and, as has_NAME, whether there is anything in it. */
static void add_list(struct json_object *entry, const char *name, struct json_object *list)
{
    struct buffer has = {0};
    buffer_printf(&has, "has_%s", name);
    json_object_object_add(entry, buffer_text(&has),
                           json_object_new_boolean(json_object_array_length(list) > 0));
    json_object_object_add(entry, name, list);
    buffer_free(&has);
}

static struct json_object *members(const struct http_route *route)
{
    struct json_object *list = json_object_new_array();
    const struct api_answer *answer = api_answer_of(route);
    for (const struct api_member *member = answer ? answer->members : NULL; member && member->name;
         member++)
        json_object_array_add(list, field(member->name, member->words, NULL));
    return list;
}

static struct json_object *describe(const struct http_route *route)
{
    struct json_object *entry = json_object_new_object(), *list = json_object_new_array();
    json_add_text(entry, "method", http_method_name(route->method));
    json_add_text(entry, "path", route->pattern);
    json_add_text(entry, "words", route->summary);
    json_add_text(entry, "limit", api_limit_of(route));
    add_path_parameters(list, route);
    for (const char *const *name = route->query; name && *name; name++)
        json_object_array_add(list, parameter(route, *name));
    add_list(entry, "parameters", list);
    add_list(entry, "fields", body_fields(route));
    add_list(entry, "members", members(route));
    add_list(entry, "statuses", statuses(route));
    return entry;
}

void api_docs(const struct http_request *request, struct http_response *response)
{
    struct json_object *view = view_layout(request->app, "For programs", request->path);
    struct json_object *list = json_object_new_array();
    for (const struct http_route *route = request->routes; route->handler; route++)
        if (route->flags & ROUTE_API)
            json_object_array_add(list, describe(route));
    json_object_object_add(view, "operations", list);
    response->content_type = "text/html; charset=utf-8";
    view_render(request->app, "api_docs", view, &response->body);
    json_object_put(view);
}

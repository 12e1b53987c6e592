/* The API's description as a page for people, made from the same tables. */
#include "api/api.h"
#include "api/describe.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>

static struct json_object *parameter(const struct http_route *route, const char *name)
{
    const struct api_parameter *described = api_parameter_of(route, name);
    struct json_object *entry = json_object_new_object();
    json_add_text(entry, "name", name);
    json_add_text(entry, "words", described ? described->words : NULL);
    json_add_text(entry, "example", described ? described->example : NULL);
    return entry;
}

static struct json_object *describe(const struct http_route *route)
{
    struct json_object *entry = json_object_new_object(), *list = json_object_new_array();
    const struct api_answer *answer = api_answer_of(route);
    struct json_object *members = json_object_new_array();
    json_add_text(entry, "method", http_method_name(route->method));
    json_add_text(entry, "path", route->pattern);
    json_add_text(entry, "words", route->summary);
    for (const char *const *name = route->query; name && *name; name++)
        json_object_array_add(list, parameter(route, *name));
    for (const struct api_member *member = answer ? answer->members : NULL; member && member->name;
         member++) {
        struct json_object *one = json_object_new_object();
        json_add_text(one, "name", member->name);
        json_add_text(one, "words", member->words);
        json_object_array_add(members, one);
    }
    json_object_object_add(entry, "has_parameters",
                           json_object_new_boolean(json_object_array_length(list) > 0));
    json_object_object_add(entry, "has_members",
                           json_object_new_boolean(json_object_array_length(members) > 0));
    json_object_object_add(entry, "parameters", list);
    json_object_object_add(entry, "members", members);
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

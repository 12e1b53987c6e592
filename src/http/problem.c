#include "http/problem.h"

#include <json-c/json.h>

static void add_text(struct json_object *problem, const char *name, const char *text)
{
    if (text)
        json_object_object_add(problem, name, json_object_new_string(text));
}

void http_problem(struct http_response *response, const struct http_request *request, int status,
                  const char *detail, const char *parameter)
{
    struct buffer instance = {0};
    if (*request->id)
        buffer_printf(&instance, "urn:request:%s", request->id);
    struct json_object *problem = json_object_new_object();
    add_text(problem, "title", http_status_words(status));
    json_object_object_add(problem, "status", json_object_new_int(status));
    add_text(problem, "detail", detail);
    if (instance.length)
        add_text(problem, "instance", buffer_text(&instance));
    add_text(problem, "parameter", parameter);
    buffer_free(&instance);

    response->status = status;
    response->content_type = "application/problem+json";
    response->cache = status == 404 || status == 410 ? HTTP_CACHE_SHARED : HTTP_CACHE_NONE;
    response->etag[0] = '\0';
    response->compressed = false;
    buffer_clear(&response->body);
    buffer_puts(&response->body,
                json_object_to_json_string_ext(problem, JSON_C_TO_STRING_PLAIN |
                                                            JSON_C_TO_STRING_NOSLASHESCAPE));
    buffer_putc(&response->body, '\n');
    json_object_put(problem);
}

#include "site/send.h"

#include "view/layout.h"

#include <json-c/json.h>

void page_send(const struct http_request *request, struct http_response *response,
               const char *template_name, struct json_object *view)
{
    response->content_type = "text/html; charset=utf-8";
    view_render(request->app, template_name, view, &response->body);
    json_object_put(view);
}

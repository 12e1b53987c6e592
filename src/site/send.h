/* Sending a page. */
#ifndef AFTERCARE_SITE_SEND_H
#define AFTERCARE_SITE_SEND_H

#include "http/response.h"

struct json_object;

/* Renders view (put here) with a template as the response's body. */
void page_send(const struct http_request *request, struct http_response *response,
               const char *template_name, struct json_object *view);

#endif

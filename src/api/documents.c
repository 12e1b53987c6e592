/* The index, the list of a kind, one document. */
#include "api/api.h"

#include "api/find.h"
#include "api/send.h"
#include "api/shape.h"
#include "content/document.h"
#include "content/kind.h"
#include "http/problem.h"
#include "text/json.h"

#include <json-c/json.h>

const char *const api_query[] = {"pretty", NULL};
const char *const api_document_query[] = {"fields", "include", "pretty", NULL};

/* --- /api/v1/ --------------------------------------------------------------------------------- */

static struct json_object *index_entry(const struct app *app, const struct kind *kind)
{
    struct json_object *entry = json_object_new_object();
    struct buffer path = {0};
    json_add_text(entry, "kind", kind->name);
    json_add_text(entry, "title", kind->label);
    json_object_object_add(entry, "count", json_object_new_int64(document_count(app->db, kind)));
    buffer_printf(&path, "/api/v1/%s", kind->plural);
    api_add_url(app, entry, "url", buffer_text(&path));
    buffer_free(&path);
    return entry;
}

void api_index(const struct http_request *request, struct http_response *response)
{
    struct json_object *index = json_object_new_object();
    struct json_object *list = json_object_new_array();
    json_add_text(index, "name", "Aftercare");
    json_add_text(index, "version", AFTERCARE_VERSION);
    for (const struct kind *kind = kinds; kind->name; kind++)
        if (!kind->internal)
            json_object_array_add(list, index_entry(request->app, kind));
    json_object_object_add(index, "kinds", list);
    api_add_url(request->app, index, "openapi", "/api/v1/openapi.json");
    api_add_url(request->app, index, "documentation", "/api/v1/docs");
    http_response_header(response, "Link",
                         "</api/v1/openapi.json>; rel=\"service-desc\"; type=\"application/json\", "
                         "</api/v1/docs>; rel=\"service-doc\"; type=\"text/html\"");
    api_send(request, response, index);
}

/* --- One document ----------------------------------------------------------------------------- */

/* Sends the document (freed here) with the fields and related documents that were asked for. */
static void send_document(const struct http_request *request, struct http_response *response,
                          const struct kind *kind, struct document *document)
{
    struct json_object *included = NULL;
    struct shape shape;
    if (shape_read(request, response, kind, &shape)) {
        struct json_object *answer = shape_document(request, &shape, document, &included);
        shape_add_included(request, answer, included);
        api_send(request, response, answer);
        shape_free(&shape);
    }
    document_free(document);
}

void api_document(const struct http_request *request, struct http_response *response)
{
    const struct kind *kind = api_kind_of_path(request, response);
    struct document document;
    if (kind && api_find(request, response, kind, "", &document))
        send_document(request, response, kind, &document);
}

void api_clinic(const struct http_request *request, struct http_response *response)
{
    const struct kind *kind = kind_by_name("clinic");
    struct document clinic;
    if (document_first(request->app->db, kind, &clinic))
        send_document(request, response, kind, &clinic);
    else
        http_problem(response, request, 404, "No clinic has been published yet.", NULL);
}

/* The index, the list of a kind, one document. */
#include "api/api.h"

#include "api/find.h"
#include "api/send.h"
#include "content/document.h"
#include "content/kind.h"
#include "http/problem.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { LIMIT_DEFAULT = 20, LIMIT_MAX = 100 };

const char *const api_query[] = {"pretty", NULL};
const char *const api_list_query[] = {"pretty", "limit", "after", NULL};

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
        json_object_array_add(list, index_entry(request->app, kind));
    json_object_object_add(index, "kinds", list);
    api_send(request, response, index);
}

/* --- Lists ------------------------------------------------------------------------------------ */

static bool read_limit(const struct http_request *request, struct http_response *response,
                       int64_t *limit)
{
    const char *text = http_params_get(&request->query, "limit");
    *limit = LIMIT_DEFAULT;
    if (!text)
        return true;
    size_t digits = strspn(text, "0123456789");
    *limit = digits && digits < 5 && !text[digits] ? strtoll(text, NULL, 10) : 0;
    if (*limit >= 1 && *limit <= LIMIT_MAX)
        return true;
    http_problem(response, request, 400, "limit takes a whole number from 1 to 100.", "limit");
    return false;
}

static void add_next(const struct app *app, struct json_object *list, const struct kind *kind,
                     int64_t limit, const char *last)
{
    struct buffer path = {0};
    buffer_printf(&path, "/api/v1/%s?limit=%lld&after=%s", kind->plural, (long long)limit, last);
    api_add_url(app, list, "next", buffer_text(&path));
    buffer_free(&path);
}

/* limit + 1 documents were asked for: the last one only tells that the list goes on. */
static void send_list(const struct http_request *request, struct http_response *response,
                      const struct kind *kind, struct document *documents, int64_t found,
                      int64_t limit)
{
    struct json_object *list = json_object_new_object();
    struct json_object *items = json_object_new_array();
    int64_t shown = found > limit ? limit : found;
    for (int64_t i = 0; i < shown; i++)
        json_object_array_add(items, api_view(request->app, &documents[i]));
    json_add_text(list, "kind", kind->name);
    json_object_object_add(list, "total",
                           json_object_new_int64(document_count(request->app->db, kind)));
    json_object_object_add(list, "count", json_object_new_int64(shown));
    if (found > limit)
        add_next(request->app, list, kind, limit, json_text(documents[limit - 1].body, "key"));
    json_object_object_add(list, "items", items);
    api_send(request, response, list);
}

static const struct kind *kind_of_path(const struct http_request *request,
                                       struct http_response *response)
{
    const char *plural = http_params_get(&request->captured, "kind");
    const struct kind *kind = kind_by_plural(plural);
    if (kind && !kind->only_one)
        return kind;
    http_problem(response, request, 404,
                 "There is no such kind of document; GET /api/v1/ lists them.", NULL);
    return NULL;
}

void api_list(const struct http_request *request, struct http_response *response)
{
    const struct kind *kind = kind_of_path(request, response);
    const char *after = http_params_get(&request->query, "after");
    struct document documents[LIMIT_MAX + 1];
    int64_t limit;
    if (!kind || !read_limit(request, response, &limit))
        return;
    int64_t found = document_page(request->app->db, kind, after, limit + 1, documents);
    if (found < 0) {
        http_problem(response, request, 400, "after takes the key of a document of this list.",
                     "after");
        return;
    }
    send_list(request, response, kind, documents, found, limit);
    for (int64_t i = 0; i < found; i++)
        document_free(&documents[i]);
}

/* --- One document ----------------------------------------------------------------------------- */

void api_document(const struct http_request *request, struct http_response *response)
{
    const struct kind *kind = kind_of_path(request, response);
    struct document document;
    if (!kind || !api_find(request, response, kind, "", &document))
        return;
    api_send(request, response, api_view(request->app, &document));
    document_free(&document);
}

void api_clinic(const struct http_request *request, struct http_response *response)
{
    struct document clinic;
    if (document_first(request->app->db, kind_by_name("clinic"), &clinic))
        api_send(request, response, api_view(request->app, &clinic));
    else
        http_problem(response, request, 404, "No clinic has been published yet.", NULL);
    document_free(&clinic);
}

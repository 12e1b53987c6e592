#include "site/page.h"

#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { PAGE_NUMBER_MAX = 1000000 };

/* 410: says why, and where to go. */
static void send_withdrawn(const struct http_request *request, struct http_response *response,
                           struct json_object *withdrawn)
{
    struct json_object *view = view_withdrawn(request->app, withdrawn);
    response->status = 410;
    page_send(request, response, "withdrawn", view);
}

static void answer_missing(const struct http_request *request, struct http_response *response,
                           const struct kind *kind, const char *slug, const char *rest)
{
    struct buffer now = {0}, path = {0};
    struct json_object *withdrawn = document_withdrawn(request->app->db, kind, slug);
    if (withdrawn) {
        send_withdrawn(request, response, withdrawn);
    } else if (document_moved(request->app->db, kind, slug, &now)) {
        document_path(kind, buffer_text(&now), &path);
        buffer_puts(&path, rest);
        http_response_redirect(response, 308, buffer_text(&path));
    } else {
        site_error(request, response, 404, NULL);
    }
    json_object_put(withdrawn);
    buffer_free(&now);
    buffer_free(&path);
}

bool page_find(const struct http_request *request, struct http_response *response,
               const char *kind_name, struct document *document)
{
    return page_find_below(request, response, kind_name, "", document);
}

bool page_find_below(const struct http_request *request, struct http_response *response,
                     const char *kind_name, const char *rest, struct document *document)
{
    const struct kind *kind = kind_by_name(kind_name);
    const char *slug = http_params_get(&request->captured, "slug");
    if (document_by_slug(request->app->db, kind, slug, document))
        return true;
    answer_missing(request, response, kind, slug, rest);
    return false;
}

bool page_number(const struct http_request *request, struct http_response *response,
                 int64_t *number)
{
    const char *text = http_params_get(&request->query, "page");
    *number = 1;
    if (!text)
        return true;
    *number = strspn(text, "0123456789") == strlen(text) ? strtoll(text, NULL, 10) : 0;
    if (*number >= 1 && *number <= PAGE_NUMBER_MAX)
        return true;
    site_error(request, response, 400, "The page number in the address is not a number from 1 on.");
    return false;
}

bool page_has_base_url(const struct http_request *request, struct http_response *response)
{
    if (request->app->base_url[0])
        return true;
    site_error(request, response, 404,
               "This needs the site's own address, which whoever runs the program has not given "
               "it (--base-url).");
    return false;
}

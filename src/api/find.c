#include "api/find.h"

#include "api/send.h"
#include "content/document.h"
#include "content/kind.h"
#include "http/problem.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>

/* 410: says why, and where to go. */
static void answer_withdrawn(const struct http_request *request, struct http_response *response,
                             struct json_object *withdrawn)
{
    const char *key = json_text(withdrawn, "instead");
    struct json_object *instead = key ? document_entry(request->app->db, key) : NULL;
    struct buffer detail = {0};
    buffer_puts(&detail, json_text(withdrawn, "reason"));
    if (instead) {
        const struct kind *kind = kind_by_name(json_text(instead, "kind"));
        buffer_printf(&detail, " Instead: %s/api/v1/%s", request->app->base_url, kind->plural);
        if (!kind->only_one)
            buffer_printf(&detail, "/%s", json_text(instead, "slug"));
    }
    http_problem(response, request, 410, buffer_text(&detail), NULL);
    buffer_free(&detail);
    json_object_put(instead);
}

static void answer_missing(const struct http_request *request, struct http_response *response,
                           const struct kind *kind, const char *slug, const char *rest)
{
    struct db *db = request->app->db;
    struct json_object *withdrawn = document_withdrawn(db, kind, slug);
    struct buffer now = {0}, path = {0};
    if (withdrawn) {
        answer_withdrawn(request, response, withdrawn);
    } else if (document_moved(db, kind, slug, &now)) {
        buffer_printf(&path, "/api/v1/%s/%s%s", kind->plural, buffer_text(&now), rest);
        http_response_redirect(response, 308, buffer_text(&path));
    } else {
        buffer_printf(&path, "There is no %s of that name; GET /api/v1/%s lists them.", kind->name,
                      kind->plural);
        http_problem(response, request, 404, buffer_text(&path), NULL);
    }
    json_object_put(withdrawn);
    buffer_free(&now);
    buffer_free(&path);
}

void api_answer_missing(const struct http_request *request, struct http_response *response,
                        const struct kind *kind, const char *slug)
{
    answer_missing(request, response, kind, slug, "");
}

bool api_find(const struct http_request *request, struct http_response *response,
              const struct kind *kind, const char *rest, struct document *document)
{
    const char *slug = http_params_get(&request->captured, "slug");
    if (document_by_slug(request->app->db, kind, slug, document))
        return true;
    answer_missing(request, response, kind, slug, rest);
    return false;
}

/* A program that kept the address of before means the same treatment. */
static bool find_renamed(struct db *db, const struct kind *kind, const char *slug,
                         struct document *document)
{
    struct buffer now = {0};
    bool found = document_moved(db, kind, slug, &now) &&
                 document_by_slug(db, kind, buffer_text(&now), document);
    buffer_free(&now);
    return found;
}

bool api_find_treatment(const struct http_request *request, struct http_response *response,
                        struct document *treatment)
{
    const char *slug = http_params_get(&request->query, "treatment");
    const struct kind *kind = kind_by_name("treatment");
    struct db *db = request->app->db;
    *treatment = (struct document){0};
    if (!slug || document_by_slug(db, kind, slug, treatment) ||
        find_renamed(db, kind, slug, treatment))
        return true;
    http_problem(response, request, 404,
                 "There is no treatment of that name; GET /api/v1/treatments lists them.",
                 "treatment");
    return false;
}

const struct kind *api_kind_of_path(const struct http_request *request,
                                    struct http_response *response)
{
    const char *plural = http_params_get(&request->captured, "kind");
    const struct kind *kind = kind_by_plural(plural);
    if (kind && !kind->only_one && !kind->internal)
        return kind;
    http_problem(response, request, 404,
                 "There is no such kind of document; GET /api/v1/ lists them.", NULL);
    return NULL;
}

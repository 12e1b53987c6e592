/* Whether a printed leaflet is current, and what has changed since. */
#include "view/leaflet.h"

#include "api/api.h"
#include "api/send.h"
#include "content/document.h"
#include "content/kind.h"
#include "http/problem.h"
#include "text/json.h"

#include <json-c/json.h>

/* Of a checklist that is gone, its own answer tells more than that there is no such leaflet: unless
 * nobody can have printed that version, since nginx keeps the checklist's answer. */
static void answer_missing(const struct http_request *request, struct http_response *response,
                           const char *slug, const char *version, bool printed)
{
    struct buffer now = {0}, path = {0};
    const struct kind *kind = kind_by_name("checklist");
    struct json_object *withdrawn = document_withdrawn(request->app->db, kind, slug);
    if (withdrawn && printed) {
        http_problem(response, request, 410, json_text(withdrawn, "reason"), NULL);
    } else if (printed && document_moved(request->app->db, kind, slug, &now)) {
        buffer_printf(&path, "/api/v1/leaflets/%s/%s", buffer_text(&now), version);
        http_response_redirect(response, 308, buffer_text(&path));
    } else {
        http_problem(response, request, 404,
                     "There is no checklist of that name; GET /api/v1/checklists lists them.",
                     NULL);
    }
    json_object_put(withdrawn);
    buffer_free(&now);
    buffer_free(&path);
}

void api_leaflet(const struct http_request *request, struct http_response *response)
{
    const char *slug = http_params_get(&request->captured, "slug");
    const char *version = http_params_get(&request->captured, "version");
    struct document checklist;
    struct leaflet_version numbers;
    enum leaflet_state state;
    bool printed = leaflet_version_read(version, &numbers);
    if (!document_by_slug(request->app->db, kind_by_name("checklist"), slug, &checklist)) {
        answer_missing(request, response, slug, version, printed);
        return;
    }
    struct json_object *check = view_leaflet_check(request->app, &checklist, version, &state);
    struct buffer path = {0};
    buffer_printf(&path, "/aftercare/%s", slug);
    api_add_url(request->app, check, "page", buffer_text(&path));
    if (state == LEAFLET_UNKNOWN) {
        buffer_clear(&path);
        buffer_printf(&path, "There is no leaflet of that version; the current one is %s.",
                      json_text(check, "current_version"));
        http_problem(response, request, 404, buffer_text(&path), NULL);
        response->replaces_page = printed; /* its text may have been taken away */
        json_object_put(check);
    } else {
        api_send(request, response, check);
    }
    buffer_free(&path);
    document_free(&checklist);
}

/* "Is my leaflet current?": where the code on a printed leaflet leads. */
#include "view/leaflet.h"

#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>

static void add_truth(struct json_object *object, const char *name, bool truth)
{
    json_object_object_add(object, name, json_object_new_boolean(truth));
}

static void send_check(const struct http_request *request, struct http_response *response,
                       const struct document *checklist, const char *version)
{
    enum leaflet_state state;
    struct json_object *check = view_leaflet_check(request->app, checklist, version, &state);
    struct json_object *view = view_layout(request->app, "Is my leaflet current?",
                                           state == LEAFLET_UNKNOWN ? NULL : request->path);
    struct json_object *changes = json_member(check, "changes");
    add_truth(view, "is_current", state == LEAFLET_CURRENT);
    add_truth(view, "is_superseded", state == LEAFLET_SUPERSEDED);
    add_truth(view, "is_unknown", state == LEAFLET_UNKNOWN);
    add_truth(view, "has_safety", changes && json_length(changes, "safety"));
    add_truth(view, "has_other", changes && json_length(changes, "other"));
    view_add_leaflet(request->app, view, checklist);
    json_object_object_add(view, "check", check);
    json_add_shared(view, "document", checklist->body);
    if (state == LEAFLET_UNKNOWN)
        response->status = 404;
    http_response_header(response, "X-Robots-Tag", "noindex");
    page_send(request, response, "leaflet_check", view);
}

/* 308 where the checklist has another address now. */
static bool redirect_moved(const struct http_request *request, struct http_response *response,
                           const char *slug, const char *version)
{
    struct buffer now = {0}, path = {0};
    bool moved = document_moved(request->app->db, kind_by_name("checklist"), slug, &now);
    if (moved) {
        buffer_printf(&path, "/leaflet/%s/%s", buffer_text(&now), version);
        http_response_redirect(response, 308, buffer_text(&path));
    }
    buffer_free(&now);
    buffer_free(&path);
    return moved;
}

/* The checklist in the path; false if it was answered that it is gone, is called otherwise now, or
 * never was. What nobody printed has the last answer alone: nginx keeps the others. */
static bool find_checklist(const struct http_request *request, struct http_response *response,
                           const char *slug, const char *version, bool printed,
                           struct document *checklist)
{
    if (!printed && !document_by_slug(request->app->db, kind_by_name("checklist"), slug, checklist))
        site_error(request, response, 404, NULL);
    else if (!printed)
        return true;
    else if (!redirect_moved(request, response, slug, version))
        return page_find(request, response, "checklist", checklist);
    return false;
}

void site_leaflet(const struct http_request *request, struct http_response *response)
{
    const char *slug = http_params_get(&request->captured, "slug");
    const char *version = http_params_get(&request->captured, "version");
    struct leaflet_version numbers;
    struct document checklist;
    bool printed = leaflet_version_read(version, &numbers);
    if (!find_checklist(request, response, slug, version, printed, &checklist))
        return;
    send_check(request, response, &checklist, version);
    response->replaces_page = printed; /* its text may have been taken away */
    document_free(&checklist);
}

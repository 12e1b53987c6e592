#include "view/leaflet.h"

#include "content/document.h"
#include "content/moment.h"
#include "text/json.h"
#include "text/qr.h"
#include "view/app.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static const char *const states[] = {[LEAFLET_CURRENT] = "current",
                                     [LEAFLET_SUPERSEDED] = "superseded",
                                     [LEAFLET_UNKNOWN] = "unknown"};

/* An address as one types it: without "https://". */
static const char *without_scheme(const char *url)
{
    const char *mark = strstr(url, "://");
    return mark ? mark + 3 : url;
}

static void add_address(const struct app *app, struct json_object *leaflet, const char *path)
{
    char *url = view_url(app, path);
    struct buffer qr = {0};
    json_add_text(leaflet, "check_url", path);
    json_add_text(leaflet, "host", without_scheme(app->base_url));
    if (app->base_url[0] && qr_svg(url, "QR code: is this leaflet current?", &qr))
        json_add_text(leaflet, "qr_html", buffer_text(&qr));
    buffer_free(&qr);
    free(url);
}

static void add_day(struct json_object *view, struct json_object *leaflet, int64_t moment)
{
    struct json_object *clinic = json_member(view, "clinic");
    const char *zone = clinic ? json_text(clinic, "time_zone") : NULL;
    struct buffer day = {0}, words = {0};
    moment_date((time_t)moment, zone ? zone : "UTC", 0, &day);
    date_words(buffer_text(&day), &words);
    json_add_text(leaflet, "changed_words", buffer_text(&words));
    buffer_free(&day);
    buffer_free(&words);
}

void view_add_leaflet(const struct app *app, struct json_object *view,
                      const struct document *checklist)
{
    struct leaflet_version version;
    int64_t changed_at;
    struct buffer text = {0}, path = {0};
    if (!checklist->id || !leaflet_version_now(app->db, checklist, &version, &changed_at))
        return;
    struct json_object *leaflet = json_object_new_object();
    leaflet_version_write(&version, &text);
    buffer_printf(&path, "/leaflet/%s/%s", json_text(checklist->body, "slug"), buffer_text(&text));
    json_add_text(leaflet, "version", buffer_text(&text));
    add_day(view, leaflet, changed_at);
    add_address(app, leaflet, buffer_text(&path));
    json_object_object_add(view, "leaflet", leaflet);
    buffer_free(&text);
    buffer_free(&path);
}

struct json_object *view_leaflet_check(const struct app *app, const struct document *checklist,
                                       const char *text, enum leaflet_state *state)
{
    struct json_object *check = json_object_new_object(), *changes = NULL;
    struct leaflet_version asked, now;
    enum leaflet_state found = LEAFLET_UNKNOWN;
    struct buffer current = {0};
    int64_t changed_at;
    if (leaflet_version_read(text, &asked))
        found = leaflet_compare(app->db, checklist->body, &asked, &changes);
    if (leaflet_version_now(app->db, checklist, &now, &changed_at))
        leaflet_version_write(&now, &current);
    json_add_text(check, "leaflet", json_text(checklist->body, "slug"));
    json_add_text(check, "version", text);
    json_add_text(check, "current_version", buffer_text(&current));
    json_add_text(check, "state", states[found]);
    if (changes)
        json_object_object_add(check, "changes", changes);
    if (state)
        *state = found;
    buffer_free(&current);
    return check;
}

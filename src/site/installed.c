/* The site as an app on a phone: its manifest (W3C Web Application Manifest), and the page about
 * what the phone keeps. */
#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>

static const char paper[] = "#fbf8f3"; /* --paper of site.css */

static const struct icon {
    const char *file, *sizes, *type, *purpose;
} icons[] = {
    {"icon-192.png", "192x192", "image/png", "any"},
    {"icon-512.png", "512x512", "image/png", "any"},
    {"maskable-512.png", "512x512", "image/png", "maskable"},
    {"favicon.svg", "any", "image/svg+xml", "any"},
};

static const struct shortcut {
    const char *name, *url;
} shortcuts[] = {{"Aftercare", "/aftercare"}, {"Can I …?", "/can-i"}, {"Contact", "/contact"}};

static struct json_object *icon_list(void)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < sizeof icons / sizeof icons[0]; i++) {
        struct json_object *icon = json_object_new_object();
        json_add_text(icon, "src", view_static_url(icons[i].file));
        json_add_text(icon, "sizes", icons[i].sizes);
        json_add_text(icon, "type", icons[i].type);
        json_add_text(icon, "purpose", icons[i].purpose);
        json_object_array_add(list, icon);
    }
    return list;
}

static struct json_object *shortcut_list(void)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < sizeof shortcuts / sizeof shortcuts[0]; i++) {
        struct json_object *shortcut = json_object_new_object();
        json_add_text(shortcut, "name", shortcuts[i].name);
        json_add_text(shortcut, "url", shortcuts[i].url);
        json_object_array_add(list, shortcut);
    }
    return list;
}

void site_manifest(const struct http_request *request, struct http_response *response)
{
    struct json_object *manifest = json_object_new_object();
    struct document clinic = {0};
    bool found = document_first(request->app->db, kind_by_name("clinic"), &clinic);
    json_add_text(manifest, "id", "/");
    json_add_text(manifest, "name",
                  found ? json_text(clinic.body, "title") : "Patient information");
    json_add_text(manifest, "description", "What to do before and after your treatment");
    json_add_text(manifest, "lang", "en");
    json_add_text(manifest, "dir", "ltr");
    json_add_text(manifest, "start_url", "/");
    json_add_text(manifest, "scope", "/");
    /* Not "standalone": a phone that has no key for it needs the browser's Back. */
    json_add_text(manifest, "display", "minimal-ui");
    json_add_text(manifest, "theme_color", paper);
    json_add_text(manifest, "background_color", paper);
    json_object_object_add(manifest, "icons", icon_list());
    json_object_object_add(manifest, "shortcuts", shortcut_list());
    response->content_type = "application/manifest+json; charset=utf-8";
    buffer_puts(&response->body,
                json_object_to_json_string_ext(manifest, JSON_C_TO_STRING_NOSLASHESCAPE));
    document_free(&clinic);
    json_object_put(manifest);
}

void site_kept(const struct http_request *request, struct http_response *response)
{
    struct json_object *view = view_layout(request->app, "Kept on this phone", NULL);
    http_response_header(response, "X-Robots-Tag", "noindex");
    json_add_text(view, "kept_script_url", view_static_url("kept.js"));
    page_send(request, response, "kept", view);
}

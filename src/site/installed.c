/* The site as an app on a phone: its manifest (W3C Web Application Manifest), and the page about
 * what the phone keeps. */
#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"
#include "view/look.h"

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

static void add_icon(struct json_object *list, const char *url, const char *sizes, const char *type,
                     const char *purpose)
{
    struct json_object *icon = json_object_new_object();
    json_add_text(icon, "src", url);
    json_add_text(icon, "sizes", sizes);
    json_add_text(icon, "type", type);
    json_add_text(icon, "purpose", purpose);
    json_object_array_add(list, icon);
}

/* The clinic's logo alone, where it can be an icon: beside it a phone would choose ours, which may
 * be masked. */
static struct json_object *icon_list(struct json_object *clinic)
{
    struct json_object *list = json_object_new_array();
    struct look_icon logo;
    struct buffer sizes = {0};
    if (clinic && look_app_icon(clinic, &logo)) {
        if (logo.side)
            buffer_printf(&sizes, "%lldx%lld", (long long)logo.side, (long long)logo.side);
        add_icon(list, logo.url, logo.side ? buffer_text(&sizes) : "any", logo.type, "any");
        buffer_free(&sizes);
        return list;
    }
    for (size_t i = 0; i < sizeof icons / sizeof icons[0]; i++)
        add_icon(list, view_static_url(icons[i].file), icons[i].sizes, icons[i].type,
                 icons[i].purpose);
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
    const char *accent = found ? json_text(clinic.body, "accent") : NULL;
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
    json_add_text(manifest, "theme_color", accent ? accent : paper);
    json_add_text(manifest, "background_color", paper);
    json_object_object_add(manifest, "icons", icon_list(clinic.body));
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
    json_add_text(view, "copy_script_url", view_static_url("copy.js")); /* kept with the page */
    page_send(request, response, "kept", view);
}

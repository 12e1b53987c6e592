#include "view/look.h"

#include "base/fingerprint.h"
#include "content/brand.h"
#include "content/picture.h"
#include "text/json.h"
#include "view/layout.h"
#include "view/site_css.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <math.h>
#include <string.h>

/* --- The style sheet -------------------------------------------------------------------------- */

void look_style(const char *tokens, struct buffer *css)
{
    buffer_puts(css, tokens);
    buffer_append(css, site_css, sizeof site_css - 1);
}

void look_style_name(const char *tokens, struct buffer *name)
{
    static uint64_t of_css; /* every page asks for it */
    if (!of_css)
        of_css = fingerprint_add(FINGERPRINT_START, site_css, sizeof site_css - 1);
    buffer_printf(name, "style-%016" PRIx64 ".css",
                  fingerprint_add(of_css, tokens, strlen(tokens)));
}

/* Around a page browsers show the color itself, on dark pages too: it is dark enough for white
 * words. */
static void add_theme(struct json_object *view)
{
    json_add_text(view, "theme_color", json_text(json_member(view, "clinic"), "accent"));
}

static void add_style(const struct app *app, struct json_object *view)
{
    struct buffer tokens = {0}, url = {0};
    brand_tokens(app->db, &tokens);
    if (tokens.length) {
        buffer_puts(&url, "/brand/");
        look_style_name(buffer_text(&tokens), &url);
        json_add_text(view, "style_url", buffer_text(&url));
        add_theme(view);
    }
    buffer_free(&tokens);
    buffer_free(&url);
}

/* --- The logo --------------------------------------------------------------------------------- */

static void add_length(struct json_object *view, const char *name, double length)
{
    json_object_object_add(view, name, json_object_new_int64((int64_t)fmax(round(length), 1)));
}

static const char *type_of(const char *url)
{
    const char *ending = strrchr(url, '.');
    return ending && strcmp(ending, ".png") == 0 ? "image/png" : "image/svg+xml";
}

static void add_logo(struct json_object *view, const char *url, const char *type,
                     struct json_object *clinic)
{
    double width = (double)json_integer(clinic, "logo_width", LOOK_LOGO_WIDTH);
    double height = (double)json_integer(clinic, "logo_height", LOOK_LOGO_HEIGHT);
    double scale = fmin(fmin(LOOK_LOGO_WIDTH / width, LOOK_LOGO_HEIGHT / height), 1);
    json_add_text(view, "logo_url", url);
    json_add_text(view, "icon_url", url);
    json_add_text(view, "icon_type", type);
    add_length(view, "logo_width", width * scale);
    add_length(view, "logo_height", height * scale);
}

bool look_app_icon(struct json_object *clinic, struct look_icon *icon)
{
    enum { SIDE_LEAST = 192 }; /* pixels: below that browsers take none for an app */
    const char *url = json_text(clinic, "logo_url");
    int64_t width = json_integer(clinic, "logo_width", 0);
    if (!url || width < 1 || width != json_integer(clinic, "logo_height", 0))
        return false;
    *icon = (struct look_icon){.url = url, .type = type_of(url)};
    if (strcmp(icon->type, "image/png") != 0)
        return true;
    icon->side = width;
    return width >= SIDE_LEAST;
}

/* Phones take a PNG alone for a page on their first screen. */
static void add_touch_icon(struct json_object *view, struct json_object *clinic)
{
    struct look_icon icon;
    if (look_app_icon(clinic, &icon) && icon.side)
        json_add_text(view, "touch_icon_url", icon.url);
}

static void strip_clinic(struct json_object *clinic)
{
    static const char *const names[] = {"logo_url", "logo_width", "logo_height", NULL};
    for (const char *const *name = names; *name; name++)
        json_object_object_del(clinic, *name);
}

/* --- Together --------------------------------------------------------------------------------- */

void look_add(const struct app *app, struct json_object *view)
{
    struct json_object *clinic = json_member(view, "clinic");
    const char *url = clinic ? json_text(clinic, "logo_url") : NULL;
    if (!clinic)
        return;
    add_style(app, view);
    if (url)
        add_logo(view, url, type_of(url), clinic);
    add_touch_icon(view, clinic);
    strip_clinic(clinic);
}

static void drop_live_look(struct json_object *view)
{
    static const char *const names[] = {"logo_url", "logo_width", "logo_height", "theme_color",
                                        NULL};
    for (const char *const *name = names; *name; name++)
        json_object_object_del(view, *name);
    json_add_text(view, "style_url", view_static_url("site.css"));
    json_add_text(view, "icon_url", view_static_url("favicon.svg"));
    json_add_text(view, "icon_type", "image/svg+xml");
}

void look_add_unpublished(struct json_object *view, const struct brand *brand, const char *base)
{
    struct json_object *clinic = json_member(view, "clinic");
    struct buffer style = {0}, logo = {0};
    drop_live_look(view);
    buffer_printf(&style, "%sstyle.css", base);
    buffer_printf(&logo, "%slogo", base);
    if (brand->tokens.length) {
        json_add_text(view, "style_url", buffer_text(&style));
        add_theme(view);
    }
    if (brand->logo.length)
        add_logo(view, buffer_text(&logo), brand->logo_type, clinic);
    strip_clinic(clinic);
    buffer_free(&style);
    buffer_free(&logo);
}

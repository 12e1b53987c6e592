/* The clinic's own look on a page: which style sheet, which logo. */
#ifndef AFTERCARE_VIEW_LOOK_H
#define AFTERCARE_VIEW_LOOK_H

#include "base/buffer.h"
#include "view/app.h"

#include <stdbool.h>
#include <stdint.h>

struct brand;
struct json_object;

enum { LOOK_LOGO_WIDTH = 160, LOOK_LOGO_HEIGHT = 40 /* CSS pixels; a logo fits into these */ };

/* Sets in view, which has the clinic:
 *   style_url                         where the clinic has a color: /brand/style-HASH.css
 *   theme_color                       the same: the color
 *   logo_url, logo_width, logo_height where it has a logo; scaled down to the size above
 *   icon_url, icon_type               where it has a logo: the logo
 *   touch_icon_url                    where that is a square PNG: the logo
 * What view has stays where the clinic has nothing of its own. The clinic loses logo_url and the
 * others, so that nobody finds the unscaled ones. */
void look_add(const struct app *app, struct json_object *view);

/* The same for a clinic's text that is not live, whose files stand at base
 * ("/admin/look/clinic/draft/") as style.css and logo. view's clinic is the derived text. */
void look_add_unpublished(struct json_object *view, const struct brand *brand, const char *base);

/* The clinic's logo as an app's icon. */
struct look_icon {
    const char *url, *type; /* borrowed from the clinic; static */
    int64_t side;           /* pixels; 0: an SVG, of any size */
};

/* False unless the live clinic's text has a logo that is square and an SVG, or a PNG that is large
 * enough. */
bool look_app_icon(struct json_object *clinic, struct look_icon *icon);

/* Appends the style sheet: the tokens, and www/static/site.css as the build shortens it. */
void look_style(const char *tokens, struct buffer *css);

/* Appends "style-0123456789abcdef.css", which tells the whole of look_style's content. */
void look_style_name(const char *tokens, struct buffer *name);

#endif

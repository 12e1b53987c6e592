/* What every page shows, and turning a view into a page. */
#ifndef AFTERCARE_VIEW_LAYOUT_H
#define AFTERCARE_VIEW_LAYOUT_H

#include "base/buffer.h"
#include "view/app.h"

#include <stdint.h>

struct document;
struct json_object;

/* A view with the clinic (name, phone, urgent help, disclaimer, looked up now, so that a change of
 * them rebuilds nothing), the stylesheet and the page's own title and path. path may be NULL (an
 * error page has no address of its own). The caller puts it. */
struct json_object *view_layout(const struct app *app, const char *title, const char *path);

/* Adds the ways into the site, with a mark at the one in which path stands; view_layout does so for
 * a page's own path. NULL stands in none. */
void view_stand_in(struct json_object *view, const char *path);

/* The address of a file of www/static; NULL if there is none of that name. */
const char *view_static_url(const char *name);

/* The view of template "withdrawn" for a document's {reason, instead?}. The caller puts it. */
struct json_object *view_withdrawn(const struct app *app, struct json_object *withdrawn);

/* Appends the page that template makes of view. */
void view_render(const struct app *app, const char *template_name, struct json_object *view,
                 struct buffer *html);

/* Puts the document's body into the view as "document" and marks it for the templates
 * (view/marks.h), with the words for its review and its last change. */
void view_add_document(struct json_object *view, const struct document *document);

/* Adds when the page's text last changed, in place of what was said before. updated_at: seconds
 * since 1970. */
void view_add_change(struct json_object *view, int64_t updated_at);

/* The absolute address of a path of this site, or the path alone where no base URL is known.
 * The caller frees it. */
char *view_url(const struct app *app, const char *path);

/* Adds "pages" (number, count, previous_url, next_url) where a list has more than one page. list
 * is the list's address up to the page's number: "/questions?page=". */
void view_add_pages(struct json_object *view, const char *list, int64_t page, int64_t page_count);

#endif

/* The views of the printed leaflet: its version on the page that is printed, and the answer to "is
 * my leaflet current?". */
#ifndef AFTERCARE_VIEW_LEAFLET_H
#define AFTERCARE_VIEW_LEAFLET_H

#include "content/leaflet.h"

struct app;
struct document;
struct json_object;

/* Adds leaflet: {version, changed_words, check_url (a path), host (as printed before it) and, where
 * a base URL is configured, qr_html}. Nothing for a draft, which has no version. */
void view_add_leaflet(const struct app *app, struct json_object *view,
                      const struct document *checklist);

/* {leaflet (the slug), version, current_version, state: "current" | "superseded" | "unknown",
 * changes?} of the leaflet that says text as its version; the caller puts it. *state, where not
 * NULL, gets the state. */
struct json_object *view_leaflet_check(const struct app *app, const struct document *checklist,
                                       const char *text, enum leaflet_state *state);

#endif

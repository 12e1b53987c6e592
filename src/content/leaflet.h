/* The printed leaflet: which texts it was made of, and what has changed in them since.
 *
 * A leaflet shows the steps of a checklist, the signs of its treatment and how to reach the clinic.
 * Each of the three is a document with revisions of its own, and a change in any of them can make
 * paper wrong: so the version is all three numbers, "3-5-2". */
#ifndef AFTERCARE_CONTENT_LEAFLET_H
#define AFTERCARE_CONTENT_LEAFLET_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct document;
struct json_object;

struct leaflet_version {
    int64_t checklist, treatment, clinic; /* numbers of revisions, from 1 */
};

/* Reads "3-5-2"; false if text is anything else. */
bool leaflet_version_read(const char *text, struct leaflet_version *version);
void leaflet_version_write(const struct leaflet_version *version, struct buffer *out);

/* The version that is live now, of a live checklist, and when the last of the three was published
 * (seconds since 1970). False where one of the three is missing. */
bool leaflet_version_now(struct db *db, const struct document *checklist,
                         struct leaflet_version *version, int64_t *changed_at);

enum leaflet_state {
    LEAFLET_CURRENT,    /* nothing that stands on it has changed */
    LEAFLET_SUPERSEDED, /* *changes says how */
    LEAFLET_UNKNOWN     /* there never was such a version, or its text was taken away */
};

/* Compares a leaflet with what is live. *changes, which the caller puts, is
 *
 *     {safety: [CHANGE …], other: [CHANGE …]}
 *     CHANGE {about: "step" | "sign" | "clinic" | "page", title, is_new | is_gone | is_changed,
 *             is_do_not, parts: [PART …]}
 *     PART   {label, before, after, words (of diff_words)}, or {label, now_html} of a longer text
 *
 * safety has what could do harm to whoever goes on by the old paper: all about what not to do,
 * every time, when to call and how urgently, and the numbers to call. Each list is in the order of
 * the page. NULL unless LEAFLET_SUPERSEDED. No Markdown is parsed. */
enum leaflet_state leaflet_compare(struct db *db, struct json_object *checklist,
                                   const struct leaflet_version *version,
                                   struct json_object **changes);

#endif

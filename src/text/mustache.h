/* Mustache templates, to the public specification (interpolation, sections, inverted sections,
 * partials, comments, white space; no delimiter change, no lambdas). Text is escaped by default.
 * {{{name}}} is taken only for names that end in "_html", which only text/markdown.c and
 * code that escapes make; anything else is an error when the templates are loaded.
 *
 * Values come from a json_object: a string, number or boolean is interpolated; null, false, "",
 * a missing name and an empty array make a section false. Dotted names ("clinic.phone") and the
 * implicit iterator "." are known; a list or an object interpolates nothing. A name is letters,
 * digits, '_' and '-'. */
#ifndef AFTERCARE_TEXT_MUSTACHE_H
#define AFTERCARE_TEXT_MUSTACHE_H

#include "base/buffer.h"

#include <stdbool.h>

struct json_object;
struct mustache_set; /* the compiled templates of a folder */

enum {
    MUSTACHE_PARTIAL_DEPTH = 16,
    MUSTACHE_SECTION_DEPTH = 32, /* within one template; more is an error when it is loaded */
};

/* Compiles every *.mustache file of folder; a template's name is its file's name without the
 * ending, and partials are looked up among them. Lines lose their indentation. NULL on an error,
 * which is then described in *error as "file:line: what is wrong" (the caller frees the buffer in
 * any case). The set is freed with mustache_free. */
struct mustache_set *mustache_load(const char *folder, struct buffer *error);

/* As mustache_load, for templates in memory: names[i] and texts[i], count of them. For tests. */
struct mustache_set *mustache_compile(const char *const *names, const char *const *texts,
                                      size_t count, struct buffer *error);

/* Appends the template filled with view to out. False if there is no template of that name
 * (nothing is appended) or partials nest deeper than MUSTACHE_PARTIAL_DEPTH. */
bool mustache_render(const struct mustache_set *set, const char *name, struct json_object *view,
                     struct buffer *out);

void mustache_free(struct mustache_set *set);

#endif

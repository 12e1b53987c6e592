/* What was posted from a form (admin/form.h), as a document again. */
#ifndef AFTERCARE_ADMIN_POST_H
#define AFTERCARE_ADMIN_POST_H

#include "base/buffer.h"
#include "content/kind.h"
#include "http/params.h"

#include <stdbool.h>

struct json_object;

enum post_act { POST_NOTHING, POST_ADD, POST_REMOVE, POST_UP, POST_DOWN, POST_TAKE };

/* What a button asks for, within the form. */
struct post_action {
    enum post_act act;
    const char *path; /* of the list for POST_ADD, otherwise of the row; for POST_TAKE the box and
                         what goes there: "accent=#0e5f63"; borrowed */
};

/* Reads the value of "do": "add:steps", "remove:steps.sauna", "up:…", "down:…",
 * "take:accent=#0e5f63" (what a fault offers instead); anything else, and
 * NULL, is POST_NOTHING. */
struct post_action post_read_action(const char *text);

enum { POST_ROWS_MAX = 1000 }; /* entries of all lists of one form */

/* Whether the form has more entries than are taken; such a form is refused as a whole, since a part
 * of it would be a document without the rest. */
bool post_is_too_long(const struct http_params *form);

/* Makes the document of what was posted, walking the table of its kind; names that are not in it
 * are not looked at. What says which document it is, whether it is withdrawn, and pictures are
 * taken from stored. An optional field that is empty is absent. What fits no type (a number that is
 * none, a time that is not understood) is kept as it was typed, and a fault for the checks.
 *
 * The action is done on the way; *focus (which may be NULL) gets the form's focus for it. The
 * caller puts the result. */
struct json_object *post_document(const struct kind *kind, const struct http_params *form,
                                  struct json_object *stored, struct post_action action,
                                  struct buffer *focus);

#endif

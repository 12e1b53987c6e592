/* The look of a clinic's text that is not live: of its draft, or of an earlier revision. */
#ifndef AFTERCARE_ADMIN_LOOK_H
#define AFTERCARE_ADMIN_LOOK_H

#include "content/draft.h"

struct json_object;

/* Gives view, a page's with the draft's clinic in it, the look of that text. Of an earlier revision
 * draft->version is 0 and draft->base its number. */
void look_of_text(struct json_object *view, const struct draft_text *draft);

#endif

/* Hard sentences, marked where they stand in a preview. */
#ifndef AFTERCARE_ADMIN_HARD_H
#define AFTERCARE_ADMIN_HARD_H

#include "base/buffer.h"

struct json_object;

/* Marks in html, the rendered preview of body, what the checks of reading say of its sentences. */
void hard_mark(struct json_object *body, struct buffer *html);

/* Adds preview_url, the marked place, to the place of a finding (report_findings) that hard_mark
 * marks. */
void hard_add_url(struct json_object *finding);

#endif

/* What the checks of src/lint/ found, for the pages that show it. */
#ifndef AFTERCARE_ADMIN_CHECKS_H
#define AFTERCARE_ADMIN_CHECKS_H

#include "http/request.h"

struct json_object;

/* Adds to each entry of a list, by its member "key", what was found in that draft as if all of them
 * were live: blocks and findings (advice without an answer), answered; each with its count
 * (view_add_entries), and back, the path that an answer leads back to. */
void checks_add_drafts(const struct http_request *request, struct json_object *view,
                       struct json_object *list, const char *back);

/* The same for one text, as members of view, of what stands in a form. */
void checks_add_text(const struct http_request *request, struct json_object *view,
                     struct json_object *body);

/* Adds check_blocks_count and check_advice_count, of everything that is live, to the desk. */
void checks_add_counts(const struct http_request *request, struct json_object *view);

#endif

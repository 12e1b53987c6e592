/* What the pages of this folder that list documents share. */
#ifndef AFTERCARE_ADMIN_ENTRIES_H
#define AFTERCARE_ADMIN_ENTRIES_H

#include "base/buffer.h"
#include "http/request.h"

#include <stdint.h>

struct json_object;

/* The addresses of what can be done with the document called key, as members of entry: edit_url,
 * history_url, publish_url, reviewed_url, preview_url; treatment_url where it is_treatment. */
void entry_add_links(struct json_object *entry, const char *key);

/* The same for each entry of list, by its member "key". */
void entries_add_links(struct json_object *list);

/* Adds list (taken over) to view under name, with has_NAME and NAME_count where it holds anything.
 * count is how many there are in all. */
void view_add_entries(struct json_object *view, const char *name, struct json_object *list,
                      int64_t count);

/* Adds url_name: path, then the key or another slug, then more: "/admin/history/" "sauna" "/3". */
void entry_add_url(struct json_object *entry, const char *url_name, const char *path,
                   const char *slug, const char *more);

/* What the route's {key} took, a slug; NULL if it is none (nothing has such a key). */
const char *captured_key(const struct http_request *request);

/* A whole number from 1 on, or 0 where text (NULL allowed) is none. */
int64_t read_number(const char *text);

/* The route's {number}, from 1 on; 0 if it is none. */
int64_t captured_number(const struct http_request *request);

/* Adds "document": {key, kind_label, title, is_live, is_draft} and its links, or returns false
 * where there is no such document or draft. */
bool view_add_subject(const struct http_request *request, struct json_object *view,
                      const char *key);

#endif

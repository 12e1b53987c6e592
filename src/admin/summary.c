#include "admin/summary.h"

#include "admin/entries.h"
#include "admin/form.h"
#include "content/kind.h"
#include "text/json.h"

#include <json-c/json.h>

void view_add_faults(struct json_object *view, const char *key, struct json_object *body,
                     const struct faults *faults)
{
    const struct kind *kind = kind_by_name(json_text(body, "kind"));
    struct form form = {0};
    if (faults && faults->count && kind)
        form_make(&form, kind, body, faults, NULL);
    struct json_object *list =
        form.summary ? json_object_get(form.summary) : json_object_new_array();
    size_t count = json_object_array_length(list);
    for (size_t i = 0; i < count; i++) {
        struct json_object *fault = json_object_array_get_idx(list, i);
        const char *field = json_text(fault, "field_url");
        if (field && *field)
            entry_add_url(fault, "fault_url", "/admin/documents/", key, field);
    }
    view_add_entries(view, "faults", list, (int64_t)count);
    form_free(&form);
}

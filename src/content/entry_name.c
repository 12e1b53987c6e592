#include "content/entry_name.h"

#include "content/kind.h"
#include "text/json.h"

#include <json-c/json.h>

enum { TEXTS_SHOWN = 3 };

/* NULL where the entry has none. */
static struct json_object *first_texts(const struct field *fields, struct json_object *entry)
{
    if (!json_object_is_type(entry, json_type_object))
        return NULL;
    for (const struct field *field = fields; field->name; field++) {
        struct json_object *texts = json_member(entry, field->name);
        if (field->type == FIELD_TEXTS && field->required &&
            json_object_is_type(texts, json_type_array))
            return texts;
    }
    return NULL;
}

void entry_name_of_texts(const struct field *fields, struct json_object *entry, struct buffer *name)
{
    struct json_object *texts = first_texts(fields, entry);
    size_t count = texts ? json_object_array_length(texts) : 0;
    for (size_t i = 0; i < count && i < TEXTS_SHOWN; i++) {
        struct json_object *text = json_object_array_get_idx(texts, i);
        if (json_object_is_type(text, json_type_string))
            buffer_printf(name, "%s%s", name->length ? ", " : "", json_object_get_string(text));
    }
    if (name->length && count > TEXTS_SHOWN)
        buffer_puts(name, " …");
}

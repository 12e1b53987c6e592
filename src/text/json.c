#include "text/json.h"

#include <json-c/json.h>

struct json_object *json_member(struct json_object *object, const char *name)
{
    struct json_object *value = NULL;
    json_object_object_get_ex(object, name, &value);
    return value;
}

const char *json_text(struct json_object *object, const char *name)
{
    struct json_object *value = json_member(object, name);
    return json_object_is_type(value, json_type_string) ? json_object_get_string(value) : NULL;
}

bool json_true(struct json_object *object, const char *name)
{
    struct json_object *value = json_member(object, name);
    return json_object_is_type(value, json_type_boolean) && json_object_get_boolean(value);
}

int64_t json_integer(struct json_object *object, const char *name, int64_t otherwise)
{
    struct json_object *value = json_member(object, name);
    return json_object_is_type(value, json_type_int) ? json_object_get_int64(value) : otherwise;
}

size_t json_length(struct json_object *object, const char *name)
{
    struct json_object *value = json_member(object, name);
    return json_object_is_type(value, json_type_array) ? json_object_array_length(value) : 0;
}

void json_drop_nulls(struct json_object *value)
{
    if (json_object_is_type(value, json_type_array))
        for (size_t i = 0; i < json_object_array_length(value); i++)
            json_drop_nulls(json_object_array_get_idx(value, i));
    if (!json_object_is_type(value, json_type_object))
        return;
    /* This walk of json-c's allows the member at hand to be deleted. */
    json_object_object_foreach(value, name, member)
    {
        if (member)
            json_drop_nulls(member);
        else
            json_object_object_del(value, name);
    }
}

void json_add_text(struct json_object *object, const char *name, const char *text)
{
    if (text)
        json_object_object_add(object, name, json_object_new_string(text));
}

void json_add_shared(struct json_object *object, const char *name, struct json_object *value)
{
    if (value)
        json_object_object_add(object, name, json_object_get(value));
}

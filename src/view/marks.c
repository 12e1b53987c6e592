#include "view/marks.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/names.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static const char *const figure_lists[] = {"figures", "eases", "gone", NULL};
static const char *const choices[] = {"action", "phase", "urgency", "kind", NULL};

static void mark(struct json_object *object, const char *before, const char *name,
                 const char *after)
{
    struct buffer member = {0};
    buffer_printf(&member, "%s%s%s", before, name, after);
    for (char *c = member.data; *c; c++)
        if (*c == '-')
            *c = '_';
    json_object_object_add(object, buffer_text(&member), json_object_new_boolean(1));
    buffer_free(&member);
}

static const char *source_title(struct json_object *sources, const char *id)
{
    size_t count = sources ? json_object_array_length(sources) : 0;
    for (size_t i = 0; i < count; i++) {
        struct json_object *source = json_object_array_get_idx(sources, i);
        const char *own = json_text(source, "id");
        if (own && strcmp(own, id) == 0)
            return json_text(source, "title");
    }
    return NULL;
}

static void mark_list(struct json_object *object, const char *name, struct json_object *list)
{
    size_t count = json_object_array_length(list);
    if (count)
        mark(object, "has_", name, "");
    if (count && names_have(figure_lists, name))
        mark(object, "", name, count > 1 ? "_differ" : "_agree");
}

static void mark_object(struct json_object *object, struct json_object *sources);

/* Marks what value holds, and object for holding it. */
static void mark_member(struct json_object *object, const char *name, struct json_object *value,
                        struct json_object *sources)
{
    if (json_object_is_type(value, json_type_array)) {
        mark_list(object, name, value);
        for (size_t i = 0; i < json_object_array_length(value); i++)
            mark_object(json_object_array_get_idx(value, i), sources);
    } else if (json_object_is_type(value, json_type_object)) {
        mark_object(value, sources);
    } else if (strcmp(name, "confirmed") == 0 && !json_object_get_boolean(value)) {
        mark(object, "un", name, "");
    } else if (strcmp(name, "source") == 0) {
        json_add_text(object, "source_title", source_title(sources, json_object_get_string(value)));
    } else if (strcmp(name, "url") == 0) {
        json_add_text(object, "source_url", json_object_get_string(value));
    } else if (names_have(choices, name)) {
        mark(object, "is_", json_object_get_string(value), "");
    }
}

static void mark_object(struct json_object *object, struct json_object *sources)
{
    if (!json_object_is_type(object, json_type_object))
        return;
    /* The names first: marks are added to the object while its members are looked at. */
    size_t count = 0;
    const char **names = memory_new((size_t)json_object_object_length(object), sizeof *names);
    json_object_object_foreach(object, name, value)
    {
        (void)value;
        names[count++] = name;
    }
    for (size_t i = 0; i < count; i++) {
        struct json_object *member = json_member(object, names[i]);
        if (member)
            mark_member(object, names[i], member, sources);
    }
    free(names);
}

void view_mark(struct json_object *body)
{
    mark_object(body, json_member(body, "sources"));
}

void view_add_list(struct json_object *view, const char *name, struct json_object *list)
{
    if (json_object_array_length(list) == 0) {
        json_object_put(list);
        return;
    }
    json_object_object_add(view, name, list);
    mark(view, "has_", name, "");
}

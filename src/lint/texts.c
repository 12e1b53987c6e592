#include "lint/texts.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/names.h"
#include "content/kind.h"
#include "text/json.h"
#include "text/markdown.h"

#include <json-c/json.h>
#include <stdlib.h>

/* Where a walk is. */
struct walk {
    struct lint_texts *texts;
    const char *heading; /* of the entry */
    const char *list;
    struct json_object *entry;
};

/* A field on its way through markdown_blocks. */
struct taking {
    struct walk *walk;
    const struct field *field;
    struct json_object *parent;
    const char *path;
    const char *heading;
};

/* Members that no patient reads as a statement: where it comes from, and how the clinic is called
 * by telephone. */
static bool is_passed_over(const char *name)
{
    static const char *const names[] = {"sources", "review", "withdrawn", "place",
                                        "phone",   "lang",   NULL};
    return names_have(names, name);
}

static struct lint_text *add(struct lint_texts *texts)
{
    if (texts->count == texts->room) {
        texts->room = texts->room ? 2 * texts->room : 32;
        texts->list = memory_resize(texts->list, texts->room * sizeof *texts->list);
    }
    return &texts->list[texts->count++];
}

static void take_block(void *data, enum markdown_block block, const char *text)
{
    static const enum text_block blocks[] = {[MARKDOWN_PARAGRAPH] = TEXT_PARAGRAPH,
                                             [MARKDOWN_HEADING] = TEXT_HEADING,
                                             [MARKDOWN_ITEM] = TEXT_ITEM};
    struct taking *taking = data;
    struct lint_text *taken = add(taking->walk->texts);
    *taken = (struct lint_text){.path = memory_copy_text(taking->path),
                                .text = memory_copy_text(text),
                                .block = blocks[block],
                                .heading = taking->heading,
                                .field = taking->field,
                                .parent = taking->parent,
                                .list = taking->walk->list,
                                .entry = taking->walk->entry};
    if (block == MARKDOWN_HEADING)
        taking->heading = taken->text;
}

static void read_fields(struct walk *walk, const struct field *fields, struct json_object *object,
                        const char *path);

static const char *entry_heading(struct json_object *entry)
{
    static const char *const names[] = {"title", "label", "heading", "aspect", NULL};
    const char *heading = NULL;
    for (const char *const *name = names; *name && !heading; name++)
        heading = json_text(entry, *name);
    return heading;
}

static void read_entry(struct walk *walk, const struct field *field, struct json_object *entry,
                       const char *path, size_t number)
{
    struct buffer place = {0};
    struct walk inner = *walk;
    if (!json_object_is_type(entry, json_type_object))
        return;
    const char *id = json_text(entry, "id");
    if (id)
        buffer_printf(&place, "%s.%s", path, id);
    else
        buffer_printf(&place, "%s.%zu", path, number);
    if (!walk->list) {
        inner.list = field->name;
        inner.entry = entry;
        inner.heading = entry_heading(entry);
    }
    read_fields(&inner, field->fields, entry, buffer_text(&place));
    buffer_free(&place);
}

static void read_text(struct taking *taking, struct json_object *value)
{
    if (!json_object_is_type(value, json_type_string))
        return;
    const char *text = json_object_get_string(value);
    if (taking->field->type == FIELD_MARKDOWN)
        markdown_blocks(text, take_block, taking);
    else if (*text)
        take_block(taking, MARKDOWN_PARAGRAPH, text);
}

static void read_list(struct walk *walk, struct taking *taking, struct json_object *list)
{
    const struct field *field = taking->field;
    size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    for (size_t i = 0; i < count; i++)
        if (field->type == FIELD_LIST)
            read_entry(walk, field, json_object_array_get_idx(list, i), taking->path, i + 1);
        else
            read_text(taking, json_object_array_get_idx(list, i));
}

static void read_value(struct walk *walk, const struct field *field, struct json_object *parent,
                       struct json_object *value, const char *path)
{
    struct taking taking = {walk, field, parent, path, walk->heading};
    switch (field->type) {
    case FIELD_TEXT:
    case FIELD_MARKDOWN:
        read_text(&taking, value);
        break;
    case FIELD_LIST:
    case FIELD_TEXTS:
        read_list(walk, &taking, value);
        break;
    case FIELD_OBJECT:
        if (json_object_is_type(value, json_type_object))
            read_fields(walk, field->fields, value, path);
        break;
    default:
        break;
    }
}

static void read_fields(struct walk *walk, const struct field *fields, struct json_object *object,
                        const char *path)
{
    for (const struct field *field = fields; field->name; field++) {
        struct json_object *value = json_member(object, field->name);
        struct buffer place = {0};
        if (!value || is_passed_over(field->name))
            continue;
        buffer_printf(&place, "%s%s%s", path, *path ? "." : "", field->name);
        read_value(walk, field, object, value, buffer_text(&place));
        buffer_free(&place);
    }
}

void lint_texts_read(struct json_object *document, struct lint_texts *texts)
{
    bool is_object = json_object_is_type(document, json_type_object);
    const struct kind *kind = is_object ? kind_by_name(json_text(document, "kind")) : NULL;
    struct walk walk = {.texts = texts};
    if (!kind || kind->internal || texts->is_read) /* no patient reads what is staff's alone */
        return;
    texts->is_read = true;
    read_fields(&walk, kind_common_fields, document, "");
    read_fields(&walk, kind->fields, document, "");
}

void lint_texts_free(struct lint_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        free(texts->list[i].path);
        free(texts->list[i].text);
    }
    free(texts->list);
    *texts = (struct lint_texts){0};
}

#include "content/derive.h"

#include "base/memory.h"
#include "content/kind.h"
#include "text/json.h"
#include "text/markdown.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* Fields whose words nobody searches for: the sources' places stand on every statement. */
static const char *const unsearched[] = {"title", "kind",      "key",         "slug",  "lang",
                                         "place", "publisher", "other_names", "phone", NULL};

static struct json_object *derive_object(struct derivation *derivation, const struct field *fields,
                                         const struct field *more, struct json_object *object,
                                         const char *path);

static const struct field *field_of(const struct field *fields, const struct field *more,
                                    const char *name)
{
    for (const struct field *field = fields; field && field->name; field++)
        if (strcmp(field->name, name) == 0)
            return field;
    return more ? field_of(more, NULL, name) : NULL;
}

static bool is_searched(const char *name)
{
    for (const char *const *other = unsearched; *other; other++)
        if (strcmp(*other, name) == 0)
            return false;
    return true;
}

static void add_words(struct buffer *buffer, const char *words)
{
    if (buffer->length)
        buffer_puts(buffer, " ");
    buffer_puts(buffer, words);
}

static void add_reference(struct derivation *derivation, const char *target, const char *path,
                          const char *of_kind)
{
    size_t count = derivation->reference_count++;
    derivation->references =
        memory_resize(derivation->references, (count + 1) * sizeof *derivation->references);
    derivation->references[count] =
        (struct reference){memory_copy_text(target), memory_copy_text(path), of_kind};
}

static void derive_markdown(struct derivation *derivation, const struct field *field,
                            const char *source, struct json_object *into)
{
    struct buffer html = {0}, html_name = {0}, plain = {0};
    markdown_render_and_plain(source, field->top, &html, &plain);
    buffer_printf(&html_name, "%s_html", field->name);
    json_add_text(into, buffer_text(&html_name), buffer_text(&html));
    add_words(&derivation->text, buffer_text(&plain));
    buffer_free(&html);
    buffer_free(&html_name);
    buffer_free(&plain);
}

static struct json_object *derive_list(struct derivation *derivation, const struct field *field,
                                       struct json_object *list, const char *path)
{
    struct json_object *copy = json_object_new_array();
    size_t count = json_object_array_length(list);
    for (size_t i = 0; i < count; i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        struct buffer place = {0};
        const char *id = json_text(entry, "id");
        if (id)
            buffer_printf(&place, "%s.%s", path, id);
        else
            buffer_printf(&place, "%s.%zu", path, i + 1);
        json_object_array_add(
            copy, derive_object(derivation, field->fields, NULL, entry, buffer_text(&place)));
        buffer_free(&place);
    }
    return copy;
}

static void derive_texts(struct derivation *derivation, const struct field *field,
                         struct json_object *list, const char *path)
{
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        const char *text = json_object_get_string(json_object_array_get_idx(list, i));
        if (field->type == FIELD_REFERENCES)
            add_reference(derivation, text, path, field->refers_to);
        else if (is_searched(field->name))
            add_words(&derivation->text, text);
    }
}

/* Derives one member and returns what stands in its place in the body. */
static struct json_object *derive_member(struct derivation *derivation, const struct field *field,
                                         struct json_object *value, struct json_object *into,
                                         const char *path)
{
    switch (field->type) {
    case FIELD_OBJECT:
        return derive_object(derivation, field->fields, NULL, value, path);
    case FIELD_LIST:
        return derive_list(derivation, field, value, path);
    case FIELD_TEXTS:
    case FIELD_REFERENCES:
        derive_texts(derivation, field, value, path);
        break;
    case FIELD_REFERENCE:
        add_reference(derivation, json_object_get_string(value), path, field->refers_to);
        break;
    case FIELD_MARKDOWN:
        derive_markdown(derivation, field, json_object_get_string(value), into);
        break;
    case FIELD_TEXT:
        if (is_searched(field->name))
            add_words(&derivation->text, json_object_get_string(value));
        break;
    default:
        break;
    }
    return json_object_get(value);
}

static struct json_object *derive_object(struct derivation *derivation, const struct field *fields,
                                         const struct field *more, struct json_object *object,
                                         const char *path)
{
    struct json_object *copy = json_object_new_object();
    json_object_object_foreach(object, name, value)
    {
        const struct field *field = field_of(fields, more, name);
        if (!field || !value)
            continue;
        struct buffer place = {0};
        buffer_printf(&place, "%s%s%s", path, *path ? "." : "", name);
        json_object_object_add(copy, name, NULL); /* keeps the order: text, then text_html */
        struct json_object *derived =
            derive_member(derivation, field, value, copy, buffer_text(&place));
        json_object_object_add(copy, name, derived);
        buffer_free(&place);
    }
    return copy;
}

static void derive_summary(struct derivation *derivation)
{
    const char *name = derivation->kind->summary;
    const char *source = name ? json_text(derivation->body, name) : NULL;
    if (source)
        markdown_plain(source, &derivation->summary);
}

void derive(struct json_object *document, const struct kind *kind, struct derivation *derivation)
{
    *derivation = (struct derivation){.kind = kind};
    derivation->body = derive_object(derivation, kind_common_fields, kind->fields, document, "");
    derive_summary(derivation);
}

void derivation_free(struct derivation *derivation)
{
    for (size_t i = 0; i < derivation->reference_count; i++) {
        free(derivation->references[i].target);
        free(derivation->references[i].field);
    }
    free(derivation->references);
    json_object_put(derivation->body);
    buffer_free(&derivation->summary);
    buffer_free(&derivation->text);
    *derivation = (struct derivation){0};
}

#include "content/derive.h"

#include "base/memory.h"
#include "content/cite.h"
#include "content/kind.h"
#include "text/color.h"
#include "text/json.h"
#include "text/markdown.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

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

void derivation_add_reference(struct derivation *derivation, const char *target, const char *path,
                              const char *of_kind)
{
    size_t count = derivation->reference_count++;
    derivation->references =
        memory_resize(derivation->references, (count + 1) * sizeof *derivation->references);
    derivation->references[count] =
        (struct reference){memory_copy_text(target), memory_copy_text(path), of_kind};
}

/* Where a citation stands, for cite_mark. */
struct citing_text {
    struct derivation *derivation;
    const char *path;
};

void derivation_add_citation(struct derivation *derivation, const char *name, const char *path)
{
    size_t count = derivation->citation_count++;
    derivation->citations =
        memory_resize(derivation->citations, (count + 1) * sizeof *derivation->citations);
    derivation->citations[count] =
        (struct citation){memory_copy_text(name), memory_copy_text(path)};
}

static void add_citation(void *data, const char *name)
{
    const struct citing_text *text = data;
    derivation_add_citation(text->derivation, name, text->path);
}

static bool mark_and_note(void *data, const char *text, struct buffer *out)
{
    return cite_mark(text, out, add_citation, data);
}

static bool mark(void *data, const char *text, struct buffer *out)
{
    (void)data;
    return cite_mark(text, out, NULL, NULL);
}

static void derive_markdown(struct derivation *derivation, const struct field *field,
                            const char *source, struct json_object *into, const char *path)
{
    struct buffer html = {0}, html_name = {0};
    struct citing_text text = {derivation, path};
    markdown_render_with(source, field->top, mark_and_note, &text, &html);
    buffer_printf(&html_name, "%s_html", field->name);
    json_add_text(into, buffer_text(&html_name), buffer_text(&html));
    buffer_free(&html);
    buffer_free(&html_name);
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

static void derive_references(struct derivation *derivation, const struct field *field,
                              struct json_object *list, const char *path)
{
    for (size_t i = 0; i < json_object_array_length(list); i++)
        derivation_add_reference(derivation,
                                 json_object_get_string(json_object_array_get_idx(list, i)), path,
                                 field->refers_to);
}

/* A text that may cite facts: their words will stand in the text itself, since it has no HTML
 * beside it. */
static struct json_object *derive_citing_text(struct derivation *derivation,
                                              struct json_object *value, const char *path)
{
    struct buffer marked = {0};
    struct citing_text text = {derivation, path};
    const char *source = json_object_get_string(value);
    struct json_object *derived = mark_and_note(&text, source, &marked)
                                      ? json_object_new_string(buffer_text(&marked))
                                      : json_object_get(value);
    buffer_free(&marked);
    return derived;
}

/* However it came, programs read it in one form. */
static struct json_object *derive_color(struct json_object *value)
{
    struct color color = {0};
    char text[COLOR_TEXT_SIZE];
    color_read(json_object_get_string(value), &color);
    color_write(color, text);
    return json_object_new_string(text);
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
    case FIELD_REFERENCES:
        derive_references(derivation, field, value, path);
        break;
    case FIELD_REFERENCE:
        derivation_add_reference(derivation, json_object_get_string(value), path, field->refers_to);
        break;
    case FIELD_MARKDOWN:
        derive_markdown(derivation, field, json_object_get_string(value), into, path);
        break;
    case FIELD_COLOR:
        return derive_color(value);
    case FIELD_TEXT:
        if (field->cites)
            return derive_citing_text(derivation, value, path);
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

static void derive_summary(struct derivation *derivation, struct json_object *document)
{
    const char *name = derivation->kind->summary;
    const char *source = name ? json_text(document, name) : NULL;
    if (source)
        markdown_plain_with(source, mark, NULL, &derivation->summary);
}

void derive(struct json_object *document, const struct kind *kind, struct derivation *derivation)
{
    *derivation = (struct derivation){.kind = kind};
    derivation->body = derive_object(derivation, kind_common_fields, kind->fields, document, "");
    derive_summary(derivation, document);
    brand_derive(document, &derivation->brand);
    brand_replace_logo(derivation->body, &derivation->brand);
}

void derivation_free(struct derivation *derivation)
{
    for (size_t i = 0; i < derivation->reference_count; i++) {
        free(derivation->references[i].target);
        free(derivation->references[i].field);
    }
    for (size_t i = 0; i < derivation->citation_count; i++) {
        free(derivation->citations[i].name);
        free(derivation->citations[i].field);
    }
    free(derivation->references);
    free(derivation->citations);
    json_object_put(derivation->body);
    buffer_free(&derivation->summary);
    brand_free(&derivation->brand);
    *derivation = (struct derivation){0};
}

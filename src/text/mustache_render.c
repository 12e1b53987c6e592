#include "text/mustache_tree.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

/* A value that names are looked up in; the sections around it are reached by up. */
struct context {
    struct json_object *value;
    const struct context *up;
};

struct renderer {
    struct buffer *out;
    struct buffer indents; /* the indentations of the partials around, one after the other */
    size_t indent;         /* where the one that holds now starts in it; it ends with it */
    unsigned depth;        /* of partials */
};

static bool render_nodes(struct renderer *renderer, const struct mustache_template *template,
                         size_t from, size_t to, const struct context *context);

/* ---- looking up ---- */

/* The rest of a dotted name is looked up in its first part's value alone. */
static struct json_object *rest_of_name(const struct mustache_node *node, struct json_object *value)
{
    const char *part = node->name;
    for (unsigned i = 1; i < node->parts; i++) {
        part += strlen(part) + 1;
        if (!json_object_object_get_ex(value, part, &value))
            return NULL;
    }
    return value;
}

static struct json_object *look_up(const struct mustache_node *node, const struct context *context)
{
    if (node->parts == 0)
        return context->value;
    for (; context; context = context->up) {
        struct json_object *value;
        if (json_object_object_get_ex(context->value, node->name, &value))
            return rest_of_name(node, value);
    }
    return NULL;
}

static bool is_false(struct json_object *value)
{
    switch (json_object_get_type(value)) {
    case json_type_null:
        return true;
    case json_type_boolean:
        return !json_object_get_boolean(value);
    case json_type_string:
        return json_object_get_string_len(value) == 0;
    case json_type_array:
        return json_object_array_length(value) == 0;
    default:
        return false;
    }
}

/* ---- writing ---- */

static void put_integer(struct buffer *out, struct json_object *value)
{
    char digits[24];
    int length = snprintf(digits, sizeof digits, "%" PRId64, json_object_get_int64(value));
    buffer_append(out, digits, (size_t)length);
}

static void put_value(struct buffer *out, struct json_object *value, bool escape)
{
    switch (json_object_get_type(value)) {
    case json_type_string:
        if (escape)
            buffer_put_html(out, json_object_get_string(value));
        else
            buffer_puts(out, json_object_get_string(value));
        break;
    case json_type_int:
        put_integer(out, value);
        break;
    case json_type_double:
    case json_type_boolean:
        buffer_puts(out, json_object_get_string(value));
        break;
    default: /* a list or an object has no text */
        break;
    }
}

static size_t indent_length(const struct renderer *renderer)
{
    return renderer->indents.length - renderer->indent;
}

static void put_indent(struct renderer *renderer)
{
    if (indent_length(renderer))
        buffer_append(renderer->out, renderer->indents.data + renderer->indent,
                      indent_length(renderer));
}

static bool is_empty_line(const char *line, const char *end)
{
    return *line == '\n' || (end - line >= 2 && line[0] == '\r' && line[1] == '\n');
}

/* Text in an indented partial: the indentation goes before each of its lines that says
 * something. */
static void put_indented(struct renderer *renderer, const struct mustache_node *node)
{
    const char *line = node->text;
    const char *end = node->text + node->text_length;
    bool starts_line = node->starts_line;
    while (line < end) {
        if (starts_line && !is_empty_line(line, end))
            put_indent(renderer);
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *next = newline ? newline + 1 : end;
        buffer_append(renderer->out, line, (size_t)(next - line));
        line = next;
        starts_line = true;
    }
    if (node->text_length == 0 && node->starts_line)
        put_indent(renderer);
}

static void render_text(struct renderer *renderer, const struct mustache_node *node)
{
    if (indent_length(renderer) == 0)
        buffer_append(renderer->out, node->text, node->text_length);
    else
        put_indented(renderer, node);
}

/* ---- what holds other nodes ---- */

static bool render_section(struct renderer *renderer, const struct mustache_template *template,
                           size_t at, const struct context *context)
{
    const struct mustache_node *node = &template->nodes[at];
    struct json_object *value = look_up(node, context);
    if (is_false(value))
        return true;
    struct context inner = {.value = value, .up = context};
    if (!json_object_is_type(value, json_type_array))
        return render_nodes(renderer, template, at + 1, node->end, &inner);
    size_t length = json_object_array_length(value);
    for (size_t i = 0; i < length; i++) {
        inner.value = json_object_array_get_idx(value, i);
        if (!render_nodes(renderer, template, at + 1, node->end, &inner))
            return false;
    }
    return true;
}

static bool render_inverted(struct renderer *renderer, const struct mustache_template *template,
                            size_t at, const struct context *context)
{
    const struct mustache_node *node = &template->nodes[at];
    return !is_false(look_up(node, context)) ||
           render_nodes(renderer, template, at + 1, node->end, context);
}

/* A partial alone on its line takes over the indentation that holds here and adds its own; one
 * within a line has none. */
static bool render_partial(struct renderer *renderer, const struct mustache_node *node,
                           const struct context *context)
{
    if (renderer->depth == MUSTACHE_PARTIAL_DEPTH)
        return false;
    size_t outer_indent = renderer->indent;
    size_t outer_length = renderer->indents.length;
    if (!node->standalone)
        renderer->indent = outer_length;
    else if (node->text_length)
        buffer_append(&renderer->indents, node->text, node->text_length);
    renderer->depth++;
    bool ok = render_nodes(renderer, node->partial, 0, node->partial->count, context);
    renderer->depth--;
    renderer->indents.length = outer_length;
    renderer->indent = outer_indent;
    return ok;
}

static bool render_nodes(struct renderer *renderer, const struct mustache_template *template,
                         size_t from, size_t to, const struct context *context)
{
    bool ok = true;
    for (size_t at = from; ok && at < to; at++) {
        const struct mustache_node *node = &template->nodes[at];
        if (node->starts_line && node->kind != MUSTACHE_TEXT)
            put_indent(renderer);
        switch (node->kind) {
        case MUSTACHE_TEXT:
            render_text(renderer, node);
            break;
        case MUSTACHE_VALUE:
        case MUSTACHE_HTML:
            put_value(renderer->out, look_up(node, context), node->kind == MUSTACHE_VALUE);
            break;
        case MUSTACHE_SECTION:
            ok = render_section(renderer, template, at, context);
            at = node->end - 1;
            break;
        case MUSTACHE_INVERTED:
            ok = render_inverted(renderer, template, at, context);
            at = node->end - 1;
            break;
        case MUSTACHE_PARTIAL:
            ok = render_partial(renderer, node, context);
            break;
        }
    }
    return ok;
}

bool mustache_render(const struct mustache_set *set, const char *name, struct json_object *view,
                     struct buffer *out)
{
    const struct mustache_template *template = mustache_find(set, name);
    if (!template)
        return false;
    size_t before = out->length;
    struct renderer renderer = {.out = out};
    struct context context = {.value = view};
    bool ok = render_nodes(&renderer, template, 0, template->count, &context);
    if (!ok && out->data) {
        out->length = before;
        out->data[before] = '\0';
    }
    buffer_free(&renderer.indents);
    return ok;
}

#include "admin/node.h"

#include "admin/form.h"
#include "base/memory.h"
#include "content/accent.h"
#include "content/faults.h"
#include "content/moment.h"
#include "content/picture.h"
#include "text/color.h"
#include "text/json.h"
#include "text/utf8.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* Every name of admin_field.mustache that a node may leave unset. */
static const char *const unset[] = {
    "is_line",    "is_wide",   "is_long",   "is_lines",  "is_choice", "is_check",   "is_list",
    "is_group",   "help",      "value",     "options",   "checked",   "absent",     "list_id",
    "input_type", "inputmode", "described", "autofocus", "required",  "faulty",     "advice",
    "made",       "made_name", "was",       "was_name",  "order",     "open",       "may_rise",
    "may_sink",   "rows_high", "add_focus", "detail",    "is_color",  "is_picture", "words",
    "swatch",     NULL};

/* --- Places ----------------------------------------------------------------------------------- */

static void put_member(struct buffer *buffer, const struct buffer *parent, const char *sign,
                       const char *name)
{
    buffer_printf(buffer, "%s%s%s", buffer_text(parent), parent->length ? sign : "", name);
}

void node_place_member(struct node_place *place, const struct node_place *parent, const char *name,
                       const char *fault_name, const char *label)
{
    put_member(&place->name, &parent->name, ".", name);
    put_member(&place->fault_path, &parent->fault_path, ".", fault_name);
    put_member(&place->label, &parent->label, " › ", label);
}

void node_place_free(struct node_place *place)
{
    buffer_free(&place->name);
    buffer_free(&place->fault_path);
    buffer_free(&place->label);
}

/* --- Faults ----------------------------------------------------------------------------------- */

/* By path, since a form has thousands of nodes, and a bad one thousands of faults. */
static struct json_object *index_faults(const struct faults *faults)
{
    struct json_object *by_path = json_object_new_object();
    for (size_t i = 0; faults && i < faults->count; i++) {
        struct json_object *list = json_member(by_path, faults->list[i].path);
        if (!list) {
            list = json_object_new_array();
            json_object_object_add(by_path, faults->list[i].path, list);
        }
        json_object_array_add(list, json_object_new_int64((int64_t)i));
    }
    return by_path;
}

void node_walk_begin(struct node_walk *walk, const struct faults *faults,
                     struct json_object *summary, struct json_object *sources, const char *focus)
{
    *walk = (struct node_walk){
        .faults = faults,
        .by_path = index_faults(faults),
        .told = memory_new(faults && faults->count ? faults->count : 1, sizeof *walk->told),
        .summary = summary,
        .sources = sources,
        .focus = focus,
    };
}

static void add_to_summary(struct node_walk *walk, const char *label, const char *message,
                           const char *id)
{
    struct json_object *entry = json_object_new_object();
    struct buffer url = {0};
    buffer_printf(&url, "%s%s", *id ? "#" : "", id);
    json_add_text(entry, "label", label);
    json_add_text(entry, "message", message);
    json_add_text(entry, "field_url", buffer_text(&url));
    json_object_array_add(walk->summary, entry);
    buffer_free(&url);
}

/* What a fault is called whose field is not in the form: the deepest label on its way that every
 * document has, or the path itself. */
static const char *label_of(const char *path)
{
    const struct field *fields = kind_common_fields;
    const char *label = *path ? path : "The document";
    while (fields && *path) {
        size_t length = strcspn(path, ".");
        while (fields->name &&
               (strlen(fields->name) != length || strncmp(fields->name, path, length) != 0))
            fields++;
        if (!fields->name)
            break;
        label = fields->label;
        fields = fields->fields;
        path += length + (path[length] == '.');
    }
    return label;
}

void node_walk_end(struct node_walk *walk)
{
    for (size_t i = 0; walk->faults && i < walk->faults->count; i++) {
        const struct fault *fault = &walk->faults->list[i];
        if (!walk->told[i])
            add_to_summary(walk, label_of(fault->path), fault->message, "");
    }
    json_object_put(walk->by_path);
    free(walk->told);
    *walk = (struct node_walk){0};
}

/* The fault, in the words given, stands beside the node and in the summary. */
static void tell_fault(struct node_walk *walk, struct json_object *node, size_t index,
                       const char *message)
{
    struct json_object *fault = json_object_new_object();
    const char *instead = walk->faults->list[index].instead;
    walk->told[index] = true;
    walk->told_count++;
    json_add_text(fault, "message", message);
    json_add_text(fault, "instead", instead ? instead : "");
    json_object_array_add(json_member(node, "faults"), fault);
    node_mark(node, "faulty");
    add_to_summary(walk, json_text(node, "whole_label"), message, json_text(node, "id"));
}

/* Tells the faults at path that are not told yet; in words, where that is not NULL. */
static void take_faults(struct node_walk *walk, struct json_object *node, const char *path,
                        const char *words)
{
    struct json_object *list = json_member(walk->by_path, path);
    for (size_t i = 0; list && i < json_object_array_length(list); i++) {
        size_t index = (size_t)json_object_get_int64(json_object_array_get_idx(list, i));
        if (!walk->told[index])
            tell_fault(walk, node, index, words ? words : walk->faults->list[index].message);
    }
}

/* --- Nodes ------------------------------------------------------------------------------------ */

void node_mark(struct json_object *node, const char *mark)
{
    json_object_object_add(node, mark, json_object_new_boolean(1));
}

static struct json_object *bare_node(const struct node_place *place, const char *label)
{
    struct json_object *node = json_object_new_object();
    struct buffer id = {0};
    for (const char *const *name = unset; *name; name++)
        json_add_text(node, *name, "");
    buffer_puts(&id, "f-");
    for (const char *c = buffer_text(&place->name); *c; c++)
        if (*c != '~')
            buffer_putc(&id, *c); /* as faults call it: other pages link to it by that */
    json_add_text(node, "name", buffer_text(&place->name));
    json_add_text(node, "id", buffer_text(&id));
    json_add_text(node, "label", label);
    json_add_text(node, "whole_label", buffer_text(&place->label));
    json_object_object_add(node, "faults", json_object_new_array());
    json_object_object_add(node, "fields", json_object_new_array());
    json_object_object_add(node, "rows", json_object_new_array());
    buffer_free(&id);
    return node;
}

struct json_object *node_new(struct node_walk *walk, const struct field *field,
                             const struct node_place *place)
{
    struct json_object *node = bare_node(place, field->label);
    json_add_text(node, "help", field->help);
    if (field->required)
        node_mark(node, "required");
    take_faults(walk, node, buffer_text(&place->fault_path), NULL);
    return node;
}

bool node_take_focus(struct node_walk *walk, const char *name)
{
    if (!walk->focus || strcmp(walk->focus, name) != 0)
        return false;
    walk->focus = NULL;
    walk->focus_next = true;
    return true;
}

struct json_object *node_list(struct node_walk *walk, const struct field *field,
                              const struct node_place *place)
{
    struct json_object *node = node_new(walk, field, place);
    node_mark(node, "is_list");
    if (walk->focus && strncmp(walk->focus, "add:", 4) == 0 &&
        strcmp(walk->focus + 4, buffer_text(&place->name)) == 0)
        node_mark(node, "add_focus");
    return node;
}

struct json_object *node_row(struct node_walk *walk, const struct field *list,
                             const struct node_place *place, const char *label)
{
    struct json_object *node = bare_node(place, label);
    struct buffer id = {0};
    if (list->type == FIELD_LIST) {
        take_faults(walk, node, buffer_text(&place->fault_path), NULL);
        return node;
    }
    buffer_printf(&id, "%s-row", json_text(node, "id")); /* its only box has the name itself */
    json_add_text(node, "id", buffer_text(&id));
    buffer_free(&id);
    return node;
}

void node_add_made(struct json_object *node, const struct node_place *place, const char *made,
                   const char *was)
{
    struct buffer name = {0};
    buffer_printf(&name, "%s.made", buffer_text(&place->name));
    json_add_text(node, "made_name", buffer_text(&name));
    json_add_text(node, "made", made);
    buffer_clear(&name);
    buffer_printf(&name, "%s.was", buffer_text(&place->name));
    json_add_text(node, "was_name", buffer_text(&name));
    json_add_text(node, "was", was ? was : "");
    buffer_free(&name);
}

/* --- Boxes ------------------------------------------------------------------------------------ */

const char *form_value_text(struct json_object *value)
{
    if (!value)
        return "";
    if (json_object_is_type(value, json_type_string))
        return json_object_get_string(value);
    return json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN);
}

static void make_line(struct json_object *node, const char *value, const char *type,
                      const char *inputmode)
{
    node_mark(node, "is_line");
    json_add_text(node, "value", value);
    json_add_text(node, "input_type", type);
    json_add_text(node, "inputmode", inputmode);
}

/* How many lines an empty text area shows; and a line of more letters than this gets one too, to be
 * seen whole. What is typed into it is one line all the same (admin/post.c). */
enum { LONG_LEAST = 3, WIDE_LEAST = 2, LINE_MOST = 200 };

/* HTML drops a line break that stands first in a text area: it gets one more. */
static void make_long(struct json_object *node, const char *text, const char *mark, long least)
{
    enum { LINE = 80, MOST = 20 };
    struct buffer value = {0};
    long height = least + (long)(utf8_count(text) / LINE);
    for (const char *c = text; (c = strchr(c, '\n')); c++)
        height++;
    buffer_printf(&value, "\n%s", text);
    node_mark(node, mark);
    json_add_text(node, "value", buffer_text(&value));
    json_object_object_add(node, "rows_high", json_object_new_int64(height > MOST ? MOST : height));
    buffer_free(&value);
}

static void add_option(struct json_object *options, const char *value, const char *label,
                       const char *chosen)
{
    struct json_object *option = json_object_new_object();
    json_add_text(option, "value", value);
    json_add_text(option, "label", label);
    json_object_object_add(option, "selected", json_object_new_boolean(strcmp(value, chosen) == 0));
    json_object_array_add(options, option);
}

/* What is chosen and is no choice stays, so that it is seen and nothing is lost. */
static void add_odd_option(struct json_object *options, const char *chosen)
{
    for (size_t i = 0; i < json_object_array_length(options); i++)
        if (json_true(json_object_array_get_idx(options, i), "selected"))
            return;
    add_option(options, chosen, chosen, chosen);
}

static void add_choices(struct json_object *options, const char *const *choices, const char *chosen)
{
    for (; *choices; choices++) {
        struct buffer label = {0};
        buffer_puts(&label, *choices);
        for (char *c = label.data; *c; c++)
            if (*c == '-')
                *c = ' ';
        add_option(options, *choices, buffer_text(&label), chosen);
        buffer_free(&label);
    }
}

static void add_sources(struct json_object *options, struct json_object *sources,
                        const char *chosen)
{
    size_t count =
        json_object_is_type(sources, json_type_array) ? json_object_array_length(sources) : 0;
    for (size_t i = 0; i < count; i++) {
        struct json_object *source = json_object_array_get_idx(sources, i);
        bool is_object = json_object_is_type(source, json_type_object);
        const char *id = is_object ? json_text(source, "id") : NULL;
        const char *title = is_object ? json_text(source, "title") : NULL;
        if (id && *id)
            add_option(options, id, title ? title : id, chosen);
    }
}

static void make_choice(struct node_walk *walk, struct json_object *node, const struct field *field,
                        const char *chosen)
{
    struct json_object *options = json_object_new_array();
    node_mark(node, "is_choice");
    add_option(options, "", "…", chosen);
    if (field->type == FIELD_SOURCE)
        add_sources(options, walk->sources, chosen);
    else
        add_choices(options, field->choices, chosen);
    add_odd_option(options, chosen);
    json_object_object_add(node, "options", options);
}

static void make_check(struct json_object *node, const struct field *field,
                       struct json_object *value)
{
    node_mark(node, "is_check");
    if (json_object_get_boolean(value))
        node_mark(node, "checked");
    json_add_text(node, "absent", value || field->required ? "there" : "absent");
}

static void make_lines(struct json_object *node, struct json_object *texts)
{
    struct buffer lines = {0};
    size_t count =
        json_object_is_type(texts, json_type_array) ? json_object_array_length(texts) : 0;
    for (size_t i = 0; i < count; i++)
        buffer_printf(&lines, "%s%s", i ? "\n" : "",
                      form_value_text(json_object_array_get_idx(texts, i)));
    make_long(node, buffer_text(&lines), "is_lines", LONG_LEAST);
    buffer_free(&lines);
}

static void make_reference(struct json_object *node, const struct field *field, const char *key)
{
    struct buffer id = {0};
    make_line(node, key, "text", "text");
    buffer_printf(&id, "keys-%s", field->refers_to);
    json_add_text(node, "list_id", buffer_text(&id));
    buffer_free(&id);
}

/* A browser's own calendar shows only days that exist; anything else must be seen to be mended. */
static void make_date(struct json_object *node, const char *value)
{
    make_line(node, value, *value && !date_is_valid(value) ? "text" : "date", "text");
}

/* A line that a script gives a color picker; the color is seen beside it without one. */
static void make_color(struct json_object *node, const char *value)
{
    struct color color;
    char whole[COLOR_TEXT_SIZE];
    make_line(node, value, "text", "text");
    node_mark(node, "is_color");
    json_add_text(node, "own_color", ACCENT_OWN);
    if (!color_read(value, &color))
        return;
    color_write(color, whole);
    json_add_text(node, "swatch", whole);
}

/* What stands in the document, in words; it is changed on a page of its own (admin/logo.c). */
static void make_picture(struct json_object *node, struct json_object *picture)
{
    struct buffer words = {0};
    node_mark(node, "is_picture");
    if (json_object_is_type(picture, json_type_object))
        picture_words(picture, &words);
    json_add_text(node, "words", buffer_text(&words));
    buffer_free(&words);
}

static void make_box(struct node_walk *walk, struct json_object *node, const struct field *field,
                     struct json_object *value)
{
    const char *text = form_value_text(value);
    switch (field->type) {
    case FIELD_MARKDOWN:
        make_long(node, text, "is_long", LONG_LEAST);
        break;
    case FIELD_TEXTS:
        make_lines(node, value);
        break;
    case FIELD_CHOICE:
    case FIELD_SOURCE:
        make_choice(walk, node, field, text);
        break;
    case FIELD_BOOLEAN:
        make_check(node, field, value);
        break;
    case FIELD_REFERENCE:
        make_reference(node, field, text);
        break;
    case FIELD_DATE:
        make_date(node, text);
        break;
    case FIELD_COLOR:
        make_color(node, text);
        break;
    case FIELD_PICTURE:
        make_picture(node, value);
        break;
    case FIELD_TEXT:
        if (field->max > LINE_MOST)
            make_long(node, text, "is_wide", WIDE_LEAST);
        else
            make_line(node, text, "text", "text");
        break;
    default:
        make_line(node, text, "text", field->type == FIELD_NUMBER ? "numeric" : "text");
    }
}

/* The ids of what a screen reader reads with the box: its help and its faults. */
static void describe(struct json_object *node)
{
    struct buffer ids = {0};
    const char *id = json_text(node, "id");
    const char *help = json_text(node, "help");
    if (help && *help)
        buffer_printf(&ids, "%s-help", id);
    if (json_true(node, "faulty"))
        buffer_printf(&ids, "%s%s-faults", ids.length ? " " : "", id);
    json_add_text(node, "described", buffer_text(&ids));
    buffer_free(&ids);
}

/* The lines of one box have their faults at paths of their own: "address.2". */
static void take_faults_of_lines(struct node_walk *walk, struct json_object *node,
                                 struct json_object *texts, const struct node_place *place)
{
    size_t count =
        json_object_is_type(texts, json_type_array) ? json_object_array_length(texts) : 0;
    for (size_t i = 0; i < count; i++) {
        struct buffer path = {0};
        buffer_printf(&path, "%s.%zu", buffer_text(&place->fault_path), i + 1);
        take_faults(walk, node, buffer_text(&path), NULL);
        buffer_free(&path);
    }
}

struct json_object *node_leaf(struct node_walk *walk, const struct field *field,
                              struct json_object *value, const struct node_place *place)
{
    struct json_object *node = node_new(walk, field, place);
    if (field->type == FIELD_TEXTS)
        take_faults_of_lines(walk, node, value, place);
    make_box(walk, node, field, value);
    if (walk->focus_next)
        node_mark(node, "autofocus");
    walk->focus_next = false;
    describe(node);
    return node;
}

void node_take_faults_of_time(struct node_walk *walk, struct json_object *node,
                              const char *time_path, bool typed)
{
    static const char *const names[] = {"kind",      "low",       "high", "unit",
                                        "precision", "condition", NULL};
    for (const char *const *name = names; *name; name++) {
        struct buffer path = {0};
        /* What was typed and not understood is kept as the kind, which is then no kind. */
        const char *words =
            typed ? "is not understood; write it like one of the examples, in whole numbers"
                  : "is required";
        buffer_printf(&path, "%s.%s", time_path, *name);
        take_faults(walk, node, buffer_text(&path), name == names ? words : NULL);
        buffer_free(&path);
    }
    describe(node);
}

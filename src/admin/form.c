#include "admin/form.h"

#include "admin/node.h"
#include "base/names.h"
#include "content/entry_name.h"
#include "content/faults.h"
#include "content/kind.h"
#include "content/rules.h"
#include "content/time_words.h"
#include "text/json.h"
#include "text/slug.h"
#include "text/utf8.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

bool form_is_time(const struct field *field)
{
    return field->type == FIELD_OBJECT && field->rule == rule_time;
}

bool form_leaves_out(const struct kind *kind, const struct field *field)
{
    static const char *const names[] = {"kind", "key", "revision", "withdrawn", NULL};
    static const char *const of_pages[] = {"slug", "lang", "position", NULL};
    return names_have(names, field->name) || (kind->internal && names_have(of_pages, field->name));
}

bool form_is_review_mark(const struct field *field)
{
    static const char *const names[] = {"reviewed_by", "reviewed_on", NULL};
    return names_have(names, field->name);
}

/* --- Objects ---------------------------------------------------------------------------------- */

static struct json_object *make_field(struct node_walk *walk, const struct field *field,
                                      struct json_object *value, const struct node_place *place);

static void add_members(struct node_walk *walk, struct json_object *nodes,
                        const struct field *fields, struct json_object *object,
                        const struct node_place *place)
{
    for (const struct field *field = fields; field->name; field++) {
        struct json_object *value = object ? json_member(object, field->name) : NULL;
        struct node_place member = {0};
        if (form_is_review_mark(field) || field->unseen)
            continue;
        node_place_member(&member, place, field->name, field->name, field->label);
        json_object_array_add(nodes, make_field(walk, field, value, &member));
        node_place_free(&member);
    }
}

/* What an optional part needs is needed only once something stands in it. */
static void ask_for_nothing(struct json_object *nodes)
{
    for (size_t i = 0; i < json_object_array_length(nodes); i++)
        json_add_text(json_object_array_get_idx(nodes, i), "required", "");
}

static struct json_object *make_object(struct node_walk *walk, const struct field *field,
                                       struct json_object *object, const struct node_place *place)
{
    struct json_object *node = node_new(walk, field, place);
    bool is_object = json_object_is_type(object, json_type_object);
    node_mark(node, "is_group");
    add_members(walk, json_member(node, "fields"), field->fields, is_object ? object : NULL, place);
    if (!field->required && !object)
        ask_for_nothing(json_member(node, "fields"));
    return node;
}

/* --- Lists ------------------------------------------------------------------------------------ */

void form_put_row_name(struct json_object *list, size_t index, struct buffer *name)
{
    struct json_object *row = json_object_array_get_idx(list, index);
    bool is_object = json_object_is_type(row, json_type_object);
    const char *id = is_object ? json_text(row, "id") : NULL;
    bool is_own = id && slug_is_valid(id);
    for (size_t i = 0; is_own && i < index; i++) {
        struct json_object *earlier = json_object_array_get_idx(list, i);
        const char *other =
            json_object_is_type(earlier, json_type_object) ? json_text(earlier, "id") : NULL;
        is_own = !other || strcmp(other, id) != 0;
    }
    if (is_own)
        buffer_puts(name, id);
    else
        buffer_printf(name, "~%zu", index + 1);
}

/* How a fault calls the row (content/check.c): by whatever id it has, or by its place. */
static void put_fault_name(struct json_object *row, size_t index, struct buffer *name)
{
    const char *id = json_object_is_type(row, json_type_object) ? json_text(row, "id") : NULL;
    if (id)
        buffer_puts(name, id);
    else
        buffer_printf(name, "%zu", index + 1);
}

/* Appends what a person would call the row: the first required text in it, the first texts of a
 * list, or the key that it names. */
static void put_row_words(const struct field *list, struct json_object *row, struct buffer *words)
{
    if (list->type != FIELD_LIST) {
        buffer_puts(words, form_value_text(row));
        return;
    }
    for (const struct field *field = list->fields; field->name; field++) {
        const char *text =
            json_object_is_type(row, json_type_object) ? json_text(row, field->name) : NULL;
        if (field->type == FIELD_TEXT && field->required && text) {
            buffer_puts(words, text);
            return;
        }
    }
    entry_name_of_texts(list->fields, row, words);
}

static void put_row_label(const struct field *list, struct json_object *row, size_t index,
                          struct buffer *label)
{
    enum { LETTERS_MAX = 80 }; /* it stands before every fault in the row */
    struct buffer name = {0};
    put_row_words(list, row, &name);
    const char *words = buffer_text(&name);
    size_t length = utf8_bytes(words, LETTERS_MAX);
    if (*words)
        buffer_printf(label, "%.*s%s", (int)length, words, words[length] ? "…" : "");
    else
        buffer_printf(label, "Number %zu", index + 1); /* "Steps › Number 3" */
    buffer_free(&name);
}

static void add_row_fields(struct node_walk *walk, struct json_object *node,
                           const struct field *list, struct json_object *row,
                           const struct node_place *place)
{
    struct json_object *nodes = json_member(node, "fields");
    struct field one = *list;
    if (list->type == FIELD_LIST) {
        bool is_object = json_object_is_type(row, json_type_object);
        add_members(walk, nodes, list->fields, is_object ? row : NULL, place);
        return;
    }
    one.type = FIELD_REFERENCE;
    one.help = NULL;
    json_object_array_add(nodes, node_leaf(walk, &one, row, place));
}

/* What a person looks for in a closed row: its time, in the words for patients. */
static const char *row_detail(struct json_object *row)
{
    static const char *const names[] = {"until", "time", "from", NULL};
    for (const char *const *name = names; *name; name++) {
        struct json_object *time =
            json_object_is_type(row, json_type_object) ? json_member(row, *name) : NULL;
        if (json_object_is_type(time, json_type_object) && json_text(time, "words"))
            return json_text(time, "words");
    }
    return "";
}

static struct json_object *make_row(struct node_walk *walk, const struct field *list,
                                    struct json_object *rows, size_t index,
                                    const struct node_place *place)
{
    struct json_object *row = json_object_array_get_idx(rows, index);
    struct buffer name = {0}, fault_name = {0}, label = {0};
    struct node_place here = {0};
    form_put_row_name(rows, index, &name);
    put_fault_name(row, index, &fault_name);
    put_row_label(list, row, index, &label);
    node_place_member(&here, place, buffer_text(&name), buffer_text(&fault_name),
                      buffer_text(&label));
    size_t faults_before = walk->told_count;
    struct json_object *node = node_row(walk, list, &here, buffer_text(&label));
    json_add_text(node, "detail", row_detail(row));
    bool has_focus = node_take_focus(walk, buffer_text(&here.name));
    add_row_fields(walk, node, list, row, &here);
    if (has_focus || walk->told_count > faults_before || list->type != FIELD_LIST)
        node_mark(node, "open");
    if (index > 0)
        node_mark(node, "may_rise");
    if (index + 1 < json_object_array_length(rows))
        node_mark(node, "may_sink");
    buffer_free(&name);
    buffer_free(&fault_name);
    buffer_free(&label);
    node_place_free(&here);
    return node;
}

static struct json_object *make_list(struct node_walk *walk, const struct field *field,
                                     struct json_object *rows, const struct node_place *place)
{
    struct json_object *node = node_list(walk, field, place);
    struct json_object *nodes = json_member(node, "rows");
    struct buffer order = {0};
    size_t count = json_object_is_type(rows, json_type_array) ? json_object_array_length(rows) : 0;
    for (size_t i = 0; i < count; i++) {
        buffer_puts(&order, i ? " " : "");
        form_put_row_name(rows, i, &order);
        json_object_array_add(nodes, make_row(walk, field, rows, i, place));
    }
    json_add_text(node, "order", buffer_text(&order));
    buffer_free(&order);
    return node;
}

/* --- Times ------------------------------------------------------------------------------------ */

/* A time of which only the words' part is not known yet: {kind: what was typed}, or none. */
static bool has_figures(struct json_object *time)
{
    static const char *const names[] = {"low", "high", "unit", "precision", "condition", NULL};
    for (const char *const *name = names; *name; name++)
        if (json_member(time, *name))
            return true;
    return false;
}

static bool is_kind_of_time(const char *text)
{
    static const char *const names[] = {"time", "always", "event", "unstated", NULL};
    return text && names_have(names, text);
}

bool form_put_said(struct json_object *time, struct buffer *said)
{
    if (!time)
        return true;
    if (!json_object_is_type(time, json_type_object))
        return false;
    struct json_object *kind = json_member(time, "kind");
    if (time_words_tell(time)) {
        time_words_write(time, said);
        return true;
    }
    if (has_figures(time) || is_kind_of_time(json_text(time, "kind")) ||
        (kind && !json_object_is_type(kind, json_type_string)))
        return false;
    buffer_puts(said, form_value_text(kind));
    return true;
}

/* The figures that words for patients name must be those of the time beside them: the one is shown,
 * the other counted with. */
static bool words_name_other_figures(struct json_object *time)
{
    const char *words = json_text(time, "words");
    const char *kind = json_text(time, "kind");
    bool any = false;
    if (!words || !kind || strcmp(kind, "time") != 0)
        return false;
    for (const char *c = words; (c = strpbrk(c, "0123456789"));) {
        char *end;
        long long number = strtoll(c, &end, 10);
        if (number == json_integer(time, "low", -1) || number == json_integer(time, "high", -1))
            return false;
        any = true;
        c = end;
    }
    return any;
}

static const struct field said_field = {"said", "How long",
                                        "As you would say it: 72 hours, about 2 weeks, 6 to 10 "
                                        "weeks, at least 3 months, up to 24 hours, "
                                        "until your skin has healed, always, not said.",
                                        FIELD_TEXT, .max = 0};

static const struct field words_field = {
    "words", "In words, for patients",
    "As they read it: 72 hours after treatment. Left empty, it is made from the time.", FIELD_TEXT,
    .max = 0};

static void add_said(struct node_walk *walk, struct json_object *nodes, const char *said,
                     bool required, const struct node_place *place)
{
    struct node_place here = {0};
    struct json_object *value = json_object_new_string(said);
    struct field field = said_field;
    field.required = required;
    node_place_member(&here, place, "said", "said", field.label);
    struct json_object *node = node_leaf(walk, &field, value, &here);
    node_take_faults_of_time(walk, node, buffer_text(&place->fault_path), *said != '\0');
    json_object_array_add(nodes, node);
    json_object_put(value);
    node_place_free(&here);
}

static const struct field *field_named(const struct field *fields, const char *name)
{
    while (strcmp(fields->name, name) != 0)
        fields++;
    return fields;
}

static struct json_object *make_time(struct node_walk *walk, const struct field *field,
                                     struct json_object *time, const struct node_place *place)
{
    struct buffer said = {0}, made = {0};
    if (!form_put_said(time, &said)) {
        buffer_free(&said);
        return make_object(walk, field, time, place);
    }
    struct json_object *node = node_new(walk, field, place);
    struct json_object *nodes = json_member(node, "fields");
    const struct field members[] = {
        *field_named(field->fields, "anchor"), words_field, {.name = NULL}};
    node_mark(node, "is_group");
    add_said(walk, nodes, buffer_text(&said), field->required, place);
    add_members(walk, nodes, members, time, place);
    if (time && words_name_other_figures(time))
        json_add_text(json_object_array_get_idx(nodes, 2), "advice",
                      "names another figure than the time above. Is that right?");
    if (time)
        time_words_patients(time, &made);
    node_add_made(node, place, buffer_text(&made), time ? json_text(time, "words") : NULL);
    buffer_free(&said);
    buffer_free(&made);
    return node;
}

/* --- The whole -------------------------------------------------------------------------------- */

static struct json_object *make_field(struct node_walk *walk, const struct field *field,
                                      struct json_object *value, const struct node_place *place)
{
    if (form_is_time(field))
        return make_time(walk, field, value, place);
    if (field->type == FIELD_OBJECT)
        return make_object(walk, field, value, place);
    if (field->type == FIELD_LIST || field->type == FIELD_REFERENCES)
        return make_list(walk, field, value, place);
    return node_leaf(walk, field, value, place);
}

/* The title comes first, then what the kind is about, then what every document has. */
static bool is_first(const struct field *field)
{
    return strcmp(field->name, "title") == 0;
}

static void add_common(struct node_walk *walk, struct json_object *nodes, const struct kind *kind,
                       struct json_object *body, bool first)
{
    for (const struct field *field = kind_common_fields; field->name; field++) {
        const struct field one[] = {*field, {.name = NULL}};
        const struct node_place top = {0};
        if (!form_leaves_out(kind, field) && is_first(field) == first)
            add_members(walk, nodes, one, body, &top);
    }
}

void form_make(struct form *form, const struct kind *kind, struct json_object *body,
               const struct faults *faults, const char *focus)
{
    const struct node_place top = {0};
    struct node_walk walk;
    *form = (struct form){json_object_new_array(), json_object_new_array()};
    node_walk_begin(&walk, faults, form->summary, json_member(body, "sources"), focus);
    add_common(&walk, form->fields, kind, body, true);
    add_members(&walk, form->fields, kind->fields, body, &top);
    add_common(&walk, form->fields, kind, body, false);
    node_walk_end(&walk);
}

void form_free(struct form *form)
{
    json_object_put(form->fields);
    json_object_put(form->summary);
    *form = (struct form){0};
}

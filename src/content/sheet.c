/* Documents as rows: the layouts, and writing. content/sheet_read.c reads. */
#include "content/sheet.h"

#include "content/csv.h"
#include "content/kind.h"
#include "content/rules.h"
#include "content/sheet_layout.h"
#include "content/time_words.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static const struct sheet_layout layouts[] = {{"faq", NULL}, {"checklist", "steps"}};

const struct sheet_layout *sheet_layout_of(const struct kind *kind)
{
    for (size_t i = 0; kind && i < sizeof layouts / sizeof layouts[0]; i++)
        if (strcmp(layouts[i].kind, kind->name) == 0)
            return &layouts[i];
    return NULL;
}

bool sheet_has_layout(const struct kind *kind)
{
    return sheet_layout_of(kind) != NULL;
}

bool sheet_is_time(const struct field *field)
{
    return field->rule == rule_time;
}

char *sheet_joined(const char *path, const char *name)
{
    struct buffer buffer = {0};
    buffer_printf(&buffer, "%s%s%s", path, *path ? "." : "", name);
    return buffer_take(&buffer);
}

char *sheet_numbered(const char *path, size_t number)
{
    struct buffer buffer = {0};
    buffer_printf(&buffer, "%s.%zu", path, number);
    return buffer_take(&buffer);
}

static const char *plain_json(struct json_object *value)
{
    return json_object_to_json_string_ext(value,
                                          JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
}

const struct field *sheet_row_fields(const struct kind *kind, const struct sheet_layout *layout)
{
    for (const struct field *field = kind->fields; layout->rows && field->name; field++)
        if (strcmp(field->name, layout->rows) == 0)
            return field->fields;
    return NULL;
}

/* --- Writing ---------------------------------------------------------------------------------- */

/* One walk over the fields writes the header and each row, so that both have the same cells. */
struct writer {
    struct buffer *out;
    const struct kind *kind;
    const struct sheet_layout *layout;
    struct json_object *entries; /* how many entries a list has columns for, by its name; owned */
    bool is_header;
};

static void write_fields(const struct writer *writer, const struct field *fields,
                         struct json_object *object, const char *path);

/* A cell for path, or its name in the header. */
static void put(const struct writer *writer, const char *path, const char *text, bool is_text)
{
    csv_put(writer->out, writer->is_header ? path : text, is_text);
}

static bool is_plain_entry(struct json_object *entry, bool first)
{
    if (!json_object_is_type(entry, json_type_string))
        return false;
    const char *text = json_object_get_string(entry);
    size_t length = strlen(text);
    return length > 0 && !strpbrk(text, "\r\n") && !strchr(" \t", text[0]) &&
           !strchr(" \t", text[length - 1]) && !(first && text[0] == '[');
}

static void write_texts(const struct writer *writer, struct json_object *list, const char *path)
{
    struct buffer lines = {0};
    size_t count = json_object_array_length(list);
    bool plain = count > 0;
    for (size_t i = 0; plain && i < count; i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        plain = is_plain_entry(entry, i == 0);
        buffer_printf(&lines, "%s%s", i ? "\n" : "", json_object_get_string(entry));
    }
    put(writer, path, plain ? buffer_text(&lines) : plain_json(list), true);
    buffer_free(&lines);
}

static void write_scalar(const struct writer *writer, struct json_object *value, const char *path)
{
    switch (json_object_get_type(value)) {
    case json_type_boolean:
        put(writer, path, json_object_get_boolean(value) ? "yes" : "no", true);
        break;
    case json_type_array:
        write_texts(writer, value, path);
        break;
    case json_type_int:
        put(writer, path, json_object_get_string(value), false);
        break;
    default:
        put(writer, path, value ? json_object_get_string(value) : NULL, true);
    }
}

/* What the first column of a time holds: its words, or JSON without what the other two have. */
static void put_time_words(struct json_object *time, struct buffer *words)
{
    if (time_words_tell(time)) {
        time_words_write(time, words);
        return;
    }
    struct json_object *rest = json_object_new_object();
    json_object_object_foreach(time, name, value)
    {
        bool has_column = (strcmp(name, "anchor") == 0 || strcmp(name, "words") == 0) &&
                          json_object_get_string_len(value) > 0;
        if (!has_column || !json_object_is_type(value, json_type_string))
            json_object_object_add(rest, name, json_object_get(value));
    }
    buffer_puts(words, plain_json(rest));
    json_object_put(rest);
}

/* NULL where patients read what is made from the time, so that a changed time changes them too. */
static const char *words_of_its_own(struct json_object *time)
{
    struct buffer made = {0};
    const char *own = json_text(time, "words");
    time_words_patients(time, &made);
    bool same = own && strcmp(own, buffer_text(&made)) == 0;
    buffer_free(&made);
    return same ? NULL : own;
}

static void write_time(const struct writer *writer, struct json_object *time, const char *path)
{
    struct buffer words = {0};
    char *anchor = sheet_joined(path, "anchor"), *own = sheet_joined(path, "words");
    if (time)
        put_time_words(time, &words);
    put(writer, path, buffer_text(&words), true);
    put(writer, anchor, time ? json_text(time, "anchor") : NULL, true);
    put(writer, own, time ? words_of_its_own(time) : NULL, true);
    free(anchor);
    free(own);
    buffer_free(&words);
}

static void write_entries(const struct writer *writer, const struct field *field,
                          struct json_object *list, const char *path)
{
    size_t count = (size_t)json_integer(writer->entries, field->name, 1);
    for (size_t i = 0; i < count; i++) {
        char *entry_path = sheet_numbered(path, i + 1);
        write_fields(writer, field->fields, list ? json_object_array_get_idx(list, i) : NULL,
                     entry_path);
        free(entry_path);
    }
}

static void write_field(const struct writer *writer, const struct field *field,
                        struct json_object *value, const char *path)
{
    if (sheet_is_time(field) && (!value || json_object_is_type(value, json_type_object)))
        write_time(writer, value, path);
    else if (field->type == FIELD_OBJECT)
        write_fields(writer, field->fields, value, path);
    else if (field->type == FIELD_LIST)
        write_entries(writer, field, value, path);
    else
        write_scalar(writer, value, path);
}

/* object may be NULL: its cells are empty. */
static void write_fields(const struct writer *writer, const struct field *fields,
                         struct json_object *object, const char *path)
{
    for (const struct field *field = fields; field && field->name; field++) {
        if (!*path && writer->layout->rows && strcmp(field->name, writer->layout->rows) == 0)
            continue;
        char *place = sheet_joined(path, field->name);
        write_field(writer, field, object ? json_member(object, field->name) : NULL, place);
        free(place);
    }
}

static void write_row(const struct writer *writer, struct json_object *own,
                      struct json_object *entry)
{
    write_fields(writer, kind_common_fields, own, "");
    write_fields(writer, writer->kind->fields, own, "");
    if (writer->layout->rows)
        write_fields(writer, sheet_row_fields(writer->kind, writer->layout), entry,
                     writer->layout->rows);
    csv_end_row(writer->out);
}

static void write_document(const struct writer *writer, struct json_object *document)
{
    const char *rows = writer->layout->rows;
    struct json_object *list = rows ? json_member(document, rows) : NULL;
    struct json_object *name = json_object_new_object();
    json_add_shared(name, "kind", json_member(document, "kind"));
    json_add_shared(name, "key", json_member(document, "key"));
    write_row(writer, document, list ? json_object_array_get_idx(list, 0) : NULL);
    for (size_t i = 1; rows && i < json_length(document, rows); i++)
        write_row(writer, name, json_object_array_get_idx(list, i));
    json_object_put(name);
}

/* How many columns each list needs: as many as the longest of all documents. */
static void count_entries(struct writer *writer, const struct field *fields,
                          struct json_object *documents)
{
    for (const struct field *field = fields; field->name; field++) {
        size_t most = 1;
        for (size_t i = 0; field->type == FIELD_LIST && i < json_object_array_length(documents);
             i++) {
            size_t count = json_length(json_object_array_get_idx(documents, i), field->name);
            most = count > most ? count : most;
        }
        json_object_object_add(writer->entries, field->name, json_object_new_int64((int64_t)most));
    }
}

void sheet_put_header(const struct kind *kind, struct json_object *entries, struct buffer *out)
{
    const struct writer writer = {.out = out,
                                  .kind = kind,
                                  .layout = sheet_layout_of(kind),
                                  .entries = entries,
                                  .is_header = true};
    write_row(&writer, NULL, NULL);
}

void sheet_write(const struct kind *kind, struct json_object *documents, struct buffer *out)
{
    struct writer writer = {.out = out,
                            .kind = kind,
                            .layout = sheet_layout_of(kind),
                            .entries = json_object_new_object()};
    count_entries(&writer, kind_common_fields, documents);
    count_entries(&writer, kind->fields, documents);
    csv_begin(out);
    sheet_put_header(kind, writer.entries, out);
    for (size_t i = 0; i < json_object_array_length(documents); i++)
        write_document(&writer, json_object_array_get_idx(documents, i));
    json_object_put(writer.entries);
}

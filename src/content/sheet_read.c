/* Rows as documents. */
#include "content/sheet.h"

#include "base/memory.h"
#include "content/csv.h"
#include "content/kind.h"
#include "content/sheet_layout.h"
#include "content/time_words.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct sheet {
    struct csv_table table;
    const struct kind *kind;
    const struct sheet_layout *layout;
    struct json_object *columns; /* a column's number by its name; owned */
    struct buffer *error;        /* what was found first */
};

/* Rows that are read as one: each cell is the first of them that is filled. */
struct rows {
    struct sheet *sheet;
    const size_t *list; /* their numbers in the table */
    size_t count;
};

static const struct csv_row *row_at(const struct rows *rows, size_t index)
{
    return &rows->sheet->table.rows[rows->list[index]];
}

static struct json_object *read_fields(const struct rows *rows, const struct field *fields,
                                       const char *path);

static void complain(struct sheet *sheet, const struct csv_row *row, const char *what,
                     const char *name)
{
    if (sheet->error->length == 0) {
        buffer_printf(sheet->error, "line %zu: ", row->line);
        buffer_printf(sheet->error, "%s '%s'", what, name);
    }
}

static const char *cell_of(const struct sheet *sheet, const struct csv_row *row, const char *path)
{
    size_t column = (size_t)json_integer(sheet->columns, path, CSV_CELLS_MAX);
    return column < row->count ? row->cells[column] : "";
}

static const char *cell(const struct rows *rows, const char *path)
{
    for (size_t i = 0; i < rows->count; i++) {
        const char *text = cell_of(rows->sheet, row_at(rows, i), path);
        if (*text)
            return text;
    }
    return "";
}

static struct json_object *read_json(const char *text, json_type type)
{
    struct buffer error = {0};
    struct json_object *value = json_read(text, strlen(text), &error);
    buffer_free(&error);
    if (json_object_is_type(value, type)) {
        json_drop_nulls(value);
        return value;
    }
    json_object_put(value);
    return NULL;
}

static struct json_object *read_texts(const char *text)
{
    struct json_object *list = json_object_new_array();
    while (*text) {
        size_t length = strcspn(text, "\n"), end = length;
        const char *next = text + length + (text[length] == '\n');
        while (end && strchr(" \t", text[end - 1]))
            end--;
        for (; end && strchr(" \t", *text); end--)
            text++;
        if (end)
            json_object_array_add(list, json_object_new_string_len(text, (int)end));
        text = next;
    }
    return list;
}

static struct json_object *read_boolean(const char *text)
{
    static const struct {
        const char *word;
        bool value;
    } words[] = {{"yes", true}, {"no", false}, {"true", true}, {"false", false}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcasecmp(words[i].word, text) == 0)
            return json_object_new_boolean(words[i].value);
    return NULL;
}

static struct json_object *read_number(const char *text)
{
    enum { DIGITS_MAX = 15 };
    size_t digits = strspn(text, "0123456789");
    bool is_number = digits > 0 && digits <= DIGITS_MAX && text[digits] == '\0';
    return is_number ? json_object_new_int64(strtoll(text, NULL, 10)) : NULL;
}

/* NULL for an empty cell. What is not of the field's type stays a text. */
static struct json_object *read_scalar(const struct field *field, const char *text)
{
    struct json_object *value = NULL;
    if (!*text)
        return NULL;
    if (field->type == FIELD_BOOLEAN)
        value = read_boolean(text);
    else if (field->type == FIELD_NUMBER)
        value = read_number(text);
    else if (field->type == FIELD_TEXTS || field->type == FIELD_REFERENCES)
        value = *text == '[' ? read_json(text, json_type_array) : read_texts(text);
    return value ? value : json_object_new_string(text);
}

static struct json_object *read_time_words(const struct rows *rows, const char *path)
{
    const char *text = cell(rows, path);
    struct json_object *time = NULL;
    if (*text == '{')
        time = read_json(text, json_type_object);
    else
        time = json_object_new_object();
    if (!time || (*text != '{' && *text && !time_words_read(text, time)))
        complain(rows->sheet, row_at(rows, 0), "this is not understood as a time:", text);
    return time ? time : json_object_new_object();
}

static struct json_object *read_time(const struct rows *rows, const char *path)
{
    char *anchor_path = sheet_joined(path, "anchor"), *words_path = sheet_joined(path, "words");
    const char *anchor = cell(rows, anchor_path), *words = cell(rows, words_path);
    struct json_object *time = NULL;
    if (*cell(rows, path) || *anchor || *words) {
        time = read_time_words(rows, path);
        /* Words may say what they are counted from: then they are what was typed last. */
        if (*anchor && !json_member(time, "anchor"))
            json_add_text(time, "anchor", anchor);
        if (*words) {
            json_object_object_del(time, "words");
            json_add_text(time, "words", words);
        } else if (!json_member(time, "words")) {
            struct buffer made = {0};
            time_words_patients(time, &made);
            json_add_text(time, "words", buffer_text(&made));
            buffer_free(&made);
        }
    }
    free(anchor_path);
    free(words_path);
    return time;
}

/* Whether any column begins with path and a full stop. */
static bool has_columns(const struct sheet *sheet, const char *path)
{
    json_object_object_foreach(sheet->columns, name, value)
    {
        (void)value;
        if (strncmp(name, path, strlen(path)) == 0 && name[strlen(path)] == '.')
            return true;
    }
    return false;
}

static struct json_object *read_entries(const struct rows *rows, const struct field *field,
                                        const char *path)
{
    struct json_object *list = json_object_new_array();
    bool more = true;
    for (size_t number = 1; more; number++) {
        char *entry_path = sheet_numbered(path, number);
        struct json_object *entry = read_fields(rows, field->fields, entry_path);
        if (entry)
            json_object_array_add(list, entry);
        more = entry || has_columns(rows->sheet, entry_path);
        free(entry_path);
    }
    if (json_object_array_length(list) > 0)
        return list;
    json_object_put(list);
    return NULL;
}

static struct json_object *read_field(const struct rows *rows, const struct field *field,
                                      const char *path)
{
    if (sheet_is_time(field))
        return read_time(rows, path);
    if (field->type == FIELD_OBJECT)
        return read_fields(rows, field->fields, path);
    if (field->type == FIELD_LIST)
        return read_entries(rows, field, path);
    return read_scalar(field, cell(rows, path));
}

/* NULL where every cell is empty. */
static struct json_object *read_fields(const struct rows *rows, const struct field *fields,
                                       const char *path)
{
    struct json_object *object = json_object_new_object();
    const char *skipped = *path ? NULL : rows->sheet->layout->rows;
    for (const struct field *field = fields; field->name; field++) {
        if (skipped && strcmp(field->name, skipped) == 0)
            continue;
        char *place = sheet_joined(path, field->name);
        struct json_object *value = read_field(rows, field, place);
        if (value)
            json_object_object_add(object, field->name, value);
        free(place);
    }
    if (json_object_object_length(object) > 0)
        return object;
    json_object_put(object);
    return NULL;
}

/* --- The header ------------------------------------------------------------------------------- */

static bool read_columns(struct sheet *sheet)
{
    const struct csv_row *header = &sheet->table.rows[0];
    for (size_t i = 0; i < header->count; i++) {
        const char *name = header->cells[i];
        if (*name && json_member(sheet->columns, name))
            complain(sheet, header, "there are two columns", name);
        json_object_object_add(sheet->columns, name, json_object_new_int64((int64_t)i));
    }
    return sheet->error->length == 0;
}

/* The columns that sheet_write would write, with as many entries of a list as the file has. */
static void put_expected_columns(const struct sheet *sheet, struct buffer *out)
{
    enum { ENTRIES_MAX = 100 };
    struct json_object *entries = json_object_new_object();
    for (const struct field *field = kind_common_fields; field->name; field++) {
        int64_t count = 1;
        for (bool more = field->type == FIELD_LIST; more && count < ENTRIES_MAX;) {
            char *path = sheet_numbered(field->name, (size_t)count + 1);
            more = has_columns(sheet, path);
            count += more;
            free(path);
        }
        json_object_object_add(entries, field->name, json_object_new_int64(count));
    }
    sheet_put_header(sheet->kind, entries, out);
    json_object_put(entries);
}

static bool has_name(const struct csv_row *row, const char *name)
{
    for (size_t i = 0; i < row->count; i++)
        if (strcmp(row->cells[i], name) == 0)
            return true;
    return false;
}

/* A column that was taken away would empty its field in every document; one that is misspelt would
 * be left out in silence. */
static bool check_columns(struct sheet *sheet)
{
    const struct csv_row *header = &sheet->table.rows[0];
    struct buffer text = {0}, unused = {0};
    struct csv_table expected;
    put_expected_columns(sheet, &text);
    csv_read(buffer_text(&text), text.length, &expected, &unused);
    for (size_t i = 0; i < expected.rows[0].count; i++)
        if (!has_name(header, expected.rows[0].cells[i]))
            complain(sheet, header, "there is no column", expected.rows[0].cells[i]);
    for (size_t i = 0; i < header->count; i++)
        if (*header->cells[i] && !has_name(&expected.rows[0], header->cells[i]))
            complain(sheet, header, "this is no column of such a file:", header->cells[i]);
    csv_free(&expected);
    buffer_free(&text);
    buffer_free(&unused);
    return sheet->error->length == 0;
}

/* --- The rows --------------------------------------------------------------------------------- */

static bool check_row(struct sheet *sheet, const struct csv_row *row)
{
    const struct csv_row *header = &sheet->table.rows[0];
    const char *kind = cell_of(sheet, row, "kind");
    if (strcmp(kind, sheet->kind->name) != 0)
        complain(sheet, row, "a file has documents of one kind only; here stands", kind);
    if (!*cell_of(sheet, row, "key"))
        complain(sheet, row, "this cell must be filled:", "key");
    for (size_t i = 0; i < row->count; i++)
        if (*row->cells[i] && (i >= header->count || !*header->cells[i]))
            complain(sheet, row, "a cell stands in a column without a name:", row->cells[i]);
    return sheet->error->length == 0;
}

/* Of the rows of one document, those that fill one of its own cells must agree. */
static void check_agreement(const struct rows *rows)
{
    const struct sheet_layout *layout = rows->sheet->layout;
    json_object_object_foreach(rows->sheet->columns, name, column)
    {
        (void)column;
        size_t length = strlen(layout->rows);
        if (strncmp(name, layout->rows, length) == 0 && name[length] == '.')
            continue;
        const char *first = cell(rows, name);
        for (size_t i = 0; i < rows->count; i++) {
            const char *text = cell_of(rows->sheet, row_at(rows, i), name);
            if (*text && strcmp(text, first) != 0)
                complain(rows->sheet, row_at(rows, i), "another row of this document has another",
                         name);
        }
    }
}

/* Adds the members of others, which it puts and which may be NULL, to object. */
static void add_members(struct json_object *object, struct json_object *others)
{
    if (!others)
        return;
    json_object_object_foreach(others, name, value)
    {
        json_object_object_add(object, name, json_object_get(value));
    }
    json_object_put(others);
}

static struct json_object *read_document(const struct rows *rows)
{
    const struct kind *kind = rows->sheet->kind;
    const struct sheet_layout *layout = rows->sheet->layout;
    struct json_object *document = read_fields(rows, kind_common_fields, "");
    struct json_object *own = read_fields(rows, kind->fields, "");
    add_members(document, own);
    struct json_object *list = layout->rows ? json_object_new_array() : NULL;
    for (size_t i = 0; list && i < rows->count; i++) {
        struct rows one = {rows->sheet, &rows->list[i], 1};
        struct json_object *entry = read_fields(&one, sheet_row_fields(kind, layout), layout->rows);
        if (entry)
            json_object_array_add(list, entry);
    }
    if (list)
        json_object_object_add(document, layout->rows, list);
    return document;
}

/* The rows of one document, wherever they stand. */
struct group {
    size_t *list; /* their numbers in the table; owned */
    size_t count;
};

static void add_to_group(struct group *group, size_t row)
{
    if ((group->count & (group->count - 1)) == 0)
        group->list =
            memory_resize(group->list, (group->count ? group->count * 2 : 1) * sizeof *group->list);
    group->list[group->count++] = row;
}

/* The groups, in the order of their first rows; *count says how many. The caller frees each. Where
 * a document is one row, each row is a group. */
static struct group *group_rows(struct sheet *sheet, size_t *count)
{
    struct group *groups = memory_new(sheet->table.count, sizeof *groups);
    struct json_object *seen = json_object_new_object(); /* a key's group */
    *count = 0;
    for (size_t i = 1; i < sheet->table.count && check_row(sheet, &sheet->table.rows[i]); i++) {
        const char *key = cell_of(sheet, &sheet->table.rows[i], "key");
        int64_t group = sheet->layout->rows ? json_integer(seen, key, -1) : -1;
        if (group < 0) {
            group = (int64_t)(*count)++;
            json_object_object_add(seen, key, json_object_new_int64(group));
        }
        add_to_group(&groups[group], i);
    }
    json_object_put(seen);
    return groups;
}

static struct json_object *read_documents(struct sheet *sheet)
{
    struct json_object *documents = json_object_new_array();
    size_t count;
    struct group *groups = group_rows(sheet, &count);
    for (size_t i = 0; i < count; i++) {
        struct rows rows = {sheet, groups[i].list, groups[i].count};
        if (sheet->layout->rows)
            check_agreement(&rows);
        if (sheet->error->length == 0)
            json_object_array_add(documents, read_document(&rows));
        free(groups[i].list);
    }
    free(groups);
    return documents;
}

/* The kind that the first row of a document names. */
static bool find_kind(struct sheet *sheet)
{
    const struct csv_row *row = &sheet->table.rows[1];
    const char *name = cell_of(sheet, row, "kind");
    sheet->kind = kind_by_name(name);
    sheet->layout = sheet_layout_of(sheet->kind);
    if (!sheet->layout)
        complain(sheet, row,
                 "the column \"kind\" says faq or checklist in such a file; here stands", name);
    return sheet->layout != NULL;
}

struct json_object *sheet_read(const char *text, size_t length, struct buffer *error)
{
    struct sheet sheet = {.columns = json_object_new_object(), .error = error};
    struct json_object *documents = NULL;
    if (!csv_read(text, length, &sheet.table, error))
        goto out;
    if (sheet.table.count < 2) {
        buffer_puts(error, "line 1: the first row names the columns, each other one is a document "
                           "or a step; there are none");
        goto out;
    }
    if (read_columns(&sheet) && find_kind(&sheet) && check_columns(&sheet))
        documents = read_documents(&sheet);
    if (error->length) {
        json_object_put(documents);
        documents = NULL;
    }
out:
    csv_free(&sheet.table);
    json_object_put(sheet.columns);
    return documents;
}

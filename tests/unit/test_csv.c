/* Comma-separated values, and documents as rows: what is written comes back the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

#include "content/csv.h"
#include "content/kind.h"
#include "content/sheet.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BOM "\xef\xbb\xbf"

/* The table as [cell|cell] a row, or the error. */
static char *table_of(const char *text)
{
    struct buffer shown = {0}, error = {0};
    struct csv_table table;
    if (csv_read(text, strlen(text), &table, &error)) {
        for (size_t i = 0; i < table.count; i++) {
            buffer_putc(&shown, '[');
            for (size_t j = 0; j < table.rows[i].count; j++)
                buffer_printf(&shown, "%s%s", j ? "|" : "", table.rows[i].cells[j]);
            buffer_putc(&shown, ']');
        }
    } else {
        buffer_puts(&shown, buffer_text(&error));
    }
    csv_free(&table);
    buffer_free(&error);
    return buffer_take(&shown);
}

#define assert_table(text, expected)                                                               \
    do {                                                                                           \
        char *shown = table_of(text);                                                              \
        assert_string_equal(shown ? shown : "", expected);                                         \
        free(shown);                                                                               \
    } while (0)

static void cells_are_read_as_rfc_4180_says(void **state)
{
    (void)state;
    assert_table("a,b\r\nc,d\r\n", "[a|b][c|d]");
    assert_table(BOM "a,b\nc,", "[a|b][c|]");
    assert_table("\"a,b\",\"say \"\"hi\"\"\"\r\n", "[a,b|say \"hi\"]");
    assert_table("\"one\r\ntwo\rthree\"\r\n", "[one\ntwo\nthree]");
    assert_table(" a ,b", "[ a |b]");
    assert_table("", "");
    assert_table("a\r\n,,\r\n\r\nb", "[a][b]");
}

static void other_separators_are_seen(void **state)
{
    (void)state;
    assert_table("a;b\r\n\"c;d\";e,f\r\n", "[a|b][c;d|e,f]");
    assert_table("a\tb\r\nc;d\te\r\n", "[a|b][c;d|e]");
    assert_table("\"x;y\",b\r\n", "[x;y|b]");
}

static void broken_files_are_refused_with_their_line(void **state)
{
    (void)state;
    assert_table("a\r\nb\"c", "line 2: a cell with a quotation mark in it must begin with one");
    assert_table("a\n\"b\"c", "line 2: a quotation mark inside a cell must stand twice");
    assert_table("a\n\n\"b\n", "line 4: a quotation mark is not closed");
    assert_table("caf\xe9", "line 1: this is not UTF-8 text; save it as \"CSV UTF-8\"");
    struct csv_table table;
    struct buffer error = {0};
    assert_false(csv_read("a\0b", 3, &table, &error));
    csv_free(&table);
    buffer_free(&error);
}

/* What a cell with that text looks like in a file. */
static void assert_written(const char *text, const char *expected)
{
    struct buffer out = {0};
    csv_put(&out, "x", false);
    csv_put(&out, text, true);
    csv_end_row(&out);
    size_t length = out.length;
    assert_int_equal(out.data[length - 1], '\n');
    out.data[length - 2] = '\0';
    assert_string_equal(out.data + 2, expected);
    out.data[length - 2] = '\r';
    struct csv_table table;
    struct buffer error = {0};
    assert_true(csv_read(out.data, length, &table, &error));
    assert_string_equal(table.rows[0].cells[1], text);
    csv_free(&table);
    buffer_free(&error);
    buffer_free(&out);
}

static void what_a_spreadsheet_would_run_or_change_is_guarded_and_comes_back(void **state)
{
    (void)state;
    assert_written("=1+1", "\"'=1+1\"");
    assert_written("+49", "\"'+49\"");
    assert_written("-x", "\"'-x\"");
    assert_written("@SUM(A1)", "\"'@SUM(A1)\"");
    assert_written("\t=1", "\"'\t=1\"");
    assert_written("\xef\xbc\x9d"
                   "1",
                   "\"'\xef\xbc\x9d"
                   "1\"");
    assert_written("'quoted'", "\"''quoted'\"");
    assert_written("''=1", "\"'''=1\"");
    assert_written("2027-02-22", "\"'2027-02-22\"");
    assert_written("3-4", "\"'3-4\"");
    assert_written("007", "\"'007\"");
    assert_written("72 hours", "72 hours");
    assert_written("a, \"b\"\nc", "\"a, \"\"b\"\"\nc\"");
    assert_written(" blank ", "\" blank \"");
    assert_table("x,'tis\r\n", "[x|'tis]");
    assert_table("x,'=1\r\n", "[x|=1]");
}

/* --- Documents -------------------------------------------------------------------------------- */

static struct json_object *read_seed(const char *name)
{
    char path[500];
    snprintf(path, sizeof path, "%s/sql/seed/%s", TEST_SOURCE, name);
    struct json_object *value = json_object_from_file(path);
    assert_non_null(value);
    if (!json_object_is_type(value, json_type_array)) {
        struct json_object *list = json_object_new_array();
        json_object_array_add(list, value);
        return list;
    }
    return value;
}

/* Writes documents as rows and reads them again; the file's text goes to *file. */
static void assert_comes_back(const char *kind, struct json_object *documents, struct buffer *file)
{
    struct buffer error = {0};
    sheet_write(kind_by_name(kind), documents, file);
    struct json_object *again = sheet_read(buffer_text(file), file->length, &error);
    if (!again)
        fail_msg("%s\n%s", buffer_text(&error), buffer_text(file));
    if (!json_object_equal(documents, again))
        fail_msg("%s\nbecame\n%s", json_object_to_json_string(documents),
                 json_object_to_json_string(again));
    json_object_put(again);
    buffer_free(&error);
}

static void the_sample_clinic_comes_back(void **state)
{
    (void)state;
    static const char *const files[][2] = {{"faq", "micro-needling-faqs.json"},
                                           {"checklist", "micro-needling-checklist.json"}};
    for (size_t i = 0; i < 2; i++) {
        struct json_object *documents = read_seed(files[i][1]);
        struct buffer file = {0};
        assert_comes_back(files[i][0], documents, &file);
        assert_memory_equal(buffer_text(&file), BOM "kind,key,slug,lang,revision,", 31);
        buffer_free(&file);
        json_object_put(documents);
    }
}

static void times_are_cells_that_a_person_can_edit(void **state)
{
    (void)state;
    struct json_object *documents = read_seed("micro-needling-checklist.json");
    struct buffer file = {0};
    assert_comes_back("checklist", documents, &file);
    assert_non_null(strstr(buffer_text(&file), ",72 hours,after-treatment,"));
    assert_null(strstr(buffer_text(&file), "72 hours after treatment,"));
    buffer_free(&file);
    json_object_put(documents);
}

/* --- Generated documents ---------------------------------------------------------------------- */

static unsigned long seed = 1;

static unsigned pick(unsigned below)
{
    seed = seed * 6364136223846793005UL + 1442695040888963407UL;
    return (unsigned)(seed >> 33) % below;
}

/* Texts that hurt: each is what check_text allows somewhere. */
static const char *any_text(void)
{
    static const char *const texts[] = {"plain",
                                        "=cmd|' /C calc'!A0",
                                        "'",
                                        "''",
                                        "'=1",
                                        "+1",
                                        "-",
                                        "@a",
                                        "a,b;c\td",
                                        "say \"hi\"",
                                        "\"",
                                        "\"\"",
                                        "one\ntwo",
                                        "\n",
                                        "one\n\n- two\n",
                                        "[",
                                        "[]",
                                        "[\"a\"]",
                                        "{",
                                        "{\"a\":1}",
                                        "2027-01-31",
                                        "1e5",
                                        "007",
                                        "3-4",
                                        "10:30",
                                        "yes",
                                        "no",
                                        "TRUE",
                                        " before",
                                        "after ",
                                        "caf\xc3\xa9 \xe2\x80\x9c\xf0\x9f\x98\x80\xe2\x80\x9d",
                                        "\xef\xbc\x9d"
                                        "1",
                                        "72 hours",
                                        "\xef\xbb\xbf",
                                        "a\tb",
                                        "null",
                                        "#N/A",
                                        "0",
                                        "\\",
                                        "\\n",
                                        "until healed",
                                        "not said"};
    return texts[pick(sizeof texts / sizeof texts[0])];
}

static struct json_object *any_value(const struct field *field);

static struct json_object *any_object(const struct field *fields)
{
    struct json_object *object = json_object_new_object();
    for (const struct field *field = fields; field->name; field++)
        if (field->required || pick(2))
            json_object_object_add(object, field->name, any_value(field));
    return object;
}

static struct json_object *any_list(const struct field *field)
{
    struct json_object *list = json_object_new_array();
    unsigned count = (field->required ? 1 : 0) + pick(4);
    for (unsigned i = 0; i < count; i++)
        json_object_array_add(list, field->type == FIELD_LIST ? any_object(field->fields)
                                                              : json_object_new_string(any_text()));
    return list;
}

static struct json_object *any_value(const struct field *field)
{
    switch (field->type) {
    case FIELD_BOOLEAN:
        return json_object_new_boolean((int)pick(2));
    case FIELD_NUMBER:
        return json_object_new_int64(pick(2) ? pick(4) : 123456789012345);
    case FIELD_OBJECT:
        return any_object(field->fields);
    case FIELD_LIST:
    case FIELD_TEXTS:
    case FIELD_REFERENCES:
        return any_list(field);
    case FIELD_CHOICE:
        return json_object_new_string(field->choices[pick(2)]);
    default:
        return json_object_new_string(any_text());
    }
}

static struct json_object *any_document(const struct kind *kind, unsigned number)
{
    struct json_object *document = any_object(kind_common_fields);
    struct json_object *own = any_object(kind->fields);
    json_object_object_foreach(own, name, value)
    {
        json_object_object_add(document, name, json_object_get(value));
    }
    json_object_put(own);
    char key[20];
    snprintf(key, sizeof key, "key-%u", number);
    json_object_object_add(document, "kind", json_object_new_string(kind->name));
    json_object_object_add(document, "key", json_object_new_string(key));
    return document;
}

static void any_document_comes_back(void **state)
{
    (void)state;
    static const char *const names[] = {"faq", "checklist"};
    for (int round = 0; round < 600; round++) {
        const struct kind *kind = kind_by_name(names[round % 2]);
        struct json_object *documents = json_object_new_array();
        struct buffer file = {0};
        unsigned count = 1 + pick(4);
        for (unsigned i = 0; i < count; i++)
            json_object_array_add(documents, any_document(kind, i));
        assert_comes_back(kind->name, documents, &file);
        buffer_free(&file);
        json_object_put(documents);
    }
}

/* --- Edited files ----------------------------------------------------------------------------- */

/* A checklist of two steps whose columns are those that the program writes; each %s is a cell. */
static char *checklist_file(const char *from, const char *to)
{
    struct json_object *documents = read_seed("micro-needling-checklist.json");
    struct json_object *steps = json_member(json_object_array_get_idx(documents, 0), "steps");
    json_object_array_del_idx(steps, 4, json_object_array_length(steps) - 4);
    json_object_array_del_idx(steps, 0, 2);
    struct buffer file = {0}, changed = {0};
    sheet_write(kind_by_name("checklist"), documents, &file);
    char *at = strstr(file.data, from);
    assert_non_null(at);
    buffer_append(&changed, file.data, (size_t)(at - file.data));
    buffer_printf(&changed, "%s%s", to, at + strlen(from));
    buffer_free(&file);
    json_object_put(documents);
    return buffer_take(&changed);
}

static struct json_object *read_changed(const char *from, const char *to, struct buffer *error)
{
    char *file = checklist_file(from, to);
    struct json_object *documents = sheet_read(file, strlen(file), error);
    free(file);
    return documents;
}

static void a_changed_time_changes_the_words_for_patients(void **state)
{
    (void)state;
    struct buffer error = {0};
    struct json_object *documents = read_changed(",72 hours,", ",about 2 weeks,", &error);
    if (!documents)
        fail_msg("%s", buffer_text(&error));
    struct json_object *steps = json_member(json_object_array_get_idx(documents, 0), "steps");
    struct json_object *until = json_member(json_object_array_get_idx(steps, 0), "until");
    assert_int_equal(json_integer(until, "low", 0), 2);
    assert_string_equal(json_text(until, "unit"), "week");
    assert_string_equal(json_text(until, "precision"), "about");
    assert_string_equal(json_text(until, "words"), "about 2 weeks after treatment");
    json_object_put(documents);
    buffer_free(&error);
}

#define assert_refused(from, to, words)                                                            \
    do {                                                                                           \
        struct buffer told = {0};                                                                  \
        assert_null(read_changed(from, to, &told));                                                \
        if (!strstr(buffer_text(&told), words))                                                    \
            fail_msg("'%s' is not told in: %s", words, buffer_text(&told));                        \
        buffer_free(&told);                                                                        \
    } while (0)

static void a_file_that_would_lose_something_is_refused(void **state)
{
    (void)state;
    assert_refused(",72 hours,", ",some days,", "line 2: this is not understood as a time: 'some");
    assert_refused(",steps.why,", ",steps.whi,", "line 1: there is no column 'steps.why'");
    assert_refused(",steps.why,", ",steps.why,more,",
                   "line 1: this is no column of such a file: 'm");
    assert_refused("kind,key,", "kind,kind,", "line 1: there are two columns 'kind'");
    assert_refused("\nchecklist,", "\nclinic,", "the column \"kind\" says faq or checklist");
    assert_refused("\nchecklist,micro-needling-aftercare,", "\nchecklist,,",
                   "must be filled: 'key'");
    assert_refused("\nchecklist,micro-needling-aftercare,,,",
                   "\nchecklist,micro-needling-aftercare,x,,",
                   "another row of this document has another 'slug'");
    struct buffer error = {0};
    assert_null(sheet_read("kind,key\r\n", 10, &error));
    buffer_free(&error);
}

static void rows_may_be_sorted_and_own_cells_repeated(void **state)
{
    (void)state;
    struct buffer error = {0};
    struct json_object *documents =
        read_changed("\nchecklist,micro-needling-aftercare,,,",
                     "\nchecklist,micro-needling-aftercare,micro-needling,,", &error);
    if (!documents)
        fail_msg("%s", buffer_text(&error));
    assert_int_equal(json_object_array_length(documents), 1);
    assert_int_equal(json_length(json_object_array_get_idx(documents, 0), "steps"), 2);
    json_object_put(documents);
    buffer_free(&error);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read_as_rfc_4180_says),
        cmocka_unit_test(other_separators_are_seen),
        cmocka_unit_test(broken_files_are_refused_with_their_line),
        cmocka_unit_test(what_a_spreadsheet_would_run_or_change_is_guarded_and_comes_back),
        cmocka_unit_test(the_sample_clinic_comes_back),
        cmocka_unit_test(times_are_cells_that_a_person_can_edit),
        cmocka_unit_test(any_document_comes_back),
        cmocka_unit_test(a_changed_time_changes_the_words_for_patients),
        cmocka_unit_test(a_file_that_would_lose_something_is_refused),
        cmocka_unit_test(rows_may_be_sorted_and_own_cells_repeated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "content/csv.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* --- The guard -------------------------------------------------------------------------------- */

/* With which a formula begins, or what separates cells: the list that OWASP gives ("CSV
 * injection"), with the wide forms of = + - @ that Japanese spreadsheets take for the same. */
static bool begins_formula(const char *text)
{
    static const char *const wide[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                       "\xef\xbc\xa0"};
    if (*text && strchr("=+-@\t\r\n", *text))
        return true;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        if (strncmp(text, wide[i], strlen(wide[i])) == 0)
            return true;
    return false;
}

/* "2027-02-22", "3-4", "10:30", "007", "1e5": a spreadsheet would show, and save, something else.
 */
static bool looks_like_number(const char *text)
{
    return *text >= '0' && *text <= '9' && text[strspn(text, "0123456789-/.:,%eE+ ")] == '\0';
}

static bool needs_guard(const char *text)
{
    return *text == '\'' || begins_formula(text) || looks_like_number(text);
}

/* The text behind its guard. An apostrophe that guards nothing was typed, and stays. */
static const char *without_guard(const char *text)
{
    return *text == '\'' && needs_guard(text + 1) ? text + 1 : text;
}

/* --- Writing ---------------------------------------------------------------------------------- */

void csv_begin(struct buffer *out)
{
    buffer_puts(out, BYTE_ORDER_MARK);
}

static bool is_row_start(const struct buffer *out)
{
    return out->length == 0 || out->data[out->length - 1] == '\n' ||
           (out->length == strlen(BYTE_ORDER_MARK) && strcmp(out->data, BYTE_ORDER_MARK) == 0);
}

void csv_put(struct buffer *out, const char *text, bool is_text)
{
    if (!is_row_start(out))
        buffer_putc(out, ',');
    else if (!text || !*text)
        buffer_puts(out, "\"\""); /* so that the row is seen to have begun */
    if (!text || !*text)
        return;
    bool guard = is_text && needs_guard(text);
    bool quote =
        guard || text[strcspn(text, ",;\"\t\r\n")] || *text == ' ' || text[strlen(text) - 1] == ' ';
    if (quote)
        buffer_putc(out, '"');
    if (guard)
        buffer_putc(out, '\'');
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            buffer_putc(out, '"');
        buffer_putc(out, *c);
    }
    if (quote)
        buffer_putc(out, '"');
}

void csv_end_row(struct buffer *out)
{
    buffer_puts(out, "\r\n");
}

/* --- Reading ---------------------------------------------------------------------------------- */

struct reader {
    const char *at; /* ends with a NUL, which text holds nowhere else */
    char separator;
    size_t line;
    struct buffer cell;
    struct csv_row row;
    struct buffer *error;
};

static bool complain(struct reader *reader, const char *what)
{
    buffer_printf(reader->error, "line %zu: %s", reader->line, what);
    return false;
}

static char separator_of(const char *text)
{
    bool quoted = false;
    for (; *text && (quoted || (*text != '\n' && *text != '\r')); text++) {
        if (*text == '"')
            quoted = !quoted;
        else if (!quoted && strchr(",;\t", *text))
            return *text;
    }
    return ',';
}

/* Takes a line end (CR LF, LF or CR); false where there is none. */
static bool take_line_end(struct reader *reader)
{
    if (*reader->at != '\r' && *reader->at != '\n')
        return false;
    reader->at += reader->at[0] == '\r' && reader->at[1] == '\n' ? 2 : 1;
    reader->line++;
    return true;
}

static bool ends_cell(const struct reader *reader)
{
    char c = *reader->at;
    return c == '\0' || c == '\r' || c == '\n' || c == reader->separator;
}

/* reader->at is behind the first quotation mark. */
static bool read_quoted(struct reader *reader)
{
    for (;;) {
        if (*reader->at == '\0')
            return complain(reader, "a quotation mark is not closed");
        if (take_line_end(reader)) {
            buffer_putc(&reader->cell, '\n');
        } else if (*reader->at != '"') {
            buffer_putc(&reader->cell, *reader->at++);
        } else if (reader->at[1] == '"') {
            buffer_putc(&reader->cell, '"');
            reader->at += 2;
        } else {
            reader->at++;
            return ends_cell(reader) ||
                   complain(reader, "a quotation mark inside a cell must stand twice");
        }
    }
}

static bool read_plain(struct reader *reader)
{
    for (; !ends_cell(reader); reader->at++) {
        if (*reader->at == '"')
            return complain(reader, "a cell with a quotation mark in it must begin with one");
        buffer_putc(&reader->cell, *reader->at);
    }
    return true;
}

static bool add_cell(struct reader *reader)
{
    struct csv_row *row = &reader->row;
    if (row->count == CSV_CELLS_MAX)
        return complain(reader, "a row has too many cells");
    row->cells = memory_resize(row->cells, (row->count + 1) * sizeof *row->cells);
    row->cells[row->count++] = memory_copy_text(without_guard(buffer_text(&reader->cell)));
    buffer_clear(&reader->cell);
    return true;
}

static void free_row(struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        free(row->cells[i]);
    free(row->cells);
    *row = (struct csv_row){0};
}

static bool is_empty(const struct csv_row *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (*row->cells[i])
            return false;
    return true;
}

/* Reads up to the row's end, which it takes. */
static bool read_row(struct reader *reader)
{
    reader->row.line = reader->line;
    for (bool more = true; more;) {
        bool quoted = *reader->at == '"';
        reader->at += quoted;
        if (!(quoted ? read_quoted(reader) : read_plain(reader)) || !add_cell(reader))
            return false;
        more = *reader->at != '\0' && *reader->at == reader->separator;
        reader->at += more;
    }
    take_line_end(reader);
    return true;
}

/* Moves the row to the table, which is doubled as it grows. */
static bool add_row(struct reader *reader, struct csv_table *table)
{
    if (is_empty(&reader->row)) {
        free_row(&reader->row);
        return true;
    }
    if (table->count == CSV_ROWS_MAX)
        return complain(reader, "there are too many rows");
    if ((table->count & (table->count - 1)) == 0)
        table->rows =
            memory_resize(table->rows, (table->count ? table->count * 2 : 1) * sizeof *table->rows);
    table->rows[table->count++] = reader->row;
    reader->row = (struct csv_row){0};
    return true;
}

bool csv_read(const char *text, size_t length, struct csv_table *table, struct buffer *error)
{
    *table = (struct csv_table){0};
    if (memchr(text, '\0', length) || !utf8_is_valid(text, length)) {
        buffer_puts(error, "line 1: this is not UTF-8 text; save it as \"CSV UTF-8\"");
        return false;
    }
    char *copy = memory_new(length + 1, 1);
    memcpy(copy, text, length);
    struct reader reader = {.at = copy, .line = 1, .error = error};
    if (strncmp(copy, BYTE_ORDER_MARK, strlen(BYTE_ORDER_MARK)) == 0)
        reader.at += strlen(BYTE_ORDER_MARK);
    reader.separator = separator_of(reader.at);
    bool done = true;
    while (done && *reader.at)
        done = read_row(&reader) && add_row(&reader, table);
    free_row(&reader.row);
    buffer_free(&reader.cell);
    free(copy);
    return done;
}

void csv_free(struct csv_table *table)
{
    for (size_t i = 0; i < table->count; i++)
        free_row(&table->rows[i]);
    free(table->rows);
    *table = (struct csv_table){0};
}

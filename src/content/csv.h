/* Comma-separated values (RFC 4180) as spreadsheets write and read them: UTF-8 with a byte order
 * mark, lines ended by CR LF, and cells that a spreadsheet would run as a formula, or turn into a
 * date or a number, guarded with an apostrophe. */
#ifndef AFTERCARE_CONTENT_CSV_H
#define AFTERCARE_CONTENT_CSV_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    CSV_CELLS_MAX = 1000,   /* in a row */
    CSV_ROWS_MAX = 1000000, /* in a table */
};

struct csv_row {
    char **cells; /* owned, as their texts are; guards are taken off, line ends are LF */
    size_t count;
    size_t line; /* where it begins in the file, from 1 */
};

struct csv_table {
    struct csv_row *rows; /* owned */
    size_t count;
};

/* Reads length bytes of text. The separator is a comma, or the semicolon or tab that some
 * spreadsheets write: whichever the first line has first, outside quotation marks. Rows without any
 * text are left out. Returns false and appends "line 3: what is wrong" to error on: bytes that are
 * not UTF-8, a NUL, a misplaced or missing quotation mark, a row or table that is too large.
 * csv_free frees the table whatever the result. */
bool csv_read(const char *text, size_t length, struct csv_table *table, struct buffer *error);

void csv_free(struct csv_table *table);

/* Begins a file: its byte order mark. */
void csv_begin(struct buffer *out);

/* Appends a cell. A NULL text is an empty cell; where is_text is false (a number of ours) it is
 * written without a guard. */
void csv_put(struct buffer *out, const char *text, bool is_text);

/* Ends a row, which has one cell or more. */
void csv_end_row(struct buffer *out);

#endif

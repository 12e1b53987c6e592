/* Documents as the rows of a spreadsheet, for the kinds that people edit there: questions (a row
 * each) and checklists (a row a step).
 *
 * The columns come from the kind's table of fields:
 *
 * - every row has the document's kind and key. Of a checklist, the first row has its other own
 *   fields; where several rows fill one of them, they must agree. Steps stand in the order of their
 *   rows;
 * - a member of an object or of a list's entry has its place as its name: "review.next_due",
 *   "sources.1.title", "steps.title" (the row says which step);
 * - a list of words or keys is one cell, an entry a line; "[]" is an empty list, and a cell that
 *   begins with "[" is JSON;
 * - a time is three columns: "until" as a person says it (content/time_words.h; JSON where such
 *   words would lose something), "until.anchor", and "until.words" where patients read other words
 *   than those that are made from the time;
 * - an empty cell is a missing member. What is no number, or neither yes nor no, stays a text, of
 *   which document_check will say what is wrong.
 *
 * docs/operations.md tells the same to those who edit such files. */
#ifndef AFTERCARE_CONTENT_SHEET_H
#define AFTERCARE_CONTENT_SHEET_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

struct json_object;
struct kind;

/* Whether documents of that kind can be rows. */
bool sheet_has_layout(const struct kind *kind);

/* Appends documents (a JSON array, all of kind, which has a layout) as a CSV file. */
void sheet_write(const struct kind *kind, struct json_object *documents, struct buffer *out);

/* The documents of a CSV file: a JSON array, which the caller puts. NULL, with "line 3: what is
 * wrong" appended to error, if the file is no table of documents. Whether each is sound is
 * document_check's to say. */
struct json_object *sheet_read(const char *text, size_t length, struct buffer *error);

#endif

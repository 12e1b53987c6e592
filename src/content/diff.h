/* What changed between two texts, word by word, and between two documents, field by field. */
#ifndef AFTERCARE_CONTENT_DIFF_H
#define AFTERCARE_CONTENT_DIFF_H

#include "base/buffer.h"

struct json_object;

/* The words of two texts (NULL is "") as an array of {kind, text, is_same | is_removed | is_added},
 * in reading order: kind is "same", "del" or "ins". The parts that are "same" or "del" make
 * old_text, those that are "same" or "ins" new_text. The caller puts it.
 *
 * Time and memory are bounded: where more than DIFF_EDITS_MAX words differ, all that lies between
 * the first and the last difference is given as removed and added. */
struct json_object *diff_words(const char *old_text, const char *new_text);

enum { DIFF_EDITS_MAX = 800 };

/* Appends the same as HTML: <del> and <ins>, each with the word "removed" or "added" for those who
 * hear the page (class "spoken"). */
void diff_words_html(const char *old_text, const char *new_text, struct buffer *html);

/* The fields in which two documents of one kind differ, in the order of the kind's table; entries
 * of lists are matched by their id, or by their place where they have none. Either may be NULL (a
 * new document), or hold what its kind does not allow (a draft). An array of {label, path, parts,
 * is_new | is_gone}: label "Steps › Do not use a sauna › Until when › In words", path
 * "steps.sauna.until.words" as in faults. Empty if nothing differs. The caller puts it. */
struct json_object *diff_documents(struct json_object *old_document,
                                   struct json_object *new_document);

#endif

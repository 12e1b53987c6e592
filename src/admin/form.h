/* A document as a form: a tree of nodes, made from the table of its kind (content/kind.h), that the
 * partial admin_field.mustache draws. admin/post.h makes a document of what is posted.
 *
 * A field's name is its path, as in faults: "title", "steps.sauna.why". An entry of a list is
 * called by its id, or by "~" and its place where it has none of its own ("figures.~1.place").
 * Beside these there are
 *
 *   LIST.order   the entries' names in order, with blanks between them
 *   FIELD.box    of a check box: "absent" where the document says neither true nor false
 *   TIME.said    a time as a person says it (content/time_words.h), with TIME.anchor, TIME.words,
 * and TIME.made    the words for patients that were made of it when the form was drawn; a time that
 *                words cannot hold is drawn as the fields that it has
 */
#ifndef AFTERCARE_ADMIN_FORM_H
#define AFTERCARE_ADMIN_FORM_H

#include "base/buffer.h"
#include "content/kind.h"

#include <stdbool.h>
#include <stddef.h>

struct faults;
struct json_object;

struct form {
    struct json_object *fields;  /* the nodes, in the order of the page; owned */
    struct json_object *summary; /* {label, message, field_url?} of each fault; owned */
};

/* Makes the form of a document, sound or not. focus is the name of the row where the person goes
 * on, or "add:" and the name of a list; NULL for none. */
void form_make(struct form *form, const struct kind *kind, struct json_object *body,
               const struct faults *faults, const char *focus);

void form_free(struct form *form);

/* --- What admin/post.c shares with it --------------------------------------------------------- */

/* Whether the field is a time, entered as words. */
bool form_is_time(const struct field *field);

/* Whether a field of every document is not for the form: what says which document it is, and
 * whether it is withdrawn (admin/withdraw.c). */
bool form_leaves_out(const struct kind *kind, const struct field *field);

/* Whether the field is of the mark "clinically reviewed", which is given elsewhere
 * (admin/review.c). */
bool form_is_review_mark(const struct field *field);

/* Appends the name by which the form calls the entry of a list at index: its id where it has a
 * sound one that no earlier entry has, otherwise "~" and its place. */
void form_put_row_name(struct json_object *list, size_t index, struct buffer *name);

/* Appends what a person would say for a time: its words, or what was typed and not understood.
 * False where only its fields can tell it. */
bool form_put_said(struct json_object *time, struct buffer *said);

/* The field's value as text, as a one-line box shows it; "" for NULL. Borrowed from value. */
const char *form_value_text(struct json_object *value);

#endif

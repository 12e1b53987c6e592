/* The texts of a document: every field that people read, as plain text in blocks (a paragraph, a
 * heading, an item of a list), in the order of its kind's table. */
#ifndef AFTERCARE_LINT_TEXTS_H
#define AFTERCARE_LINT_TEXTS_H

#include <stdbool.h>
#include <stddef.h>

struct field;
struct json_object;

enum text_block { TEXT_PARAGRAPH, TEXT_HEADING, TEXT_ITEM };

struct lint_text {
    char *path;            /* "sections.after.text", as in faults; owned */
    char *text;            /* of one block, plain; owned */
    enum text_block block; /* a one-line field is a paragraph */
    const char *heading;   /* what it stands under: a heading of the Markdown, or else the title,
                              label or heading of its entry; NULL if neither; borrowed */
    const struct field *field;  /* static */
    struct json_object *parent; /* the object that has the field; borrowed from the document */
    const char *list; /* the document's list that it stands in ("steps"), or NULL; static */
    struct json_object *entry; /* that list's entry, or NULL; borrowed from the document */
};

struct lint_texts {
    struct lint_text *list; /* owned */
    size_t count;
    size_t room;
    bool is_read;
};

/* Fills texts (zeroed before, unless they are read already) with those of document: texts and
 * Markdown of its kind's fields and its title; not tokens, addresses, references, its sources, nor
 * where a statement is taken from. Nothing for a document of no known kind. The caller calls
 * lint_texts_free, before the document goes. */
void lint_texts_read(struct json_object *document, struct lint_texts *texts);

void lint_texts_free(struct lint_texts *texts);

#endif

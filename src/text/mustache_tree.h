/* Private to mustache*.c: what a template is compiled to.
 *
 * A template is one flat array of nodes in the order of its source. A section's body are the
 * nodes after it up to its end, so that going over it is an index and skipping it a jump. */
#ifndef AFTERCARE_TEXT_MUSTACHE_TREE_H
#define AFTERCARE_TEXT_MUSTACHE_TREE_H

#include "text/mustache.h"

#include <stddef.h>

enum mustache_kind {
    MUSTACHE_TEXT,
    MUSTACHE_VALUE,    /* {{name}}, escaped */
    MUSTACHE_HTML,     /* {{{name_html}}}, as it is */
    MUSTACHE_SECTION,  /* {{#name}} */
    MUSTACHE_INVERTED, /* {{^name}} */
    MUSTACHE_PARTIAL,  /* {{>name}} */
};

struct mustache_node {
    enum mustache_kind kind;
    bool starts_line; /* first on a line of its template: a partial's indentation goes before it */
    bool standalone;  /* PARTIAL: alone on its line, so that text is its indentation */
    unsigned parts;   /* VALUE, HTML, sections: in name; 0 for "." */
    unsigned line;    /* from 1, for messages */
    size_t end;       /* sections: index of the first node after the body */
    /* These borrow from the template's source. The parts of a name end in a NUL each: "a\0b\0". */
    const char *name;
    size_t name_length;
    const char *text;
    size_t text_length;
    const struct mustache_template *partial; /* PARTIAL; borrowed from the set */
};

struct mustache_template {
    char *name;   /* owned */
    char *file;   /* for messages; owned */
    char *source; /* owned; the ends of names are overwritten with NULs */
    size_t source_length;
    struct mustache_node *nodes; /* owned */
    size_t count;
    size_t capacity;
};

struct mustache_set {
    struct mustache_template *templates; /* sorted by name */
    size_t count;
};

/* The template of that name, or NULL. */
const struct mustache_template *mustache_find(const struct mustache_set *set, const char *name);

/* Fills the template's nodes from its source; partials are left for the set to look up. On a
 * fault, false, and error says "file:line: what is wrong". */
bool mustache_parse(struct mustache_template *template, struct buffer *error);

/* Appends "file:line: words" to error; always false. */
bool mustache_fault(const struct mustache_template *template, unsigned line, struct buffer *error,
                    const char *format, ...) __attribute__((format(printf, 4, 5)));

#endif

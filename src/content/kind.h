/* The kinds of document, each declared once as a table of fields. From these tables come the
 * checks of an import and of a form post, the admin form, and the schema in the API's description.
 */
#ifndef AFTERCARE_CONTENT_KIND_H
#define AFTERCARE_CONTENT_KIND_H

#include <stdbool.h>
#include <stddef.h>

enum field_type {
    FIELD_TEXT,     /* one line of plain text */
    FIELD_MARKDOWN, /* text/markdown.h; its HTML stands beside it as NAME_html where it is served */
    FIELD_TOKEN,    /* an identifier inside the document: slug form (text/slug.h) */
    FIELD_SOURCE,   /* the id of one of the document's sources */
    FIELD_URL,      /* https:, tel:, mailto: or /path */
    FIELD_DATE,     /* YYYY-MM-DD, a day that exists */
    FIELD_ZONE,     /* a time zone of the tz database */
    FIELD_COLOR,    /* "#0e5f63" (text/color.h) */
    FIELD_PICTURE,  /* content/picture.h; where it is served NAME_url, NAME_width and NAME_height
                       stand  in its place */
    FIELD_BOOLEAN,
    FIELD_NUMBER,    /* an integer; min and max are its range */
    FIELD_CHOICE,    /* one of choices */
    FIELD_REFERENCE, /* the key of a document of kind refers_to */
    FIELD_OBJECT,    /* fields */
    FIELD_LIST,      /* of objects with fields; where one is named "id", it is unique in the list */
    FIELD_TEXTS,     /* a list of FIELD_TEXT */
    FIELD_REFERENCES /* a list of FIELD_REFERENCE */
};

struct faults;
struct json_object;

struct field {
    const char *name;  /* NULL ends a table */
    const char *label; /* as staff read it */
    const char *help;  /* one sentence for staff, or NULL */
    enum field_type type;
    bool required;
    bool top; /* of Markdown: it stands right under its page's title, so that its headings are h2 */
    bool unseen; /* of an id that nobody cites: staff's form has no box for it */
    bool cites;  /* of a text: it may cite facts (content/cite.h), as Markdown always may */
    long min; /* letters (code points) of a text, entries of a list, or a number's range; 0 and 0:
                 the type's own limit */
    long max;
    const char *const *choices; /* ends with NULL */
    const struct field *fields; /* of an object or a list's objects */
    const char *refers_to;      /* a kind's name */
    /* A rule over an object's fields together, run once each of them is sound, or over a single
     * value that is sound; may be NULL. */
    void (*rule)(struct json_object *value, const char *path, struct faults *faults);
};

struct kind {
    const char *name;    /* "faq", as in a document's "kind" and in the database */
    const char *plural;  /* "faqs", as in the API's paths */
    const char *label;   /* "Question", as people read it */
    const char *path;    /* of its page, before the slug: "/questions/"; NULL: no page of its own */
    int shape;           /* the version of the fields; new optional fields do not raise it */
    bool only_one;       /* there is one document of this kind (the clinic) */
    const char *summary; /* the field that stands for it in lists, or NULL */
    const struct field *fields; /* after the common ones */
    bool internal; /* for staff alone: it has no page, and the API knows nothing of it */
};

/* All kinds, ended by one without a name. */
extern const struct kind kinds[];

/* The fields that every document has, before its kind's own. */
extern const struct field kind_common_fields[];

const struct kind *kind_by_name(const char *name);     /* NULL if there is none */
const struct kind *kind_by_plural(const char *plural); /* NULL if there is none */

#endif

/* What is derived from a document when it is published or previewed: its Markdown as HTML, the
 * documents it names, its summary. Takes no lock and reads no database. */
#ifndef AFTERCARE_CONTENT_DERIVE_H
#define AFTERCARE_CONTENT_DERIVE_H

#include "base/buffer.h"
#include "content/brand.h"

struct json_object;
struct kind;

struct reference {
    char *target;        /* a document's key; owned */
    char *field;         /* "steps.sauna.activity"; owned */
    const char *of_kind; /* what kind it must be of, or NULL for any; static */
};

/* A fact that prose cites (content/cite.h). */
struct citation {
    char *name;  /* "session-length", "micro-needling/session-length", or nonsense; owned */
    char *field; /* "answer"; owned */
};

struct derivation {
    const struct kind *kind;
    struct json_object *body;     /* the document with NAME_html beside each Markdown NAME; owned */
    struct reference *references; /* owned */
    size_t reference_count;
    struct citation *citations; /* owned */
    size_t citation_count;
    struct buffer summary; /* plain text for lists */
    struct brand brand;    /* of the clinic: its look */
};

/* document has passed document_check; it is not changed. The caller frees with derivation_free.
 * Where it cites facts, marks stand in their places until cite_fill puts words there. */
void derive(struct json_object *document, const struct kind *kind, struct derivation *derivation);

/* Adds to the documents that it names; of_kind is static. */
void derivation_add_reference(struct derivation *derivation, const char *target, const char *field,
                              const char *of_kind);

/* Adds a citation that stands at path. */
void derivation_add_citation(struct derivation *derivation, const char *name, const char *path);

void derivation_free(struct derivation *derivation);

#endif

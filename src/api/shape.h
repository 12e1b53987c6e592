/* What of a document an answer holds: fields chosen with ?fields=, and related documents embedded
 * with ?include=. */
#ifndef AFTERCARE_API_SHAPE_H
#define AFTERCARE_API_SHAPE_H

#include "http/response.h"

#include <stdbool.h>
#include <stddef.h>

struct document;
struct json_object;
struct kind;

enum {
    SHAPE_INCLUDED_MAX = 200, /* documents embedded in one answer */
    SHAPE_KINDS_MAX = 16
};

struct shape {
    struct json_object *fields;                /* names to keep, as an object's; NULL: all; owned */
    const struct kind *kinds[SHAPE_KINDS_MAX]; /* to embed */
    size_t kind_count;
};

/* Reads fields and include of the request, for documents of kind. Answers 400 and returns false
 * where they name what is not there. The caller calls shape_free. */
bool shape_read(const struct http_request *request, struct http_response *response,
                const struct kind *kind, struct shape *shape);

/* The document as the API gives it (api/send.h), with the fields that were chosen. The keys of
 * those to embed are added to *included (made where it is NULL), an object that the caller puts. */
struct json_object *shape_document(const struct http_request *request, const struct shape *shape,
                                   const struct document *document, struct json_object **included);

/* Adds member "included" to answer where there is anything to embed: {key: document}. With more
 * than SHAPE_INCLUDED_MAX, also "included_cut": true. Puts included (may be NULL). */
void shape_add_included(const struct http_request *request, struct json_object *answer,
                        struct json_object *included);

void shape_free(struct shape *shape);

#endif

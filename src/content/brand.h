/* The clinic's own look, derived from its document when that is published: its color as tokens of a
 * style sheet, its logo as a file. */
#ifndef AFTERCARE_CONTENT_BRAND_H
#define AFTERCARE_CONTENT_BRAND_H

#include "base/buffer.h"

#include <stdbool.h>

struct db;
struct json_object;

/* Starts as all zero. */
struct brand {
    struct buffer tokens;           /* ":root{--brand:#…;…}"; empty: the program's own color */
    struct buffer logo_name;        /* "logo-0123456789abcdef.svg"; empty: there is no logo */
    const char *logo_type;          /* its media type; static */
    struct buffer logo;             /* its bytes */
    double logo_width, logo_height; /* pixels; of an SVG its proportions */
};

/* Fills *brand, which starts as all zero, from a document of any kind, sound or not: what cannot be
 * used is left out. The caller frees it. */
void brand_derive(struct json_object *document, struct brand *brand);
void brand_free(struct brand *brand);

/* Puts logo_url, logo_width and logo_height into a derived body in place of its logo. */
void brand_replace_logo(struct json_object *body, const struct brand *brand);

/* Replaces the row of the table brand, within publish's transaction; NULL: there is none any more.
 */
void brand_write(struct db *db, const struct brand *brand);

/* Appends the live clinic's tokens; nothing where it has no color of its own. */
void brand_tokens(struct db *db, struct buffer *tokens);

/* The live clinic's logo, if it is called name (NULL: whatever it is called): fills in logo_name,
 * logo_type and logo of *brand, which starts as all zero and which the caller frees. */
bool brand_logo(struct db *db, const char *name, struct brand *brand);

#endif

/* A picture in a document (FIELD_PICTURE): {type, data, width, height}, with the file as base64 in
 * data. It is cleaned when it comes in, and again when it is published. */
#ifndef AFTERCARE_CONTENT_PICTURE_H
#define AFTERCARE_CONTENT_PICTURE_H

#include "base/buffer.h"
#include "text/clean_picture.h"

#include <stdbool.h>

struct faults;
struct json_object;

enum {
    PICTURE_FILE_MAX = 256 * 1024, /* bytes of a file that is sent in */
    /* Bytes that phones are sent of it, an SVG compressed. It comes with every page, whose first
     * view is at most 14 KB in all (tests/browser/first_view.mjs): this is what they leave. */
    PICTURE_SENT_MAX = 1024,
};

struct picture_type {
    const char *media_type; /* "image/svg+xml" */
    const char *ending;     /* "svg" */
    const char *words;      /* "SVG" */
    bool (*clean)(const char *bytes, size_t length, struct clean_picture *picture,
                  struct buffer *fault);
};

/* The type called so ("image/png"; NULL allowed); NULL for none that is known. */
const struct picture_type *picture_type_named(const char *name);

/* The type that a document's picture says it is of; NULL for none that is known. */
const struct picture_type *picture_type_of(struct json_object *picture);

/* Makes a document's picture of a file, which its first bytes tell to be SVG or PNG. A PNG is made
 * as small as PICTURE_SENT_MAX asks (text/png_fit.h). Of an SVG, which has no size but proportions,
 * width and height are those of its viewBox, times ten until a page need not enlarge them.
 * *left_out gets what was not taken (text/clean_picture.h). NULL where the file is not taken, and
 * *fault gets why, as a part of a sentence. The caller puts the result.
 */
struct json_object *picture_make(const char *bytes, size_t length, struct buffer *left_out,
                                 struct buffer *fault);

/* Fills *clean, which starts as all zero, with what may be served of a document's picture; a PNG
 * from before there was a limit is made smaller. False where it is unsound, and *fault gets why.
 * The caller frees clean. */
bool picture_clean(struct json_object *picture, struct clean_picture *clean, struct buffer *fault);

/* Tells where the picture is not as picture_make would have made it. */
void picture_check(struct json_object *picture, const char *path, struct faults *faults);

/* Appends what staff read of it: "SVG, 120 by 40, 2.1 KB, a1b2c3d4"; of two that differ in
 * anything, the last differs. */
void picture_words(struct json_object *picture, struct buffer *words);

#endif

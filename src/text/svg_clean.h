/* SVG as it comes from a drawing program, made harmless: read without a network, a document type or
 * entities (libxml2), and written anew from a list of what may stand in it (text/svg_allowed.h). */
#ifndef AFTERCARE_TEXT_SVG_CLEAN_H
#define AFTERCARE_TEXT_SVG_CLEAN_H

#include "text/clean_picture.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    SVG_BYTES_MAX = 256 * 1024,
    SVG_DEPTH_MAX = 60,    /* elements within each other */
    SVG_PARTS_MAX = 10000, /* elements that are drawn, each use of a part counted anew */
    SVG_SIDE_MAX = 100000, /* of the viewBox, in its own units */
};

/* Fills *picture, which starts as all zero. False where the file is not taken, and *fault gets why,
 * as a part of a sentence ("is not well-formed …"). What it writes it takes again, and writes the
 * same. The caller frees picture. */
bool svg_clean(const char *bytes, size_t length, struct clean_picture *picture,
               struct buffer *fault);

#endif

/* PNG as it comes from a camera or a drawing program, reduced to its picture: decoded and written
 * anew (libpng), 8 bits a channel, without any text, place or time in it. */
#ifndef AFTERCARE_TEXT_PNG_CLEAN_H
#define AFTERCARE_TEXT_PNG_CLEAN_H

#include "text/clean_picture.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    PNG_BYTES_MAX = 256 * 1024, /* of what comes in */
    PNG_SIDE_MAX = 2048,        /* pixels, width and height */
};

/* Fills *picture, which starts as all zero. False where the file is not taken, and *fault gets why,
 * as a part of a sentence ("is cut off"). The caller frees picture. */
bool png_clean(const char *bytes, size_t length, struct clean_picture *picture,
               struct buffer *fault);

#endif

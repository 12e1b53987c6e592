/* A PNG made smaller, until it takes no more than so many bytes: first with all its pixels, then
 * with as many as can be told apart where it is shown, and with fewer and fewer colors. */
#ifndef AFTERCARE_TEXT_PNG_FIT_H
#define AFTERCARE_TEXT_PNG_FIT_H

#include "text/clean_picture.h"

#include <stdbool.h>
#include <stddef.h>

struct png_room {
    size_t bytes;         /* that it may take */
    double width, height; /* pixels: it is shown no larger than into these */
    double icon; /* pixels: a square one is kept as large as that if it can be, for an icon */
};

/* Replaces *picture, which png_clean has filled, by a smaller one. False, with *picture as it was,
 * where nothing that looks like it is small enough. */
bool png_fit(const struct png_room *room, struct clean_picture *picture);

#endif

/* A picture that was sent in, cleaned: what text/svg_clean.c and text/png_clean.c make of it. */
#ifndef AFTERCARE_TEXT_CLEAN_PICTURE_H
#define AFTERCARE_TEXT_CLEAN_PICTURE_H

#include "base/buffer.h"

/* Starts as all zero. */
struct clean_picture {
    double width, height; /* pixels; of an SVG its viewBox */
    struct buffer bytes;
    struct buffer left_out; /* what it held besides and was not taken, as words: "script, onload" */
};

void clean_picture_free(struct clean_picture *picture);

/* Adds to left_out, which names each thing once, and after many of them "…". */
void clean_picture_leave_out(struct clean_picture *picture, const char *name);

#endif

/* A picture as its pixels, made smaller: fewer of them, and fewer colors. */
#ifndef AFTERCARE_TEXT_PIXELS_H
#define AFTERCARE_TEXT_PIXELS_H

#include <stddef.h>

enum { PIXEL = 4 /* bytes: red, green, blue, and how far it covers what is below (255: wholly) */ };

struct pixels {
    size_t width, height;
    unsigned char *bytes; /* PIXEL of each, row by row; owned */
};

/* The picture in that size, which is not larger than its own: each pixel is what lay under it. The
 * caller frees the bytes. */
struct pixels pixels_shrink(const struct pixels *from, size_t width, size_t height);

/* A picture of few colors: which of them each pixel has. */
struct palette {
    unsigned char colors[256][PIXEL];
    size_t count;
    unsigned char *indexes; /* one of each pixel; owned */
};

/* The picture with at most that many colors (2 to 256), those that come nearest to its own. The
 * caller frees the indexes. */
struct palette pixels_reduce(const struct pixels *from, size_t colors);

#endif

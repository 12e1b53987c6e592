/* Colors as pages use them: sRGB with 8 bits each; how well two can be told apart (WCAG 2.2,
 * "contrast ratio"), and which color comes nearest to another as people see it (OKLab, Björn
 * Ottosson 2020).
 */
#ifndef AFTERCARE_TEXT_COLOR_H
#define AFTERCARE_TEXT_COLOR_H

#include <stdbool.h>
#include <stddef.h>

struct color {
    unsigned char red, green, blue;
};

/* lightness 0 to 1; a and b about -0.4 to 0.4. */
struct oklab {
    double lightness, a, b;
};

/* Something that a color stands on. Where share is not 0, so much (to 1) of the color itself is
 * mixed into the ground, as in a tint of it. */
struct color_ground {
    struct color color;
    double share;
};

enum { COLOR_TEXT_SIZE = 8 }; /* "#0e5f63" and NUL */

/* Reads "#0e5f63" or "#fc0", in small or capital letters, with # or without, and nothing around it.
 */
bool color_read(const char *text, struct color *color);

/* Writes "#0e5f63". */
void color_write(struct color color, char text[COLOR_TEXT_SIZE]);

/* 0 (black) to 1 (white). */
double color_luminance(struct color color);

/* 1 (none) to 21 (black on white). */
double color_contrast(struct color one, struct color other);

/* ground with share (0 to 1) of over mixed in, as CSS does "in srgb". */
struct color color_mix(struct color ground, struct color over, double share);

struct oklab color_to_oklab(struct color color);

/* False, and *color as it was, where no sRGB color is that. */
bool color_from_oklab(struct oklab lab, struct color *color);

/* How different two look: 0 for the same, about 1 for black and white. */
double color_distance(struct color one, struct color other);

/* The contrast with the worst of the grounds. */
double color_least_contrast(struct color color, const struct color_ground *grounds, size_t count);

/* Finds the color nearest to color that has at least that contrast with each of the grounds, which
 * are all light or all dark; a turn of the hue counts for more than a change of lightness, so that
 * a blue stays one. False where there is none. */
bool color_nearest(struct color color, const struct color_ground *grounds, size_t count,
                   double contrast, struct color *nearest);

#endif

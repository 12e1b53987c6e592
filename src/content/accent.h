/* The clinic's own color: whether it can be read wherever pages use it, and what stands for it on
 * dark pages. All colors here are those of www/static/site.css (tests/rules/test_colors.py). */
#ifndef AFTERCARE_CONTENT_ACCENT_H
#define AFTERCARE_CONTENT_ACCENT_H

#include "text/color.h"

#define ACCENT_OWN      "#0e5f63" /* the program's own, of pages whose clinic has set none */
#define ACCENT_CONTRAST 4.5       /* WCAG 2.2, 1.4.3: text of a usual size */

struct accent_dark {
    struct color color; /* links on dark pages, and a button's ground there */
    struct color ink;   /* words on it: black or white */
};

/* Whether the color has ACCENT_CONTRAST as the words of a link on the paper, on white and on a tint
 * of itself, and as a ground under white words. *contrast (which may be NULL) gets the least of
 * these. */
bool accent_can_be_read(struct color accent, double *contrast);

/* The nearest color that can be read so. */
struct color accent_nearest(struct color accent);

/* What stands for the color on dark pages: of its hue, and light; for a gray (black above all) the
 * color of words there. */
void accent_on_dark(struct color accent, struct accent_dark *dark);

#endif

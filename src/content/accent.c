#include "content/accent.h"

#include <math.h>

/* White words on the color have the contrast that the color has on white: no ground of their own.
 */
static const struct color_ground light_grounds[] = {
    {{0xfb, 0xf8, 0xf3}, 0},    /* the paper */
    {{0xff, 0xff, 0xff}, 0},    /* cards and boxes */
    {{0xfb, 0xf8, 0xf3}, 0.08}, /* the paper with a tint of the color */
};
static const struct color_ground dark_grounds[] = {
    {{0x14, 0x1a, 0x1b}, 0}, /* the paper at night */
    {{0x1c, 0x24, 0x25}, 0}, /* cards on it */
};
static const struct color dark_ink = {0xec, 0xe7, 0xde}; /* the words at night */
enum {
    LIGHT_GROUNDS = sizeof light_grounds / sizeof light_grounds[0],
    DARK_GROUNDS = sizeof dark_grounds / sizeof dark_grounds[0],
};

/* More than is asked for: nobody chose this one, so it may as well be good to read. */
static const double dark_contrast = 5.5;

bool accent_can_be_read(struct color accent, double *contrast)
{
    double least = color_least_contrast(accent, light_grounds, LIGHT_GROUNDS);
    if (contrast)
        *contrast = least;
    return least >= ACCENT_CONTRAST;
}

struct color accent_nearest(struct color accent)
{
    struct color nearest = {0}; /* black, which can always be read there */
    color_nearest(accent, light_grounds, LIGHT_GROUNDS, ACCENT_CONTRAST, &nearest);
    return nearest;
}

/* A color below this strength (OKLab) is a gray, for who looks at it. */
static const double gray_below = 0.03;

/* As far from white as the color was from black, where that is lighter: the nearest that can be
 * read would be a dull middle, which nobody would have chosen beside a deep color. False for a
 * gray. */
static bool mirror(struct color accent, struct color *mirrored)
{
    struct oklab lab = color_to_oklab(accent);
    lab.lightness = fmax(lab.lightness, 1 - lab.lightness);
    *mirrored = accent;
    if (hypot(lab.a, lab.b) < gray_below)
        return false;
    while (!color_from_oklab(lab, mirrored) && hypot(lab.a, lab.b) > 0.001) {
        lab.a *= 0.95; /* sRGB has no color of that strength and lightness */
        lab.b *= 0.95;
    }
    return true;
}

void accent_on_dark(struct color accent, struct accent_dark *dark)
{
    const struct color white = {255, 255, 255}, black = {0, 0, 0};
    struct color mirrored;
    dark->color = dark_ink; /* what black is by day, the words' own color is at night */
    if (mirror(accent, &mirrored))
        color_nearest(mirrored, dark_grounds, DARK_GROUNDS, dark_contrast, &dark->color);
    bool black_is_better = color_contrast(dark->color, black) >= color_contrast(dark->color, white);
    dark->ink = black_is_better ? black : white;
}

#include "content/accent.h"

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

void accent_on_dark(struct color accent, struct accent_dark *dark)
{
    const struct color white = {255, 255, 255}, black = {0, 0, 0};
    dark->color = white;
    color_nearest(accent, dark_grounds, DARK_GROUNDS, dark_contrast, &dark->color);
    bool black_is_better = color_contrast(dark->color, black) >= color_contrast(dark->color, white);
    dark->ink = black_is_better ? black : white;
}

#include "text/color.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* --- As text ---------------------------------------------------------------------------------- */

static int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool color_read(const char *text, struct color *color)
{
    int digits[6];
    const char *hex = text + (text[0] == '#');
    size_t length = strlen(hex);
    if (length != 3 && length != 6)
        return false;
    for (size_t i = 0; i < 6; i++) {
        digits[i] = digit_value(hex[length == 3 ? i / 2 : i]);
        if (digits[i] < 0)
            return false;
    }
    *color = (struct color){(unsigned char)(digits[0] * 16 + digits[1]),
                            (unsigned char)(digits[2] * 16 + digits[3]),
                            (unsigned char)(digits[4] * 16 + digits[5])};
    return true;
}

void color_write(struct color color, char text[COLOR_TEXT_SIZE])
{
    snprintf(text, COLOR_TEXT_SIZE, "#%02x%02x%02x", color.red, color.green, color.blue);
}

/* --- Contrast --------------------------------------------------------------------------------- */

/* Light is added up, bytes are not: a byte to the light that it stands for, 0 to 1, and back. */
static double light_of_byte(unsigned char byte)
{
    double value = byte / 255.0;
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double value_of_light(double light)
{
    return 255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055);
}

double color_luminance(struct color color)
{
    return 0.2126 * light_of_byte(color.red) + 0.7152 * light_of_byte(color.green) +
           0.0722 * light_of_byte(color.blue);
}

double color_contrast(struct color one, struct color other)
{
    double a = color_luminance(one), b = color_luminance(other);
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

static unsigned char mix_bytes(unsigned char ground, unsigned char over, double share)
{
    return (unsigned char)lround(ground * (1 - share) + over * share);
}

struct color color_mix(struct color ground, struct color over, double share)
{
    return (struct color){mix_bytes(ground.red, over.red, share),
                          mix_bytes(ground.green, over.green, share),
                          mix_bytes(ground.blue, over.blue, share)};
}

double color_least_contrast(struct color color, const struct color_ground *grounds, size_t count)
{
    double least = 21;
    for (size_t i = 0; i < count; i++)
        least = fmin(least,
                     color_contrast(color, color_mix(grounds[i].color, color, grounds[i].share)));
    return least;
}

/* --- As people see it ------------------------------------------------------------------------- */

struct oklab color_to_oklab(struct color color)
{
    double r = light_of_byte(color.red), g = light_of_byte(color.green),
           b = light_of_byte(color.blue);
    double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return (struct oklab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                          1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                          0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

static bool byte_of_light(double light, unsigned char *byte)
{
    double value = light > 0 ? value_of_light(light) : light;
    if (value < -0.5 || value > 255.5)
        return false;
    *byte = (unsigned char)lround(fmin(fmax(value, 0), 255));
    return true;
}

bool color_from_oklab(struct oklab lab, struct color *color)
{
    struct color found;
    double l = pow(lab.lightness + 0.3963377774 * lab.a + 0.2158037573 * lab.b, 3);
    double m = pow(lab.lightness - 0.1055613458 * lab.a - 0.0638541728 * lab.b, 3);
    double s = pow(lab.lightness - 0.0894841775 * lab.a - 1.2914855480 * lab.b, 3);
    if (!byte_of_light(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s, &found.red) ||
        !byte_of_light(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s, &found.green) ||
        !byte_of_light(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s, &found.blue))
        return false;
    *color = found;
    return true;
}

double color_distance(struct color one, struct color other)
{
    struct oklab x = color_to_oklab(one), y = color_to_oklab(other);
    return sqrt(pow(x.lightness - y.lightness, 2) + pow(x.a - y.a, 2) + pow(x.b - y.b, 2));
}

/* --- The nearest that can be read ------------------------------------------------------------- */

/* How many times a turn of the hue counts, in squares; and a color where there was less: a gray
 * stays gray. */
static const double hue_weight = 8;

/* What is looked for. */
struct search {
    struct oklab wanted;
    const struct color_ground *grounds;
    size_t count;
    double contrast;
    struct color best;
    double best_cost; /* HUGE_VAL: nothing was found yet */
};

/* The square of the distance from what is wanted, weighted. */
static double cost_of(const struct search *search, struct color color)
{
    struct oklab lab = color_to_oklab(color);
    double light = lab.lightness - search->wanted.lightness;
    double chroma = hypot(lab.a, lab.b) - hypot(search->wanted.a, search->wanted.b);
    double plane = pow(lab.a - search->wanted.a, 2) + pow(lab.b - search->wanted.b, 2);
    return light * light + chroma * chroma * (chroma > 0 ? hue_weight : 1) +
           hue_weight * fmax(plane - chroma * chroma, 0);
}

/* Keeps the color if it can be read and comes nearer than what was found before. */
static bool try_color(struct search *search, struct color color)
{
    double cost = cost_of(search, color);
    if (cost >= search->best_cost ||
        color_least_contrast(color, search->grounds, search->count) < search->contrast)
        return false;
    search->best = color;
    search->best_cost = cost;
    return true;
}

/* The color of that lightness and of the wanted hue, as strong as wanted or as sRGB can be. */
static struct color with_lightness(const struct search *search, double lightness)
{
    struct color color = {0};
    double low = 0, high = 1;
    struct oklab lab = {lightness, search->wanted.a, search->wanted.b};
    if (color_from_oklab(lab, &color))
        return color;
    for (int i = 0; i < 12; i++) {
        double share = (low + high) / 2;
        lab.a = search->wanted.a * share;
        lab.b = search->wanted.b * share;
        if (color_from_oklab(lab, &color))
            low = share;
        else
            high = share;
    }
    return color;
}

/* Goes from the wanted lightness down to black, or up to white, until a color can be read. */
static void walk(struct search *search, double step)
{
    double lightness = search->wanted.lightness;
    bool found = try_color(search, with_lightness(search, lightness));
    while (!found && lightness >= 0 && lightness <= 1) {
        lightness += step;
        found = try_color(search, with_lightness(search, fmin(fmax(lightness, 0), 1)));
    }
}

static unsigned char moved(unsigned char byte, int by)
{
    int value = byte + by;
    return (unsigned char)(value < 0 ? 0 : value > 255 ? 255 : value);
}

/* Tries the colors around the best one: the walk kept the hue to the letter, and a little of it, or
 * of the strength, may be worth less than a step of lightness. */
static bool step_nearer(struct search *search)
{
    enum { REACH = 2, SIDE = 2 * REACH + 1 };
    struct color from = search->best;
    bool nearer = false;
    for (int i = 0; i < SIDE * SIDE * SIDE; i++) {
        struct color near = {moved(from.red, i % SIDE - REACH),
                             moved(from.green, i / SIDE % SIDE - REACH),
                             moved(from.blue, i / SIDE / SIDE - REACH)};
        nearer = try_color(search, near) || nearer;
    }
    return nearer;
}

bool color_nearest(struct color color, const struct color_ground *grounds, size_t count,
                   double contrast, struct color *nearest)
{
    struct search search = {color_to_oklab(color), grounds, count, contrast, {0}, HUGE_VAL};
    if (try_color(&search, color)) {
        *nearest = color;
        return true;
    }
    walk(&search, -1.0 / 512);
    walk(&search, 1.0 / 512);
    if (search.best_cost == HUGE_VAL)
        return false;
    while (step_nearer(&search))
        continue;
    *nearest = search.best;
    return true;
}

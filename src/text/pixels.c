#include "text/pixels.h"

#include "base/memory.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* --- Fewer pixels ----------------------------------------------------------------------------- */

/* How much of the pixel at lies between from and to. */
static double share(size_t at, double from, double to)
{
    return fmin((double)at + 1, to) - fmax((double)at, from);
}

/* Colors count as far as they cover: what is clear has none. */
static void add_pixel(double sum[PIXEL], const unsigned char *pixel, double weight)
{
    double cover = weight * pixel[3];
    for (size_t i = 0; i < PIXEL - 1; i++)
        sum[i] += cover * pixel[i];
    sum[3] += cover;
}

static void put_mean(const double sum[PIXEL], double area, unsigned char *pixel)
{
    for (size_t i = 0; i < PIXEL - 1; i++)
        pixel[i] = (unsigned char)(sum[3] > 0 ? lround(sum[i] / sum[3]) : 0);
    pixel[3] = (unsigned char)lround(sum[3] / area);
}

static void shrink_one(const struct pixels *from, double x, double y, double across, double down,
                       unsigned char *pixel)
{
    double sum[PIXEL] = {0}, right = fmin(x + across, (double)from->width),
           below = fmin(y + down, (double)from->height);
    for (size_t row = (size_t)y; (double)row < below; row++)
        for (size_t column = (size_t)x; (double)column < right; column++)
            add_pixel(sum, from->bytes + (row * from->width + column) * PIXEL,
                      share(row, y, below) * share(column, x, right));
    put_mean(sum, (right - x) * (below - y), pixel);
}

struct pixels pixels_shrink(const struct pixels *from, size_t width, size_t height)
{
    struct pixels to = {width, height, memory_new(width * height, PIXEL)};
    double across = (double)from->width / (double)width,
           down = (double)from->height / (double)height;
    for (size_t i = 0; i < width * height; i++)
        shrink_one(from, (double)(i % width) * across, (double)(i / width) * down, across, down,
                   to.bytes + i * PIXEL);
    return to;
}

/* --- Fewer colors ----------------------------------------------------------------------------- */

/* Boxes of colors are cut in two where they differ most, until there are as many as may be; then
 * each color moves into the middle of the pixels that it stands for (median cut, k-means). Colors
 * are measured as they are seen over black: of two that are nearly clear, hue is nothing. */
struct point {
    float at[PIXEL];
    size_t pixel; /* whose it is */
};

struct box {
    size_t begin, end;  /* among the points */
    double mean[PIXEL]; /* of its points */
    double spread[PIXEL];
};

static void place(const unsigned char *pixel, float at[PIXEL])
{
    for (size_t i = 0; i < PIXEL - 1; i++)
        at[i] = (float)pixel[i] * (float)pixel[3] / 255;
    at[3] = pixel[3];
}

static void measure(const struct point *points, struct box *box)
{
    double count = (double)(box->end - box->begin);
    memset(box->mean, 0, sizeof box->mean);
    memset(box->spread, 0, sizeof box->spread);
    for (size_t i = box->begin; i < box->end; i++)
        for (size_t c = 0; c < PIXEL; c++)
            box->mean[c] += points[i].at[c] / count;
    for (size_t i = box->begin; i < box->end; i++)
        for (size_t c = 0; c < PIXEL; c++)
            box->spread[c] += pow(points[i].at[c] - box->mean[c], 2);
}

static size_t widest(const struct box *box)
{
    size_t found = 0;
    for (size_t c = 1; c < PIXEL; c++)
        if (box->spread[c] > box->spread[found])
            found = c;
    return found;
}

/* Moves what lies above the mean behind the rest. Where it begins. */
static size_t part(struct point *points, const struct box *box, size_t channel)
{
    size_t middle = box->begin;
    for (size_t i = box->begin; i < box->end; i++)
        if (points[i].at[channel] <= box->mean[channel]) {
            struct point moved = points[middle];
            points[middle++] = points[i];
            points[i] = moved;
        }
    return middle;
}

/* Cuts the box that differs most; false where each is of one color. */
static bool cut(struct point *points, struct box *boxes, size_t count)
{
    struct box *worst = boxes;
    for (size_t i = 1; i < count; i++)
        if (boxes[i].spread[widest(&boxes[i])] > worst->spread[widest(worst)])
            worst = &boxes[i];
    size_t channel = widest(worst);
    if (worst->spread[channel] < 0.5)
        return false;
    size_t middle = part(points, worst, channel);
    if (middle == worst->begin || middle == worst->end)
        return false;
    boxes[count] = (struct box){.begin = middle, .end = worst->end};
    worst->end = middle;
    measure(points, worst);
    measure(points, &boxes[count]);
    return true;
}

static size_t nearest(const struct box *boxes, size_t count, const float at[PIXEL])
{
    size_t found = 0;
    double least = HUGE_VAL;
    for (size_t i = 0; i < count; i++) {
        double distance = 0;
        for (size_t c = 0; c < PIXEL; c++)
            distance += pow(at[c] - boxes[i].mean[c], 2);
        if (distance < least) {
            least = distance;
            found = i;
        }
    }
    return found;
}

/* Each color into the middle of the pixels that it is the nearest to. */
static void settle(const struct point *points, size_t length, struct box *boxes, size_t count)
{
    double sums[256][PIXEL] = {{0}}, weights[256] = {0};
    for (size_t i = 0; i < length; i++) {
        size_t of = nearest(boxes, count, points[i].at);
        weights[of]++;
        for (size_t c = 0; c < PIXEL; c++)
            sums[of][c] += points[i].at[c];
    }
    for (size_t i = 0; i < count; i++)
        for (size_t c = 0; c < PIXEL && weights[i] > 0; c++)
            boxes[i].mean[c] = sums[i][c] / weights[i];
}

static void put_color(const double mean[PIXEL], unsigned char color[PIXEL])
{
    for (size_t i = 0; i < PIXEL - 1; i++)
        color[i] = (unsigned char)(mean[3] > 0 ? lround(fmin(mean[i] * 255 / mean[3], 255)) : 0);
    color[3] = (unsigned char)lround(mean[3]);
}

struct palette pixels_reduce(const struct pixels *from, size_t colors)
{
    enum { SETTLINGS = 3 };
    size_t length = from->width * from->height;
    struct palette palette = {.count = 1, .indexes = memory_new(length, 1)};
    struct point *points = memory_new(length, sizeof *points);
    struct box boxes[256] = {{.end = length}};
    for (size_t i = 0; i < length; i++) {
        place(from->bytes + i * PIXEL, points[i].at);
        points[i].pixel = i;
    }
    measure(points, boxes);
    while (palette.count < colors && cut(points, boxes, palette.count))
        palette.count++;
    for (int i = 0; i < SETTLINGS; i++)
        settle(points, length, boxes, palette.count);
    for (size_t i = 0; i < palette.count; i++)
        put_color(boxes[i].mean, palette.colors[i]);
    for (size_t i = 0; i < length; i++)
        palette.indexes[points[i].pixel] =
            (unsigned char)nearest(boxes, palette.count, points[i].at);
    free(points);
    return palette;
}

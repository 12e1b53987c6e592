#include "text/png_fit.h"

#include "base/memory.h"
#include "text/pixels.h"

#include <math.h>
#include <png.h>
#include <stdlib.h>

/* What is tried, the best first: how many pixels of the picture for one of a page, and how many
 * colors. Many phones show a page's pixel by two or three times two of theirs. */
static const struct attempt {
    double scale; /* 0: as large as an icon */
    size_t colors;
} attempts[] = {{0, 64},   {0, 32},   {0, 16},  {3, 32}, {3, 16}, {2, 64}, {2, 32}, {2, 16}, {2, 8},
                {1.5, 32}, {1.5, 16}, {1.5, 8}, {1, 64}, {1, 32}, {1, 16}, {1, 8},  {1, 4}};

static bool read_pixels(const struct clean_picture *picture, struct pixels *pixels)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, picture->bytes.data, picture->bytes.length))
        return false;
    image.format = PNG_FORMAT_RGBA;
    *pixels = (struct pixels){image.width, image.height, memory_new(PNG_IMAGE_SIZE(image), 1)};
    bool read = png_image_finish_read(&image, NULL, pixels->bytes, 0, NULL) != 0;
    png_image_free(&image);
    return read;
}

static bool write_pixels(const struct pixels *pixels, size_t colors, struct buffer *out)
{
    struct palette palette = pixels_reduce(pixels, colors);
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)pixels->width,
                       .height = (png_uint_32)pixels->height,
                       .format = PNG_FORMAT_RGBA_COLORMAP,
                       .colormap_entries = (png_uint_32)palette.count};
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
    char *bytes = memory_new(size, 1);
    bool written =
        png_image_write_to_memory(&image, bytes, &size, 0, palette.indexes, 0, palette.colors) != 0;
    if (written)
        buffer_append(out, bytes, size);
    free(bytes);
    free(palette.indexes);
    return written;
}

/* By how much the picture shrinks in an attempt, 1 for not at all; 0 where it is not to be made. */
static double factor(const struct png_room *room, const struct attempt *attempt,
                     const struct pixels *pixels)
{
    double width = (double)pixels->width, height = (double)pixels->height;
    if (attempt->scale == 0)
        return width == height && width >= room->icon ? room->icon / width : 0;
    return fmin(attempt->scale * fmin(room->width / width, room->height / height), 1);
}

static bool try_attempt(const struct png_room *room, const struct attempt *attempt,
                        const struct pixels *pixels, struct clean_picture *picture)
{
    double by = factor(room, attempt, pixels);
    if (by == 0)
        return false;
    struct pixels small = pixels_shrink(pixels, (size_t)fmax(round((double)pixels->width * by), 1),
                                        (size_t)fmax(round((double)pixels->height * by), 1));
    struct buffer out = {0};
    bool fits = write_pixels(&small, attempt->colors, &out) && out.length <= room->bytes;
    if (fits) {
        buffer_clear(&picture->bytes);
        buffer_append(&picture->bytes, out.data, out.length);
        picture->width = (double)small.width;
        picture->height = (double)small.height;
    }
    free(small.bytes);
    buffer_free(&out);
    return fits;
}

bool png_fit(const struct png_room *room, struct clean_picture *picture)
{
    struct pixels pixels = {0};
    bool fits = picture->bytes.length <= room->bytes;
    if (!fits && read_pixels(picture, &pixels))
        for (size_t i = 0; i < sizeof attempts / sizeof attempts[0] && !fits; i++)
            fits = try_attempt(room, &attempts[i], &pixels, picture);
    free(pixels.bytes);
    return fits;
}

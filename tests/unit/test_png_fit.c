/* A PNG made to fit: small enough, of the same shape, and as like itself as the room allows. */
#include "base/buffer.h"
#include "text/png_fit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <png.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM = 1024, SIDE_MAX = 600, BYTES = 4 /* a pixel */ };

static const struct png_room room = {ROOM, 160, 40, 192};

typedef uint32_t (*color_at)(size_t x, size_t y); /* 0xRRGGBBAA */

static struct clean_picture draw(size_t width, size_t height, color_at color)
{
    static unsigned char pixels[SIDE_MAX * SIDE_MAX * BYTES];
    static char bytes[sizeof pixels * 2];
    struct clean_picture picture = {.width = (double)width, .height = (double)height};
    png_image image = {.version = PNG_IMAGE_VERSION,
                       .width = (png_uint_32)width,
                       .height = (png_uint_32)height,
                       .format = PNG_FORMAT_RGBA};
    png_alloc_size_t size = sizeof bytes;
    assert_true(width <= SIDE_MAX && height <= SIDE_MAX);
    for (size_t i = 0; i < width * height; i++)
        for (size_t c = 0; c < BYTES; c++)
            pixels[i * BYTES + c] =
                (unsigned char)(color(i % width, i / width) >> (24 - 8 * (unsigned)c));
    assert_true(png_image_write_to_memory(&image, bytes, &size, 0, pixels, 0, NULL));
    buffer_append(&picture.bytes, bytes, size);
    return picture;
}

/* The pixels of a picture, and that it says its own size. The caller frees them. */
static unsigned char *read_back(const struct clean_picture *picture)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    assert_true(
        png_image_begin_read_from_memory(&image, picture->bytes.data, picture->bytes.length));
    image.format = PNG_FORMAT_RGBA;
    unsigned char *pixels = malloc(PNG_IMAGE_SIZE(image));
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    assert_true(picture->width == image.width && picture->height == image.height);
    return pixels;
}

/* Channel by channel, the pixel at x, y is the color, give or take. */
static void assert_color(const struct clean_picture *picture, size_t x, size_t y, uint32_t color,
                         int give)
{
    unsigned char *pixels = read_back(picture);
    const unsigned char *pixel = pixels + (y * (size_t)picture->width + x) * BYTES;
    for (size_t c = 0; c < BYTES; c++) {
        int expected = (int)(color >> (24 - 8 * (unsigned)c) & 255);
        if (abs(pixel[c] - expected) > give)
            fail_msg("channel %zu of %zu,%zu is %d, not %d", c, x, y, pixel[c], expected);
    }
    free(pixels);
}

static uint32_t noise(size_t x, size_t y)
{
    return (uint32_t)((x * 600 + y) * 2654435761U >> 8) << 8 | 255;
}

/* Noise on the left; a half of one color, a half of none on the right. */
static uint32_t mixed(size_t x, size_t y)
{
    if (x < 100)
        return noise(x, y) & 0x0f0f0fff;
    return x < 350 ? 0x0e5f63ff : 0;
}

static uint32_t flat(size_t x, size_t y)
{
    return x > y ? 0x7a1f5cff : 0xffffffff;
}

static void what_is_small_stays_as_it_is(void **state)
{
    struct clean_picture picture = draw(120, 40, flat);
    struct buffer before = {0};
    (void)state;
    buffer_append(&before, picture.bytes.data, picture.bytes.length);
    assert_true(png_fit(&room, &picture));
    assert_int_equal(picture.bytes.length, before.length);
    assert_memory_equal(picture.bytes.data, before.data, before.length);
    buffer_free(&before);
    clean_picture_free(&picture);
}

static void what_is_large_becomes_small_and_keeps_its_shape_and_colors(void **state)
{
    struct clean_picture picture = draw(600, 150, mixed);
    (void)state;
    assert_true(picture.bytes.length > ROOM);
    assert_true(png_fit(&room, &picture));
    assert_in_range(picture.bytes.length, 1, ROOM);
    assert_true(picture.width == 4 * picture.height);
    assert_true(picture.width >= room.width);
    size_t right = (size_t)picture.width - 1, middle = (size_t)picture.width * 9 / 24;
    assert_color(&picture, middle, 20, 0x0e5f63ff, 8);
    unsigned char *pixels = read_back(&picture);
    assert_in_range(pixels[right * BYTES + 3], 0, 8); /* what was clear is */
    free(pixels);
    clean_picture_free(&picture);
}

static uint32_t ring(size_t x, size_t y)
{
    long across = (long)x - 300, down = (long)y - 300, far = across * across + down * down;
    return far < 280 * 280 && far > 200 * 200 ? 0x0e5f63ff : 0;
}

static void a_square_stays_as_large_as_an_icon(void **state)
{
    struct clean_picture picture = draw(600, 600, ring);
    (void)state;
    struct png_room small = room;
    small.bytes = 2500;
    if (picture.bytes.length <= small.bytes)
        fail_msg("it fits as it is: %zu", picture.bytes.length);
    assert_true(png_fit(&small, &picture));
    assert_true(picture.width == 192 && picture.height == 192);
    clean_picture_free(&picture);
}

static void what_cannot_be_made_small_is_told_and_stays(void **state)
{
    struct clean_picture picture = draw(200, 50, noise);
    struct png_room tiny = room;
    size_t length = picture.bytes.length;
    (void)state;
    tiny.bytes = 200;
    assert_false(png_fit(&tiny, &picture));
    assert_int_equal(picture.bytes.length, length);
    assert_true(picture.width == 200 && picture.height == 50);
    clean_picture_free(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_small_stays_as_it_is),
        cmocka_unit_test(what_is_large_becomes_small_and_keeps_its_shape_and_colors),
        cmocka_unit_test(a_square_stays_as_large_as_an_icon),
        cmocka_unit_test(what_cannot_be_made_small_is_told_and_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

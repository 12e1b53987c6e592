#include "text/png_clean.h"

#include "base/memory.h"

#include <png.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const char signature[] = "\x89PNG\r\n\x1a\n";
enum { SIGNATURE = 8, CHUNK_AROUND = 12 /* length, name, checksum */, NAME = 4 };

static bool refuse(struct buffer *fault, const char *words)
{
    buffer_puts(fault, words);
    return false;
}

static uint32_t read_number(const char *at)
{
    const unsigned char *bytes = (const unsigned char *)at;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/* --- The chunks of the picture alone ---------------------------------------------------------- */

/* Everything else goes before libpng sees it: a text that unpacks to megabytes, frames. */
static bool is_of_picture(const char *name)
{
    static const char *const names[] = {"IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (memcmp(names[i], name, NAME) == 0)
            return true;
    return false;
}

static void leave_out(struct clean_picture *picture, const char *name)
{
    char word[NAME + 1] = {0};
    for (size_t i = 0; i < NAME; i++)
        word[i] = (char)(name[i] > ' ' && name[i] < 0x7f ? name[i] : '?');
    clean_picture_leave_out(picture, word);
}

/* Appends the chunks of the picture to kept. */
static bool keep_picture(const char *bytes, size_t length, struct clean_picture *picture,
                         struct buffer *kept, struct buffer *fault)
{
    const char *at = bytes + SIGNATURE, *end = bytes + length;
    buffer_append(kept, bytes, SIGNATURE);
    while (end - at >= CHUNK_AROUND) {
        uint32_t inside = read_number(at);
        if (inside > (size_t)(end - at) - CHUNK_AROUND)
            break;
        const char *name = at + 4;
        if (is_of_picture(name))
            buffer_append(kept, at, CHUNK_AROUND + inside);
        else
            leave_out(picture, name);
        at += CHUNK_AROUND + inside;
        if (memcmp(name, "IEND", NAME) == 0)
            return true; /* what follows belongs to no picture */
    }
    return refuse(fault, "is cut off: its end is missing");
}

/* Width and height stand first, so that a picture too large is refused before it is unpacked. */
static bool has_sound_head(const char *bytes, size_t length, struct buffer *fault)
{
    enum { HEAD = SIGNATURE + 8 + 8 };
    if (length > PNG_BYTES_MAX)
        return refuse(fault, "is too large");
    if (length < HEAD || memcmp(bytes, signature, SIGNATURE) != 0 ||
        memcmp(bytes + SIGNATURE + 4, "IHDR", NAME) != 0)
        return refuse(fault, "is no PNG picture");
    uint32_t width = read_number(bytes + SIGNATURE + 8), height = read_number(bytes + HEAD - 4);
    if (width && height && width <= PNG_SIDE_MAX && height <= PNG_SIDE_MAX)
        return true;
    buffer_printf(fault, "is %u by %u pixels; at most %d by %d are taken", width, height,
                  PNG_SIDE_MAX, PNG_SIDE_MAX);
    return false;
}

/* --- Unpacked, and packed again --------------------------------------------------------------- */

static bool write_picture(png_image *image, const void *pixels, const void *colors,
                          struct buffer *out, struct buffer *fault)
{
    png_alloc_size_t size = 0;
    if (!png_image_write_to_memory(image, NULL, &size, 0, pixels, 0, colors))
        return refuse(fault, "could not be written again");
    char *bytes = memory_new(size, 1);
    bool written = png_image_write_to_memory(image, bytes, &size, 0, pixels, 0, colors) != 0;
    if (written)
        buffer_append(out, bytes, size);
    free(bytes);
    return written || refuse(fault, "could not be written again");
}

static bool repack(const struct buffer *kept, struct clean_picture *picture, struct buffer *fault)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    unsigned char colors[256 * 4] = {0}; /* of a picture with a palette */
    char *pixels = NULL;
    bool done = false;
    if (!png_image_begin_read_from_memory(&image, kept->data, kept->length)) {
        buffer_printf(fault, "cannot be read (%s)", image.message);
        goto out;
    }
    image.format &= ~(png_uint_32)PNG_FORMAT_FLAG_LINEAR;
    /* libpng takes 16 bits for linear light, which nobody sends. */
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    pixels = memory_new(PNG_IMAGE_SIZE(image), 1);
    if (!png_image_finish_read(&image, NULL, pixels, 0, colors)) {
        buffer_printf(fault, "is damaged (%s)", image.message);
        goto out;
    }
    picture->width = image.width;
    picture->height = image.height;
    done = write_picture(&image, pixels, colors, &picture->bytes, fault);
out:
    png_image_free(&image);
    free(pixels);
    return done;
}

bool png_clean(const char *bytes, size_t length, struct clean_picture *picture,
               struct buffer *fault)
{
    struct buffer kept = {0};
    bool done = has_sound_head(bytes, length, fault) &&
                keep_picture(bytes, length, picture, &kept, fault) && repack(&kept, picture, fault);
    buffer_free(&kept);
    return done;
}

#include "http/compress.h"

#include "base/memory.h"
#include "base/squeeze.h"

#include <brotli/encode.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <zlib.h>

enum {
    GZIP_LEVEL = 6,
    GZIP_MEMORY = 8,
    GZIP_WRAPPER = 16, /* added to the window's bits it asks zlib for a gzip head, without a time */
    GZIP_WINDOW_MIN = 9,
    BROTLI_QUALITY = 5,
    LOOK_AHEAD = 262, /* bytes of its window that zlib does not look back into; brotli: 16 */
};

/* The smallest window that sees the whole body: a larger one only costs memory. */
static int window_bits(size_t length, int low, int high)
{
    int bits = low;
    while (bits < high && ((size_t)1 << bits) < length + LOOK_AHEAD)
        bits++;
    return bits;
}

/* The compressed bytes, which the caller frees; NULL for a failure. */
static char *gzip(const struct buffer *body, size_t *length)
{
    z_stream stream = {0};
    int bits = window_bits(body->length, GZIP_WINDOW_MIN, MAX_WBITS) + GZIP_WRAPPER;
    if (body->length > UINT_MAX / 2 || deflateInit2(&stream, GZIP_LEVEL, Z_DEFLATED, bits,
                                                    GZIP_MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    size_t room = deflateBound(&stream, body->length);
    char *packed = memory_resize(NULL, room);
    stream.next_in = (Bytef *)body->data;
    stream.avail_in = (uInt)body->length;
    stream.next_out = (Bytef *)packed;
    stream.avail_out = (uInt)room;
    int outcome = deflate(&stream, Z_FINISH);
    *length = stream.total_out;
    deflateEnd(&stream);
    if (outcome == Z_STREAM_END)
        return packed;
    free(packed);
    return NULL;
}

static char *brotli(const struct buffer *body, size_t *length)
{
    *length = BrotliEncoderMaxCompressedSize(body->length);
    if (!*length)
        return NULL;
    char *packed = memory_resize(NULL, *length);
    int bits = window_bits(body->length, BROTLI_MIN_WINDOW_BITS, BROTLI_DEFAULT_WINDOW);
    if (BrotliEncoderCompress(BROTLI_QUALITY, bits, BROTLI_MODE_TEXT, body->length,
                              (const uint8_t *)body->data, length, (uint8_t *)packed))
        return packed;
    free(packed);
    return NULL;
}

bool http_compress(struct buffer *body, enum http_coding coding)
{
    if (coding == HTTP_CODING_IDENTITY || body->length < HTTP_COMPRESS_MIN)
        return false;
    size_t length = 0;
    char *packed = coding == HTTP_CODING_BROTLI ? brotli(body, &length) : gzip(body, &length);
    bool smaller = packed && length < body->length;
    if (smaller) {
        buffer_clear(body);
        buffer_append(body, packed, length);
    }
    free(packed);
    return smaller;
}

bool http_compress_well(struct buffer *body)
{
    struct buffer packed = {0};
    if (body->length < HTTP_COMPRESS_MIN)
        return false;
    squeeze(body->data, body->length, &packed);
    bool smaller = packed.length < body->length;
    if (smaller) {
        buffer_clear(body);
        buffer_append(body, packed.data, packed.length);
    }
    buffer_free(&packed);
    return smaller;
}

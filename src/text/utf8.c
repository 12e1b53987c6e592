#include "text/utf8.h"

#include <string.h>

/* RFC 3629, section 4: what may follow a first byte. Only the second byte's range varies. */
struct form {
    unsigned char first_low, first_high;
    unsigned char second_low, second_high;
    size_t size;
};

static const struct form forms[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static bool is_continuation(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

static bool fits(const struct form *form, const unsigned char *bytes, size_t left)
{
    if (left < form->size || bytes[1] < form->second_low || bytes[1] > form->second_high)
        return false;
    for (size_t i = 2; i < form->size; i++)
        if (!is_continuation(bytes[i]))
            return false;
    return true;
}

size_t utf8_size(const char *text, size_t left)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (left == 0)
        return 0;
    if (bytes[0] < 0x80)
        return 1;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (bytes[0] >= forms[i].first_low && bytes[0] <= forms[i].first_high)
            return fits(&forms[i], bytes, left) ? forms[i].size : 0;
    return 0;
}

bool utf8_is_valid(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        size_t size = utf8_size(text + at, length - at);
        if (!size)
            return false;
        at += size;
    }
    return true;
}

void utf8_append(struct buffer *buffer, uint32_t code)
{
    char bytes[4];
    size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char marks[] = {0, 0x00, 0xc0, 0xe0, 0xf0};
    for (size_t i = size - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (code & 0x3f));
        code >>= 6;
    }
    bytes[0] = (char)(marks[size] | code);
    buffer_append(buffer, bytes, size);
}

/* Every other byte continues the code point before it. */
static bool is_first_byte(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

size_t utf8_count(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += is_first_byte(*text);
    return count;
}

size_t utf8_bytes(const char *text, size_t most)
{
    size_t count = 0, bytes = 0;
    for (; text[bytes]; bytes++)
        if (is_first_byte(text[bytes]) && ++count > most)
            break;
    return bytes;
}

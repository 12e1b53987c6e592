#include "text/base64.h"

#include <stdint.h>
#include <string.h>

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void base64_write(const char *bytes, size_t length, struct buffer *text)
{
    for (size_t i = 0; i < length; i += 3) {
        uint32_t group = 0;
        for (size_t k = 0; k < 3; k++)
            group = group << 8 | (i + k < length ? (unsigned char)bytes[i + k] : 0);
        for (size_t k = 0; k < 4; k++)
            if (i + k <= length)
                buffer_putc(text, letters[group >> (18 - 6 * k) & 63]);
            else
                buffer_putc(text, '=');
    }
}

/* Reads four letters: 1 to 3 bytes; 0 where they are none. */
static size_t read_group(const char *text, unsigned char bytes[3])
{
    uint32_t group = 0;
    size_t padding = text[3] != '=' ? 0 : text[2] != '=' ? 1 : 2;
    for (size_t k = 0; k < 4; k++) {
        const char *letter = text[k] ? strchr(letters, text[k]) : NULL;
        if (!letter && k < 4 - padding)
            return 0;
        group = group << 6 | (letter ? (uint32_t)(letter - letters) : 0);
    }
    for (size_t k = 0; k < 3; k++)
        bytes[k] = (unsigned char)(group >> (16 - 8 * k));
    bool is_canonical = !(padding && bytes[2]) && !(padding > 1 && bytes[1]);
    return is_canonical ? 3 - padding : 0;
}

bool base64_read(const char *text, struct buffer *bytes)
{
    size_t length = strlen(text);
    if (length % 4)
        return false;
    for (size_t i = 0; i < length; i += 4) {
        unsigned char group[3];
        size_t count = read_group(text + i, group);
        if (!count || (count < 3 && i + 4 < length))
            return false;
        buffer_append(bytes, (const char *)group, count);
    }
    return true;
}

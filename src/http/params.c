#include "http/params.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The well-formed byte sequences of UTF-8 above ASCII (The Unicode Standard, table 3-7): no
 * overlong forms, no surrogates, nothing over U+10FFFF. Bytes after the second are 80 to BF. U+0080
 * to U+009F are control characters, so that C2 goes with A0 to BF only. */
static const struct {
    unsigned char first_low, first_high, second_low, second_high;
    size_t length;
} sequences[] = {
    {0xc2, 0xc2, 0xa0, 0xbf, 2}, {0xc3, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3},
    {0xe1, 0xec, 0x80, 0xbf, 3}, {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
    {0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

static bool in_range(unsigned char byte, unsigned char low, unsigned char high)
{
    return byte >= low && byte <= high;
}

/* The length of the sequence above ASCII that starts at bytes; 0 if there is no sound one. */
static size_t sequence_length(const unsigned char *bytes, size_t left)
{
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        if (!in_range(bytes[0], sequences[i].first_low, sequences[i].first_high))
            continue;
        size_t length = sequences[i].length;
        if (length > left || !in_range(bytes[1], sequences[i].second_low, sequences[i].second_high))
            return 0;
        for (size_t k = 2; k < length; k++)
            if (!in_range(bytes[k], 0x80, 0xbf))
                return 0;
        return length;
    }
    return 0;
}

bool http_text_is_clean(const char *text, size_t length, bool multiline)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t at = 0;
    while (at < length) {
        unsigned char byte = bytes[at];
        size_t step = 1;
        if (byte >= 0x80)
            step = sequence_length(bytes + at, length - at);
        else if (byte == '\t' || byte == '\n' || byte == '\r')
            step = multiline;
        else if (byte < 0x20 || byte == 0x7f)
            step = 0;
        if (!step)
            return false;
        at += step;
    }
    return true;
}

/* The value of a hexadecimal digit, or -1. */
static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    if (digit >= 'a' && digit <= 'f')
        return digit - 'a' + 10;
    if (digit >= 'A' && digit <= 'F')
        return digit - 'A' + 10;
    return -1;
}

char *http_percent_decode(const char *text, size_t length, bool plus_is_blank,
                          size_t *decoded_length)
{
    char *decoded = memory_resize(NULL, length + 1);
    size_t out = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        if (c == '%') {
            int high = length - i > 2 ? digit_value(text[i + 1]) : -1;
            int low = high >= 0 ? digit_value(text[i + 2]) : -1;
            if (low < 0) {
                free(decoded);
                return NULL;
            }
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && plus_is_blank) {
            c = ' ';
        }
        decoded[out++] = c;
    }
    decoded[out] = '\0';
    *decoded_length = out;
    return decoded;
}

static char *copy_bytes(const char *bytes, size_t length)
{
    char *copy = memory_resize(NULL, length + 1);
    if (length)
        memcpy(copy, bytes, length);
    copy[length] = '\0';
    return copy;
}

/* Takes both texts over. */
static void add_owned(struct http_params *params, char *name, char *value)
{
    params->list = memory_resize(params->list, (params->count + 1) * sizeof *params->list);
    params->list[params->count++] = (struct http_param){.name = name, .value = value};
}

void http_params_add(struct http_params *params, const char *name, size_t name_length,
                     const char *value, size_t value_length)
{
    add_owned(params, copy_bytes(name, name_length), copy_bytes(value, value_length));
}

/* Control characters come with text that was pasted (a word processor's line break is U+000B). They
 * become blanks: a form refused for one would cost whoever filled it all the rest. */
static void blank_controls(char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        unsigned char next = (unsigned char)(i + 1 < length ? text[i + 1] : 0);
        if ((c && c < 0x20 && !strchr("\t\n\r", c)) || c == 0x7f)
            text[i] = ' ';
        else if (c == 0xc2 && next >= 0x80 && next <= 0x9f) /* U+0080 to U+009F */
            text[i] = text[i + 1] = ' ';
    }
}

/* The decoded text, which the caller frees; NULL if it is not fit to be used. */
static char *decode_clean(const char *text, size_t length, bool blanks)
{
    size_t decoded_length = 0;
    char *decoded = http_percent_decode(text, length, true, &decoded_length);
    if (decoded && blanks)
        blank_controls(decoded, decoded_length);
    if (decoded && !http_text_is_clean(decoded, decoded_length, true)) {
        free(decoded);
        decoded = NULL;
    }
    return decoded;
}

static enum http_params_result read_pair(struct http_params *params, size_t most, const char *pair,
                                         size_t length)
{
    if (params->count >= most)
        return HTTP_PARAMS_TOO_MANY;
    const char *equals = memchr(pair, '=', length);
    size_t name_length = equals ? (size_t)(equals - pair) : length;
    size_t value_length = equals ? length - name_length - 1 : 0;
    char *name = decode_clean(pair, name_length, false);
    char *value = decode_clean(equals ? equals + 1 : "", value_length, most == HTTP_FORM_MAX);
    if (!name || !value) {
        free(name);
        free(value);
        return HTTP_PARAMS_BAD;
    }
    add_owned(params, name, value);
    return HTTP_PARAMS_OK;
}

static enum http_params_result read_pairs(struct http_params *params, size_t most, const char *text,
                                          size_t length)
{
    size_t at = 0;
    while (at < length) {
        const char *ampersand = memchr(text + at, '&', length - at);
        size_t pair_length = ampersand ? (size_t)(ampersand - text) - at : length - at;
        if (pair_length) {
            enum http_params_result result = read_pair(params, most, text + at, pair_length);
            if (result != HTTP_PARAMS_OK)
                return result;
        }
        at += pair_length + 1;
    }
    return HTTP_PARAMS_OK;
}

enum http_params_result http_params_read(struct http_params *params, const char *text,
                                         size_t length)
{
    return read_pairs(params, HTTP_PARAMS_MAX, text, length);
}

enum http_params_result http_form_read(struct http_params *params, const char *text, size_t length)
{
    return read_pairs(params, HTTP_FORM_MAX, text, length);
}

const char *http_params_get(const struct http_params *params, const char *name)
{
    for (size_t i = 0; i < params->count; i++)
        if (strcmp(params->list[i].name, name) == 0)
            return params->list[i].value;
    return NULL;
}

static bool is_known(const char *name, const char *const *known)
{
    for (; known && *known; known++)
        if (strcmp(name, *known) == 0)
            return true;
    return false;
}

const char *http_params_unknown(const struct http_params *params, const char *const *known)
{
    for (size_t i = 0; i < params->count; i++)
        if (!is_known(params->list[i].name, known))
            return params->list[i].name;
    return NULL;
}

const char *http_params_repeated(const struct http_params *params)
{
    for (size_t i = 1; i < params->count; i++)
        for (size_t j = 0; j < i; j++)
            if (strcmp(params->list[i].name, params->list[j].name) == 0)
                return params->list[i].name;
    return NULL;
}

static void put_escaped(const char *text, struct buffer *out)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++) {
        bool plain = (*c >= '0' && *c <= '9') || ((*c | 0x20) >= 'a' && (*c | 0x20) <= 'z');
        buffer_printf(out, plain ? "%c" : "%%%02X", *c);
    }
}

void http_params_write(const struct http_params *params, struct buffer *out)
{
    for (size_t i = 0; i < params->count; i++) {
        if (i)
            buffer_putc(out, '&');
        put_escaped(params->list[i].name, out);
        buffer_putc(out, '=');
        put_escaped(params->list[i].value, out);
    }
}

void http_params_free(struct http_params *params)
{
    for (size_t i = 0; i < params->count; i++) {
        free(params->list[i].name);
        free(params->list[i].value);
    }
    free(params->list);
    *params = (struct http_params){0};
}

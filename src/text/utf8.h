/* UTF-8, strictly (RFC 3629): no overlong form, no surrogate, nothing over U+10FFFF. */
#ifndef AFTERCARE_TEXT_UTF8_H
#define AFTERCARE_TEXT_UTF8_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many bytes the character at text takes, of the left bytes there: 1 to 4; 0 if there is no
 * whole, valid character. */
size_t utf8_size(const char *text, size_t left);

bool utf8_is_valid(const char *text, size_t length);

/* How many characters a text has, which is what people count. It must be valid. */
size_t utf8_count(const char *text);

/* How many bytes the first most characters of a valid text take; all, where it has no more. */
size_t utf8_bytes(const char *text, size_t most);

/* Appends the character; code is a Unicode scalar value. */
void utf8_append(struct buffer *buffer, uint32_t code);

#endif

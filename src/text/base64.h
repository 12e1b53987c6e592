/* Base64 (RFC 4648, 4): with padding, without line breaks. */
#ifndef AFTERCARE_TEXT_BASE64_H
#define AFTERCARE_TEXT_BASE64_H

#include "base/buffer.h"

#include <stdbool.h>

void base64_write(const char *bytes, size_t length, struct buffer *text);

/* Appends the bytes. False, with some of them appended, for anything that base64_write would not
 * have written. */
bool base64_read(const char *text, struct buffer *bytes);

#endif

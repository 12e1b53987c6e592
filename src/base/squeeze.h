/* gzip (RFC 1952) as small as it can be made (zopfli), for what is packed once and sent for long: a
 * hundred times the work of http/compress.h, for a twentieth less. */
#ifndef AFTERCARE_BASE_SQUEEZE_H
#define AFTERCARE_BASE_SQUEEZE_H

#include "base/buffer.h"

#include <stddef.h>

/* Appends the packed bytes, which are the same for the same bytes. */
void squeeze(const char *bytes, size_t length, struct buffer *packed);

#endif

/* A body compressed once, by us (zlib, brotli), never again by nginx. */
#ifndef AFTERCARE_HTTP_COMPRESS_H
#define AFTERCARE_HTTP_COMPRESS_H

#include "base/buffer.h"
#include "http/coding.h"

#include <stdbool.h>

/* Bodies under this many bytes are not worth it. */
enum { HTTP_COMPRESS_MIN = 512 };

/* Replaces body by its compressed form: gzip at level 6 without a time in it, so that equal bodies
 * give equal bytes, or brotli at quality 5. False, with body as it was, for identity, a body under
 * HTTP_COMPRESS_MIN, one that would grow, or a failure. */
bool http_compress(struct buffer *body, enum http_coding coding);

/* To gzip, as small as it can be made (base/squeeze.h): for what browsers keep for good. Some 50 ms
 * for a style sheet, which http/memo.h spares all but the first that ask a worker for it. */
bool http_compress_well(struct buffer *body);

#endif

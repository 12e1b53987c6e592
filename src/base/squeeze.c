#include "base/squeeze.h"

#include <stdlib.h>
#include <zopfli/zopfli.h>

void squeeze(const char *bytes, size_t length, struct buffer *packed)
{
    ZopfliOptions options;
    unsigned char *out = NULL;
    size_t size = 0;
    ZopfliInitOptions(&options);
    ZopfliCompress(&options, ZOPFLI_FORMAT_GZIP, (const unsigned char *)bytes, length, &out, &size);
    buffer_append(packed, (const char *)out, size);
    free(out);
}

/* Two fields that every client writes freely: the first line of the input is an Accept-Encoding,
 * the rest an If-None-Match. */
#include "base/memory.h"
#include "http/coding.h"
#include "http/response.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* Nothing is chosen that the field does not name in some way. */
static void check_coding(const char *field)
{
    enum http_coding coding = http_coding_choose(field);
    require(coding <= HTTP_CODING_BROTLI);
    if (coding == HTTP_CODING_BROTLI)
        require(strcasestr(field, "br") != NULL);
    if (coding == HTTP_CODING_GZIP)
        require(strcasestr(field, "gzip") || strchr(field, '*'));
}

static void check_condition(const char *field)
{
    static const char etag[] = "\"v7-b1\"";
    bool named = http_etag_matches(field, etag, false);
    require(!named || strstr(field, etag));
    if (http_etag_matches(field, etag, true) != named)
        require(strchr(field, '*') != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = memory_new(size + 1, 1);
    if (size)
        memcpy(text, data, size);
    char *newline = strchr(text, '\n');
    if (newline)
        *newline = '\0';
    check_coding(text);
    check_condition(newline ? newline + 1 : text);
    free(text);
    return 0;
}

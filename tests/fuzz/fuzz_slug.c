/* What slug_make makes is valid or nothing, and makes itself again. */
#include "fuzz.h"

#include "base/buffer.h"
#include "text/slug.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer text = {0};
    struct buffer slug = {0};
    struct buffer again = {0};
    buffer_append(&text, (const char *)data, size);
    slug_make(buffer_text(&text), &slug);
    FUZZ_CHECK(slug.length == 0 || slug_is_valid(buffer_text(&slug)));
    slug_make(buffer_text(&slug), &again);
    FUZZ_CHECK(strcmp(buffer_text(&slug), buffer_text(&again)) == 0);
    if (slug_is_valid(buffer_text(&text)))
        FUZZ_CHECK(strcmp(buffer_text(&slug), buffer_text(&text)) == 0);
    buffer_free(&text);
    buffer_free(&slug);
    buffer_free(&again);
    return 0;
}

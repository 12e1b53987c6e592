/* SVG files: any bytes. What is taken holds nothing that fetches or runs, and is taken again as it
 * is.
 */
#include "fuzz.h"
#include "text/svg_clean.h"

#include <string.h>

/* Marks that only markup can hold: in values and words "<" and the quotation mark are escaped. */
static void check_text(const char *text)
{
    static const char *const never[] = {"<script",    "<foreignObject", "<image",      "<!", "<?",
                                        " onload=\"", " href=\"http",   " href=\"data"};
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        FUZZ_CHECK(!strstr(text, never[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct clean_picture once = {0}, twice = {0};
    struct buffer fault = {0};
    bool sound = svg_clean((const char *)data, size, &once, &fault);
    FUZZ_CHECK(sound == (fault.length == 0));
    if (sound) {
        check_text(buffer_text(&once.bytes));
        bool again = svg_clean(once.bytes.data, once.bytes.length, &twice, &fault);
        /* It may have grown past the limit: "&" is written in more letters. */
        FUZZ_CHECK(again || once.bytes.length > SVG_BYTES_MAX);
        FUZZ_CHECK(!again || strcmp(buffer_text(&once.bytes), buffer_text(&twice.bytes)) == 0);
        FUZZ_CHECK(twice.left_out.length == 0);
    }
    clean_picture_free(&once);
    clean_picture_free(&twice);
    buffer_free(&fault);
    return 0;
}

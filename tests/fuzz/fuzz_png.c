/* PNG files: any bytes. What is taken is of the size that it says, and is taken again. */
#include "fuzz.h"
#include "text/png_clean.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct clean_picture once = {0}, twice = {0};
    struct buffer fault = {0};
    bool sound = png_clean((const char *)data, size, &once, &fault);
    FUZZ_CHECK(sound == (fault.length == 0));
    if (sound) {
        FUZZ_CHECK(once.width >= 1 && once.width <= PNG_SIDE_MAX);
        FUZZ_CHECK(once.height >= 1 && once.height <= PNG_SIDE_MAX);
        bool again = png_clean(once.bytes.data, once.bytes.length, &twice, &fault);
        FUZZ_CHECK(again || once.bytes.length > PNG_BYTES_MAX);
        FUZZ_CHECK(twice.left_out.length == 0);
    }
    clean_picture_free(&once);
    clean_picture_free(&twice);
    buffer_free(&fault);
    return 0;
}

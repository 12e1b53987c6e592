/* Bodies of forms with files: any bytes. What is read lies inside the body, and holds no boundary.
 */
#include "fuzz.h"
#include "http/multipart.h"
#include "http/params.h"

#include <string.h>

static void check_part(const struct http_part *part, const char *body, size_t size)
{
    FUZZ_CHECK(part->bytes >= body && part->length <= size);
    FUZZ_CHECK(part->bytes + part->length <= body + size);
    FUZZ_CHECK(http_text_is_clean(part->name, strlen(part->name), false));
    if (part->file_name)
        FUZZ_CHECK(http_text_is_clean(part->file_name, strlen(part->file_name), false));
    for (size_t i = 0; i + 5 <= part->length; i++)
        FUZZ_CHECK(memcmp(part->bytes + i, "\r\n--x", 5) != 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *body = (const char *)data;
    struct http_parts parts;
    bool sound = http_parts_read(&parts, "multipart/form-data; boundary=x", body, size);
    FUZZ_CHECK(sound || parts.count == 0);
    FUZZ_CHECK(parts.count <= HTTP_PARTS_MAX);
    for (size_t i = 0; i < parts.count; i++)
        check_part(&parts.list[i], body, size);
    http_parts_free(&parts);
    return 0;
}

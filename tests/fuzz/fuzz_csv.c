/* Files of rows: any bytes. What is read as documents comes back when it is written again. */
#include "content/kind.h"
#include "content/sheet.h"
#include "fuzz.h"
#include "text/json.h"

#include <json-c/json.h>

static void check_again(struct json_object *documents)
{
    struct json_object *first = json_object_array_get_idx(documents, 0);
    struct buffer file = {0}, error = {0};
    sheet_write(kind_by_name(json_text(first, "kind")), documents, &file);
    struct json_object *again = sheet_read(buffer_text(&file), file.length, &error);
    FUZZ_CHECK(again != NULL);
    FUZZ_CHECK(json_object_equal(documents, again));
    json_object_put(again);
    buffer_free(&file);
    buffer_free(&error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer error = {0};
    struct json_object *documents = sheet_read((const char *)data, size, &error);
    FUZZ_CHECK((documents == NULL) == (error.length > 0));
    if (documents && json_object_array_length(documents) > 0)
        check_again(documents);
    json_object_put(documents);
    buffer_free(&error);
    return 0;
}

/* What is read is written and read again the same; json-c itself takes all that we take. */
#include "fuzz.h"

#include "base/buffer.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

static void check_read_again(struct json_object *value)
{
    struct buffer error = {0};
    const char *written = json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN);
    struct json_object *again = json_read(written, strlen(written), &error);
    FUZZ_CHECK(again && error.length == 0);
    FUZZ_CHECK(json_object_equal(value, again));
    json_object_put(again);
    buffer_free(&error);
}

static void check_against_json_c(struct json_object *value, const char *text, size_t size)
{
    struct json_tokener *tokener = json_tokener_new_ex(JSON_MAX_DEPTH + 1);
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct buffer copy = {0};
    buffer_append(&copy, text, size);
    buffer_putc(&copy, '\n'); /* ends a number that stands alone */
    struct json_object *other = json_tokener_parse_ex(tokener, copy.data, (int)copy.length);
    FUZZ_CHECK(json_tokener_get_error(tokener) == json_tokener_success);
    FUZZ_CHECK(json_object_equal(value, other));
    json_object_put(other);
    json_tokener_free(tokener);
    buffer_free(&copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer error = {0};
    const char *text = (const char *)data;
    struct json_object *value = json_read(text, size, &error);
    FUZZ_CHECK((value == NULL) == (error.length > 0));
    if (value) {
        check_read_again(value);
        check_against_json_c(value, text, size);
    }
    json_object_put(value);
    buffer_free(&error);
    return 0;
}

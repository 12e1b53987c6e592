/* Query strings and form bodies: any bytes. What is read must be clean text that comes back when it
 * is encoded again. */
#include "base/buffer.h"
#include "http/params.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void encode(struct buffer *out, const char *text)
{
    for (; *text; text++)
        buffer_printf(out, "%%%02x", (unsigned char)*text);
}

static void check_same(const struct http_params *one, const struct http_params *other)
{
    require(one->count == other->count);
    for (size_t i = 0; i < one->count; i++) {
        require(strcmp(one->list[i].name, other->list[i].name) == 0);
        require(strcmp(one->list[i].value, other->list[i].value) == 0);
    }
}

static void check_again(const struct http_params *params)
{
    struct buffer text = {0};
    for (size_t i = 0; i < params->count; i++) {
        const struct http_param *param = &params->list[i];
        require(http_text_is_clean(param->name, strlen(param->name), true));
        require(http_text_is_clean(param->value, strlen(param->value), true));
        encode(&text, param->name);
        buffer_putc(&text, '=');
        encode(&text, param->value);
        buffer_putc(&text, '&');
    }
    struct http_params again = {0};
    require(http_params_read(&again, text.data, text.length) == HTTP_PARAMS_OK);
    check_same(params, &again);
    http_params_free(&again);
    buffer_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct http_params params = {0};
    enum http_params_result result = http_params_read(&params, (const char *)data, size);
    require(params.count <= HTTP_PARAMS_MAX);
    require(result != HTTP_PARAMS_TOO_MANY || params.count == HTTP_PARAMS_MAX);
    check_again(&params);
    http_params_free(&params);
    return 0;
}

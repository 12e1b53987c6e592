/* CGI variables as a broken or hostile server could send them. The input is one variable a line, in
 * the order of fields below (a '-' alone for one that is missing); the rest is the body. */
#include "base/memory.h"
#include "http/request.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FIELDS = 9 };

static void require(bool holds)
{
    if (!holds)
        abort();
}

/* Cuts the first line off *text; NULL for "-". */
static const char *take_line(char **text, const char *end)
{
    char *line = *text;
    char *newline = memchr(line, '\n', (size_t)(end - line));
    *text = newline ? newline + 1 : line + strlen(line);
    if (newline)
        *newline = '\0';
    return strcmp(line, "-") == 0 ? NULL : line;
}

static void check_path(const char *path)
{
    size_t length = strlen(path);
    require(path[0] == '/' && length <= HTTP_PATH_MAX);
    require(http_text_is_clean(path, length, false));
    require(!strstr(path, "//") && !strstr(path, "/../") && !strstr(path, "/./"));
}

static void check(const struct http_request *request, enum http_request_result result,
                  const struct http_source *source)
{
    require(strspn(request->id, "0123456789abcdefABCDEF") == HTTP_ID_LENGTH);
    require(request->id[HTTP_ID_LENGTH] == '\0');
    check_path(request->path);
    require(request->method <= HTTP_METHOD_OTHER && request->coding <= HTTP_CODING_BROTLI);
    require(request->body && request->body_length <= HTTP_BODY_MAX);
    require(request->query.count <= HTTP_PARAMS_MAX);
    require(http_request_status(result) >= 200 && *http_request_words(result));
    if (result == HTTP_REQUEST_OK)
        require(request->body_length == source->body_length);
    else
        require(request->body_length == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = memory_new(size + 1, 1);
    if (size)
        memcpy(text, data, size);
    char *rest = text;
    struct http_source source = {0};
    const char **const fields[FIELDS] = {
        &source.request_method,  &source.path_info,     &source.request_uri,
        &source.query_string,    &source.content_type,  &source.content_length,
        &source.accept_encoding, &source.if_none_match, &source.request_id,
    };
    for (size_t i = 0; i < FIELDS; i++)
        *fields[i] = take_line(&rest, text + size);
    source.body = rest;
    source.body_length = (size_t)(text + size - rest);

    struct http_request request;
    enum http_request_result result = http_request_read(&request, &source);
    check(&request, result, &source);
    http_request_free(&request);
    free(text);
    return 0;
}

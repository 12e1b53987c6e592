/* ETags, conditions, compression, cache fields, the CGI head, and problem details. */
#include "http/response.h"

#include "base/memory.h"
#include "http/compress.h"
#include "http/problem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <brotli/decode.h>
#include <cmocka.h>
#include <json-c/json.h>
#include <zlib.h>

static const struct http_request get = {
    .id = "0123456789abcdef0123456789abcdef",
    .method = HTTP_GET,
    .path = "/",
    .now = 1234567890,
};

/* A body that compresses; the caller frees it. */
static struct buffer sample_body(size_t lines)
{
    struct buffer body = {0};
    for (size_t i = 0; i < lines; i++)
        buffer_printf(&body, "<p>Line %zu of a page that says much the same again.</p>\n", i);
    return body;
}

/* A shared page of 40 lines with the ETag "v7-b1". */
static void make_page(struct http_response *response)
{
    http_response_init(response);
    response->content_type = "text/html; charset=utf-8";
    response->cache = HTTP_CACHE_SHARED;
    response->body = sample_body(40);
    http_response_etag(response, 7, "b1", HTTP_CODING_IDENTITY, "");
}

/* Finishes and frees response and gives what would be sent; the caller frees it. */
static struct buffer send_response(struct http_response *response,
                                   const struct http_request *request)
{
    struct buffer out = {0};
    http_response_finish(response, request);
    http_response_write(response, request, &out);
    http_response_free(response);
    return out;
}

/* Whether the head has this line, as a whole. */
static bool has_line(const struct buffer *out, const char *line)
{
    struct buffer wanted = {0};
    buffer_printf(&wanted, "\r\n%s\r\n", line);
    const char *end = strstr(buffer_text(out), "\r\n\r\n");
    assert_non_null(end);
    const char *found = strstr(out->data, wanted.data);
    bool first = strncmp(out->data, wanted.data + 2, wanted.length - 2) == 0;
    buffer_free(&wanted);
    return first || (found && found < end);
}

static bool has_field(const struct buffer *out, const char *name)
{
    struct buffer wanted = {0};
    buffer_printf(&wanted, "\r\n%s:", name);
    bool found = strstr(out->data, wanted.data) != NULL;
    buffer_free(&wanted);
    return found;
}

static const char *body_of(const struct buffer *out)
{
    return strstr(out->data, "\r\n\r\n") + 4;
}

static size_t body_length(const struct buffer *out)
{
    return out->length - (size_t)(body_of(out) - out->data);
}

static void writes_a_page(void **state)
{
    (void)state;
    struct http_response response;
    http_response_init(&response);
    response.content_type = "text/plain; charset=utf-8";
    buffer_append(&response.body, "a\0b", 3);
    http_response_header(&response, "X-Test", "1");
    struct buffer out = send_response(&response, &get);
    static const char wanted[] = "Status: 200 OK\r\n"
                                 "Content-Type: text/plain; charset=utf-8\r\n"
                                 "Content-Length: 3\r\n"
                                 "X-Test: 1\r\n"
                                 "Cache-Control: no-store\r\n"
                                 "X-Accel-Expires: 0\r\n"
                                 "\r\n"
                                 "a\0b";
    assert_int_equal(out.length, sizeof wanted - 1);
    assert_memory_equal(out.data, wanted, sizeof wanted - 1);
    buffer_free(&out);
}

static void makes_etags(void **state)
{
    (void)state;
    struct http_response response;
    http_response_init(&response);
    http_response_etag(&response, 12, "1a2b3c", HTTP_CODING_GZIP, "");
    assert_string_equal(response.etag, "\"v12-1a2b3c-gzip\"");
    http_response_etag(&response, 12, "1a2b3c", HTTP_CODING_BROTLI, "2026-11-26");
    assert_string_equal(response.etag, "\"v12-1a2b3c-br-2026-11-26\"");
    http_response_etag(&response, INT64_MAX, "b", HTTP_CODING_IDENTITY, "");
    assert_string_equal(response.etag, "\"v9223372036854775807-b\"");
    http_response_etag(&response, 1, "b", HTTP_CODING_IDENTITY, "two words");
    assert_string_equal(response.etag, "");
    http_response_etag(&response, 1, "b\"", HTTP_CODING_IDENTITY, "");
    assert_string_equal(response.etag, "");

    char extra[HTTP_ETAG_MAX]; /* with "v1-b-" and the quotes it fills the tag to the last byte */
    memset(extra, 'x', sizeof extra);
    extra[HTTP_ETAG_MAX - 8] = '\0';
    http_response_etag(&response, 1, "b", HTTP_CODING_IDENTITY, extra);
    assert_int_equal(strlen(response.etag), HTTP_ETAG_MAX - 1);
    extra[HTTP_ETAG_MAX - 8] = 'x';
    extra[HTTP_ETAG_MAX - 7] = '\0';
    http_response_etag(&response, 1, "b", HTTP_CODING_IDENTITY, extra);
    assert_string_equal(response.etag, "");
}

static void compares_etags(void **state)
{
    (void)state;
    static const struct {
        const char *field;
        bool matches;
    } examples[] = {
        {NULL, false},
        {"", false},
        {"\"a\"", true},
        {"W/\"a\"", true},
        {" \"a\" ", true},
        {"\"b\", \"a\"", true},
        {"\"b\",W/\"a\",\"c\"", true},
        {", ,\"a\"", true},
        {"\"a, b\", \"c\"", false},
        {"\"b\"", false},
        {"\"ab\"", false},
        {"\"\"", false},
        {"a", false},
        {"\"a", false},
        {"w/\"a\"", false},
        {"\"b\"\"a\"", false},
        {"junk, \"a\"", false},
        {"\"a\"junk", false},
        {"*, \"a\"", false},
        {"**", false},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        if (http_etag_matches(examples[i].field, "\"a\"", true) != examples[i].matches)
            fail_msg("%s", examples[i].field);
    }
    assert_true(http_etag_matches("\"a\"", "W/\"a\"", false));
    assert_true(http_etag_matches(" * ", "\"a\"", true));
    assert_false(http_etag_matches("*", "\"a\"", false));
    assert_false(http_etag_matches("\"\"", "", false));
}

static void answers_304(void **state)
{
    (void)state;
    struct http_request request = get;
    request.if_none_match = "W/\"v7-b1\"";
    request.coding = HTTP_CODING_GZIP;
    for (int method = HTTP_GET; method <= HTTP_HEAD; method++) {
        request.method = (enum http_method)method;
        struct http_response response;
        make_page(&response);
        struct buffer out = send_response(&response, &request);
        assert_string_equal(out.data, "Status: 304 Not Modified\r\n"
                                      "ETag: \"v7-b1\"\r\n"
                                      "Vary: Accept-Encoding\r\n"
                                      "Cache-Control: no-cache\r\n"
                                      "X-Accel-Expires: @1234567890\r\n"
                                      "\r\n");
        buffer_free(&out);
    }
}

/* A handler that sees the condition before it makes the page. */
static void keeps_a_304_of_the_handler(void **state)
{
    (void)state;
    struct http_response response;
    http_response_init(&response);
    response.status = 304;
    response.cache = HTTP_CACHE_SHARED;
    http_response_etag(&response, 7, "b1", HTTP_CODING_IDENTITY, "");
    struct buffer out = send_response(&response, &get);
    assert_true(has_line(&out, "Status: 304 Not Modified"));
    assert_true(has_line(&out, "Vary: Accept-Encoding"));
    assert_false(has_field(&out, "Content-Length"));
    buffer_free(&out);
}

static void sends_the_page_where_the_condition_fails(void **state)
{
    (void)state;
    const struct {
        enum http_method method;
        const char *if_none_match;
        int status;
        bool tagged;
    } examples[] = {
        {HTTP_GET, "\"v6-b1\"", 200, true},
        {HTTP_POST, "\"v7-b1\"", 200, true},
        {HTTP_GET, "\"v7-b1\"", 404, true},
        {HTTP_GET, "*", 200, false},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_request request = get;
        request.method = examples[i].method;
        request.if_none_match = examples[i].if_none_match;
        struct http_response response;
        make_page(&response);
        response.status = examples[i].status;
        if (!examples[i].tagged)
            response.etag[0] = '\0';
        http_response_finish(&response, &request);
        assert_int_equal(response.status, examples[i].status);
        assert_true(response.body.length > 0);
        http_response_free(&response);
    }
}

static void head_is_get_without_the_body(void **state)
{
    (void)state;
    struct http_request request = get;
    for (int coding = HTTP_CODING_IDENTITY; coding <= HTTP_CODING_BROTLI; coding++) {
        struct http_response response;
        request.coding = (enum http_coding)coding;
        request.method = HTTP_GET;
        make_page(&response);
        struct buffer whole = send_response(&response, &request);
        request.method = HTTP_HEAD;
        make_page(&response);
        struct buffer head = send_response(&response, &request);
        assert_true(body_length(&whole) > 0);
        assert_int_equal(head.length, whole.length - body_length(&whole));
        assert_memory_equal(head.data, whole.data, head.length);
        buffer_free(&whole);
        buffer_free(&head);
    }
}

/* The uncompressed bytes, at most 1 MiB; the caller frees them. */
static char *unpack(const char *packed, size_t length, enum http_coding coding, size_t *unpacked)
{
    size_t room = 1 << 20;
    char *plain = memory_new(room, 1);
    if (coding == HTTP_CODING_BROTLI) {
        *unpacked = room;
        assert_int_equal(
            BrotliDecoderDecompress(length, (const uint8_t *)packed, unpacked, (uint8_t *)plain),
            BROTLI_DECODER_RESULT_SUCCESS);
        return plain;
    }
    struct buffer copy = {0};
    buffer_append(&copy, packed, length);
    z_stream stream = {0};
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    stream.next_in = (Bytef *)copy.data;
    stream.avail_in = (uInt)length;
    stream.next_out = (Bytef *)plain;
    stream.avail_out = (uInt)room;
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.avail_in, 0);
    *unpacked = stream.total_out;
    inflateEnd(&stream);
    buffer_free(&copy);
    return plain;
}

static void compressed_bodies_come_back(void **state)
{
    (void)state;
    static const size_t lines[] = {10, 40, 500, 12000};
    for (int coding = HTTP_CODING_GZIP; coding <= HTTP_CODING_BROTLI; coding++) {
        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
            struct buffer body = sample_body(lines[i]);
            struct buffer plain = sample_body(lines[i]);
            assert_true(http_compress(&body, (enum http_coding)coding));
            assert_true(body.length < plain.length / 2);
            size_t length = 0;
            char *back = unpack(body.data, body.length, (enum http_coding)coding, &length);
            assert_int_equal(length, plain.length);
            assert_memory_equal(back, plain.data, length);
            free(back);
            buffer_free(&body);
            buffer_free(&plain);
        }
    }
}

static void gzip_carries_no_time(void **state)
{
    (void)state;
    struct buffer body = sample_body(40);
    assert_true(http_compress(&body, HTTP_CODING_GZIP));
    assert_memory_equal(body.data, "\x1f\x8b\x08\0\0\0\0\0", 8);
    buffer_free(&body);
}

static void leaves_what_would_not_shrink(void **state)
{
    (void)state;
    struct buffer noise = {0};
    uint32_t number = 1;
    for (int i = 0; i < 4 * HTTP_COMPRESS_MIN; i++) {
        number = number * 1664525U + 1013904223U;
        buffer_putc(&noise, (char)(number >> 24));
    }
    struct buffer small = {0};
    for (int i = 0; i < HTTP_COMPRESS_MIN - 1; i++)
        buffer_putc(&small, 'a');
    for (int coding = HTTP_CODING_IDENTITY; coding <= HTTP_CODING_BROTLI; coding++) {
        assert_false(http_compress(&noise, (enum http_coding)coding));
        assert_int_equal(noise.length, 4 * HTTP_COMPRESS_MIN);
        assert_false(http_compress(&small, (enum http_coding)coding));
        assert_int_equal(small.length, HTTP_COMPRESS_MIN - 1);
    }
    buffer_putc(&small, 'a');
    assert_false(http_compress(&small, HTTP_CODING_IDENTITY));
    assert_true(http_compress(&small, HTTP_CODING_GZIP));
    buffer_free(&noise);
    buffer_free(&small);
}

static void sends_the_compressed_body(void **state)
{
    (void)state;
    struct buffer plain = sample_body(40);
    for (int coding = HTTP_CODING_GZIP; coding <= HTTP_CODING_BROTLI; coding++) {
        struct http_request request = get;
        request.coding = (enum http_coding)coding;
        struct http_response response;
        make_page(&response);
        struct buffer out = send_response(&response, &request);
        assert_true(has_line(&out, coding == HTTP_CODING_GZIP ? "Content-Encoding: gzip"
                                                              : "Content-Encoding: br"));
        struct buffer length_line = {0};
        buffer_printf(&length_line, "Content-Length: %zu", body_length(&out));
        assert_true(has_line(&out, length_line.data));
        size_t length = 0;
        char *back = unpack(body_of(&out), body_length(&out), request.coding, &length);
        assert_int_equal(length, plain.length);
        assert_memory_equal(back, plain.data, length);
        free(back);
        buffer_free(&length_line);
        buffer_free(&out);
    }
    buffer_free(&plain);
}

static void compresses_text_only(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        bool compressed;
    } examples[] = {
        {"text/html; charset=utf-8", true},
        {"text/calendar; charset=utf-8", true},
        {"application/json", true},
        {"application/problem+json", true},
        {"application/ld+json; charset=utf-8", true},
        {"image/svg+xml", true},
        {"image/png", false},
        {"application/octet-stream; name=json", false},
        {"xm", false},
        {NULL, false},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_request request = get;
        request.coding = HTTP_CODING_GZIP;
        struct http_response response;
        make_page(&response);
        response.content_type = examples[i].type;
        struct buffer out = send_response(&response, &request);
        assert_int_equal(has_field(&out, "Content-Encoding"), examples[i].compressed);
        assert_int_equal(has_field(&out, "Vary"), examples[i].compressed);
        buffer_free(&out);
    }
}

/* What a handler compressed before is sent as it is. */
static void does_not_compress_twice(void **state)
{
    (void)state;
    struct http_request request = get;
    request.coding = HTTP_CODING_GZIP;
    struct http_response response;
    make_page(&response);
    response.compressed = true;
    size_t length = response.body.length;
    struct buffer out = send_response(&response, &request);
    assert_int_equal(body_length(&out), length);
    assert_true(has_line(&out, "Content-Encoding: gzip"));
    buffer_free(&out);
}

static void tells_caches_whatever_the_status(void **state)
{
    (void)state;
    static const int statuses[] = {200, 204, 304, 308, 404, 410};
    for (size_t i = 0; i < sizeof statuses / sizeof *statuses; i++) {
        for (int cache = HTTP_CACHE_NONE; cache <= HTTP_CACHE_SHARED; cache++) {
            bool shared = cache == HTTP_CACHE_SHARED;
            struct http_response response;
            make_page(&response);
            response.status = statuses[i];
            response.cache = (enum http_cache)cache;
            struct buffer out = send_response(&response, &get);
            assert_true(
                has_line(&out, shared ? "Cache-Control: no-cache" : "Cache-Control: no-store"));
            assert_true(
                has_line(&out, shared ? "X-Accel-Expires: @1234567890" : "X-Accel-Expires: 0"));
            assert_int_equal(has_field(&out, "Vary"), shared);
            buffer_free(&out);
        }
    }
}

static void a_204_has_no_body(void **state)
{
    (void)state;
    struct http_response response;
    make_page(&response);
    response.status = 204;
    struct buffer out = send_response(&response, &get);
    assert_true(has_line(&out, "Status: 204 No Content"));
    assert_false(has_field(&out, "Content-Type"));
    assert_false(has_field(&out, "Content-Length"));
    assert_int_equal(body_length(&out), 0);
    buffer_free(&out);
}

static void redirects(void **state)
{
    (void)state;
    struct http_response response;
    make_page(&response);
    response.etag[0] = '\0';
    http_response_redirect(&response, 308, "/faqs/caf\xc3\xa9 \"1\"?a=%20\r\nX: y");
    struct buffer out = send_response(&response, &get);
    assert_string_equal(out.data, "Status: 308 Permanent Redirect\r\n"
                                  "Content-Length: 0\r\n"
                                  "Location: /faqs/caf%C3%A9%20%221%22?a=%20%0D%0AX:%20y\r\n"
                                  "Cache-Control: no-cache\r\n"
                                  "X-Accel-Expires: @1234567890\r\n"
                                  "\r\n");
    buffer_free(&out);
}

/* How a process ends that adds count fields of that value. */
static int end_of_headers(const char *value, int count)
{
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct http_response response;
        http_response_init(&response);
        for (int i = 0; i < count; i++)
            http_response_header(&response, "X-Test", value);
        _exit(response.header_count == (size_t)count ? 0 : 1);
    }
    int end = 0;
    assert_int_equal(waitpid(child, &end, 0), child);
    return end;
}

static void refuses_a_split_header(void **state)
{
    (void)state;
    assert_int_equal(end_of_headers("plain\t~", HTTP_HEADERS_MAX), 0);
    assert_true(WIFSIGNALED(end_of_headers("a\rb", 1)));
    assert_true(WIFSIGNALED(end_of_headers("a\nSet-Cookie: b", 1)));
    assert_true(WIFSIGNALED(end_of_headers("plain", HTTP_HEADERS_MAX + 1)));
}

static void names_statuses(void **state)
{
    (void)state;
    static const int used[] = {200, 303, 304, 308, 400, 403, 404,
                               405, 410, 413, 414, 500, 503, 504};
    assert_string_equal(http_status_words(404), "Not Found");
    assert_string_equal(http_status_words(299), "Unnamed Status");
    for (size_t i = 0; i < sizeof used / sizeof *used; i++)
        assert_string_not_equal(http_status_words(used[i]), "Unnamed Status");
}

static const char *member(struct json_object *object, const char *name)
{
    struct json_object *value = NULL;
    return json_object_object_get_ex(object, name, &value) ? json_object_get_string(value) : NULL;
}

static void tells_a_problem(void **state)
{
    (void)state;
    struct http_response response;
    make_page(&response);
    http_problem(&response, &get, 400, "The page \"x\" is not a number.", "page");
    assert_int_equal(response.status, 400);
    assert_string_equal(response.content_type, "application/problem+json");
    assert_string_equal(response.etag, "");
    assert_int_equal(response.cache, HTTP_CACHE_NONE);
    struct json_object *problem = json_tokener_parse(response.body.data);
    assert_non_null(problem);
    assert_string_equal(member(problem, "title"), "Bad Request");
    assert_string_equal(member(problem, "status"), "400");
    assert_string_equal(member(problem, "detail"), "The page \"x\" is not a number.");
    assert_string_equal(member(problem, "instance"),
                        "urn:request:0123456789abcdef0123456789abcdef");
    assert_string_equal(member(problem, "parameter"), "page");
    json_object_put(problem);
    http_response_free(&response);
}

/* Without this nginx brings a withdrawn page back once the daemon is gone. */
static void shares_what_is_gone(void **state)
{
    (void)state;
    static const struct {
        int status;
        enum http_cache cache;
    } examples[] = {{404, HTTP_CACHE_SHARED},
                    {410, HTTP_CACHE_SHARED},
                    {405, HTTP_CACHE_NONE},
                    {500, HTTP_CACHE_NONE}};
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_response response;
        http_response_init(&response);
        http_problem(&response, &get, examples[i].status, NULL, NULL);
        assert_int_equal(response.cache, examples[i].cache);
        assert_null(strstr(response.body.data, "detail"));
        assert_null(strstr(response.body.data, "parameter"));
        http_response_free(&response);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_a_page),
        cmocka_unit_test(makes_etags),
        cmocka_unit_test(compares_etags),
        cmocka_unit_test(answers_304),
        cmocka_unit_test(keeps_a_304_of_the_handler),
        cmocka_unit_test(sends_the_page_where_the_condition_fails),
        cmocka_unit_test(head_is_get_without_the_body),
        cmocka_unit_test(compressed_bodies_come_back),
        cmocka_unit_test(gzip_carries_no_time),
        cmocka_unit_test(leaves_what_would_not_shrink),
        cmocka_unit_test(sends_the_compressed_body),
        cmocka_unit_test(compresses_text_only),
        cmocka_unit_test(does_not_compress_twice),
        cmocka_unit_test(tells_caches_whatever_the_status),
        cmocka_unit_test(a_204_has_no_body),
        cmocka_unit_test(redirects),
        cmocka_unit_test(refuses_a_split_header),
        cmocka_unit_test(names_statuses),
        cmocka_unit_test(tells_a_problem),
        cmocka_unit_test(shares_what_is_gone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

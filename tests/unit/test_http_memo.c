/* Finished answers that are kept: the same address and ETag give them back, any other does not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>

#include "http/memo.h"

#include <string.h>

static void make(struct http_request *request, struct http_response *response, const char *path,
                 const char *query, const char *coding, int64_t version)
{
    struct http_source source = {.request_method = "GET",
                                 .path_info = path,
                                 .query_string = query,
                                 .accept_encoding = coding};
    assert_int_equal(http_request_read(request, &source), HTTP_REQUEST_OK);
    http_response_init(response);
    response->cache = HTTP_CACHE_SHARED;
    http_response_etag(response, version, "build", request->coding, "");
}

static bool is_kept(struct http_memo *memo, const char *path, const char *query, const char *coding,
                    int64_t version, const char *body)
{
    struct http_request request;
    struct http_response response;
    make(&request, &response, path, query, coding, version);
    bool found = http_memo_get(memo, &request, &response);
    if (found) {
        assert_string_equal(buffer_text(&response.body), body);
        assert_string_equal(response.content_type, "text/plain");
    }
    http_request_free(&request);
    http_response_free(&response);
    return found;
}

static void keep(struct http_memo *memo, const char *path, const char *query, const char *coding,
                 int64_t version, int status, const char *body)
{
    struct http_request request;
    struct http_response response;
    make(&request, &response, path, query, coding, version);
    response.status = status;
    response.content_type = "text/plain";
    buffer_puts(&response.body, body);
    http_memo_put(memo, &request, &response);
    http_request_free(&request);
    http_response_free(&response);
}

static void only_the_same_address_and_etag_hit(void **state)
{
    (void)state;
    struct http_memo memo = {0};
    keep(&memo, "/a", "x=1", "gzip", 7, 200, "body");
    assert_true(is_kept(&memo, "/a", "x=1", "gzip", 7, "body"));
    assert_false(is_kept(&memo, "/a", "x=1", "gzip", 8, "body"));
    assert_false(is_kept(&memo, "/a", "x=1", "", 7, "body"));
    assert_false(is_kept(&memo, "/a", "x=2", "gzip", 7, "body"));
    assert_false(is_kept(&memo, "/a", "", "gzip", 7, "body"));
    assert_false(is_kept(&memo, "/b", "x=1", "gzip", 7, "body"));
    http_memo_free(&memo);
}

static void a_newer_answer_replaces_the_older(void **state)
{
    (void)state;
    struct http_memo memo = {0};
    keep(&memo, "/a", "", "", 1, 200, "old");
    keep(&memo, "/a", "", "", 2, 200, "new");
    assert_false(is_kept(&memo, "/a", "", "", 1, "old"));
    assert_true(is_kept(&memo, "/a", "", "", 2, "new"));
    http_memo_free(&memo);
}

static void errors_are_not_kept(void **state)
{
    (void)state;
    struct http_memo memo = {0};
    keep(&memo, "/a", "", "", 1, 404, "no");
    assert_false(is_kept(&memo, "/a", "", "", 1, "no"));
    http_memo_free(&memo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_same_address_and_etag_hit),
        cmocka_unit_test(a_newer_answer_replaces_the_older),
        cmocka_unit_test(errors_are_not_kept),
    };
    return cmocka_run_group_tests_name("memo", tests, NULL, NULL);
}

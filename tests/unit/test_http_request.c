/* A request made from CGI variables, any of which may be missing or wrong. */
#include "http/cookie.h"
#include "http/request.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ID "0123456789abcdef0123456789ABCDEF"

static const struct http_source plain = {.request_method = "GET", .path_info = "/faqs"};

static void reads_a_plain_request(void **state)
{
    (void)state;
    struct http_source source = {
        .request_method = "POST",
        .path_info = "/plan",
        .request_uri = "/other?x=y",
        .query_string = "day=3",
        .content_type = "application/x-www-form-urlencoded",
        .content_length = "5",
        .accept_encoding = "gzip",
        .if_none_match = "\"v1\"",
        .request_id = ID,
        .body = "a=b&c",
        .body_length = 5,
    };
    struct http_request request;
    time_t before = time(NULL);
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_OK);
    assert_int_equal(request.method, HTTP_POST);
    assert_string_equal(request.path, "/plan");
    assert_string_equal(http_params_get(&request.query, "day"), "3");
    assert_string_equal(request.content_type, "application/x-www-form-urlencoded");
    assert_int_equal(request.coding, HTTP_CODING_GZIP);
    assert_string_equal(request.if_none_match, "\"v1\"");
    assert_string_equal(request.id, ID);
    assert_int_equal(request.body_length, 5);
    assert_memory_equal(request.body, "a=b&c", 5);
    assert_true(request.now >= before && request.now <= time(NULL));
    assert_string_equal(request.route, "-");
    assert_null(request.app);
    http_request_free(&request);
}

static enum http_request_result read_post(struct http_request *request, const char *type,
                                          const char *body, size_t length)
{
    char announced[30];
    snprintf(announced, sizeof announced, "%zu", length);
    struct http_source source = {.request_method = "POST",
                                 .path_info = "/admin/x",
                                 .content_type = type,
                                 .content_length = announced,
                                 .body = body,
                                 .body_length = length};
    return http_request_read(request, &source);
}

static void reads_forms(void **state)
{
    (void)state;
    static const struct {
        const char *type, *body;
        enum http_request_result result;
        const char *value; /* of "a"; NULL: none */
    } examples[] = {
        {"application/x-www-form-urlencoded", "a=1%2B2+3&b", HTTP_REQUEST_OK, "1+2 3"},
        {"APPLICATION/X-WWW-Form-Urlencoded; charset=utf-8", "a=x", HTTP_REQUEST_OK, "x"},
        {"application/x-www-form-urlencoded", "a=x%0D%0Ay", HTTP_REQUEST_OK, "x\r\ny"},
        {"application/x-www-form-urlencoded", "a=%zz", HTTP_REQUEST_BAD_FORM, NULL},
        {"application/x-www-form-urlencoded", "a=1&b=%ff", HTTP_REQUEST_BAD_FORM, NULL},
        {"application/x-www-form-urlencodedx", "a=1", HTTP_REQUEST_OK, NULL},
        {"multipart/form-data; boundary=x", "a=1", HTTP_REQUEST_BAD_FORM, NULL},
        {NULL, "a=1", HTTP_REQUEST_OK, NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_request request;
        const char *body = examples[i].body;
        enum http_request_result result = read_post(&request, examples[i].type, body, strlen(body));
        if (result != examples[i].result)
            fail_msg("\"%s\" gave %d", body, result);
        const char *value = http_params_get(&request.form, "a");
        if (examples[i].value)
            assert_string_equal(value, examples[i].value);
        else
            assert_null(value);
        http_request_free(&request);
    }
}

static void forms_have_an_end(void **state)
{
    (void)state;
    static const char type[] = "application/x-www-form-urlencoded";
    struct http_request request;
    char body[2 * (HTTP_FORM_MAX + 1)];
    for (size_t i = 0; i < sizeof body; i += 2)
        memcpy(body + i, "a&", 2);
    assert_int_equal(read_post(&request, type, body, sizeof body - 2), HTTP_REQUEST_OK);
    assert_int_equal(request.form.count, HTTP_FORM_MAX);
    http_request_free(&request);
    assert_int_equal(read_post(&request, type, body, sizeof body), HTTP_REQUEST_LONG_FORM);
    assert_int_equal(http_request_status(HTTP_REQUEST_LONG_FORM), 413);
    assert_int_equal(request.form.count, 0);
    http_request_free(&request);
}

static void only_files_may_be_large(void **state)
{
    (void)state;
    assert_int_equal(http_body_max(NULL), HTTP_BODY_MAX);
    assert_int_equal(http_body_max("application/x-www-form-urlencoded"), HTTP_BODY_MAX);
    assert_int_equal(http_body_max("multipart/form-data; boundary=x"), HTTP_FILES_MAX);
    assert_int_equal(http_body_max("multipart/form-datax"), HTTP_BODY_MAX);
}

static void who_asks_is_taken_over(void **state)
{
    (void)state;
    struct http_source source = plain;
    struct http_request request;
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_OK);
    assert_null(request.cookie);
    assert_null(request.origin);
    assert_null(request.session);
    assert_string_equal(request.remote_address, "");
    assert_false(request.secure);
    source.cookie = "a=b";
    source.origin = "";
    source.remote_address = "192.0.2.1";
    source.request_scheme = "https";
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_OK);
    assert_string_equal(request.cookie, "a=b");
    assert_null(request.origin);
    assert_string_equal(request.remote_address, "192.0.2.1");
    assert_true(request.secure);
}

static void finds_cookies(void **state)
{
    (void)state;
    static const struct {
        const char *header, *value; /* of "id"; NULL: none */
    } examples[] = {
        {NULL, NULL},     {"", NULL},          {"id=x", "x"},    {"a=b; id=x", "x"},
        {"id=; a=b", ""}, {"xid=y", NULL},     {"id", NULL},     {"a=id=x", NULL},
        {"ID=x", NULL},   {"id=x; id=y", "x"}, {";;id=x;", "x"}, {"a=b;id=x=y", "x=y"},
    };
    char value[HTTP_COOKIE_MAX + 1], header[HTTP_COOKIE_MAX + 10];
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        bool found = http_cookie_get(examples[i].header, "id", value);
        assert_int_equal(found, examples[i].value != NULL);
        if (found)
            assert_string_equal(value, examples[i].value);
    }
    memset(header, 'x', sizeof header);
    memcpy(header, "id=", 3);
    header[3 + HTTP_COOKIE_MAX] = '\0';
    assert_true(http_cookie_get(header, "id", value));
    header[3 + HTTP_COOKIE_MAX] = 'x';
    header[4 + HTTP_COOKIE_MAX] = '\0';
    assert_false(http_cookie_get(header, "id", value));
}

/* libfcgi accepts a stream that ends early as a request with parameters missing. */
static void answers_an_empty_source(void **state)
{
    (void)state;
    struct http_source source = {0};
    struct http_request request;
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_BAD_PATH);
    assert_int_equal(request.method, HTTP_METHOD_OTHER);
    assert_string_equal(request.path, "/");
    assert_int_equal(strlen(request.id), HTTP_ID_LENGTH);
    assert_int_equal(request.coding, HTTP_CODING_IDENTITY);
    assert_null(request.if_none_match);
    assert_string_equal(request.body, "");
    assert_true(request.now > 0);
    http_request_free(&request);
}

static void knows_methods(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum http_method method;
    } examples[] = {
        {"GET", HTTP_GET},         {"HEAD", HTTP_HEAD},          {"POST", HTTP_POST},
        {"OPTIONS", HTTP_OPTIONS}, {"PUT", HTTP_METHOD_OTHER},   {"get", HTTP_METHOD_OTHER},
        {"", HTTP_METHOD_OTHER},   {"OTHER", HTTP_METHOD_OTHER},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_source source = plain;
        source.request_method = examples[i].name;
        struct http_request request;
        assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_OK);
        assert_int_equal(request.method, examples[i].method);
        http_request_free(&request);
    }
    assert_string_equal(http_method_name(HTTP_OPTIONS), "OPTIONS");
    assert_string_equal(http_method_name(HTTP_METHOD_OTHER), "OTHER");
}

struct path_example {
    const char *given;
    const char *path; /* NULL for HTTP_REQUEST_BAD_PATH */
    const char *kept; /* of a bad path; NULL for "/" */
};

static void check_path(const struct http_source *source, const struct path_example *example)
{
    struct http_request request;
    enum http_request_result result = http_request_read(&request, source);
    if (result != (example->path ? HTTP_REQUEST_OK : HTTP_REQUEST_BAD_PATH))
        fail_msg("\"%s\" gave %d", example->given, result);
    const char *kept = example->kept ? example->kept : "/";
    assert_string_equal(request.path, example->path ? example->path : kept);
    http_request_free(&request);
}

static void takes_sound_paths(void **state)
{
    (void)state;
    static const struct path_example examples[] = {
        {"/", "/"},
        {"/faqs/", "/faqs/"},
        {"/100%25+x", "/100%25+x"}, /* decoded before: left as it is */
        {"/caf\xc3\xa9", "/caf\xc3\xa9"},
        {"/.well-known/x", "/.well-known/x"},
        {"/...", "/..."},
        {"/a..b/.c./d.", "/a..b/.c./d."},
        {"faqs", NULL},
        {"*", NULL},
        {"//", NULL},
        {"//host/a", NULL},
        {"/a//b", NULL, "/a/"},
        {"/a//", NULL, "/a/"},
        {"/.", NULL},
        {"/..", NULL},
        {"/../a", NULL},
        {"/a/./b", NULL, "/a/"},
        {"/a/../b", NULL, "/a/"},
        {"/a/..", NULL, "/a/"},
        {"/\n/b", NULL},
        {"/api/v1/\xff", NULL, "/api/"},
        {"/a\nb", NULL},
        {"/a\tb", NULL},
        {"/a\x7f", NULL},
        {"/caf\xe9", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_source source = {.request_method = "GET", .path_info = examples[i].given};
        check_path(&source, &examples[i]);
    }
}

static void decodes_the_uri_without_path_info(void **state)
{
    (void)state;
    static const struct path_example examples[] = {
        {"/faqs?q=%zz", "/faqs"},
        {"/?/../", "/"},
        {"/caf%C3%A9+x%2fy", "/caf\xc3\xa9+x/y"},
        {"/a%00b", NULL},
        {"/a%0ab", NULL},
        {"/a%", NULL},
        {"/a%4?1", NULL},
        {"/%2e%2e/a", NULL},
        {"/a/%2E?b", NULL, "/a/"},
        {"/%2fhost", NULL},
        {"/%ff", NULL},
        {"", NULL},
        {"?a=b", NULL},
        {"http://host/faqs", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_source source = {
            .request_method = "GET",
            .path_info = i % 2 ? "" : NULL,
            .request_uri = examples[i].given,
        };
        check_path(&source, &examples[i]);
    }
}

/* length bytes: a slash, then unit again and again. The caller frees them. */
static char *long_path(const char *unit, size_t length)
{
    char *path = malloc(length + 1);
    assert_non_null(path);
    path[0] = '/';
    for (size_t i = 1; i < length; i++)
        path[i] = unit[(i - 1) % strlen(unit)];
    path[length] = '\0';
    return path;
}

static void limits_the_path(void **state)
{
    (void)state;
    char *most = long_path("a", HTTP_PATH_MAX);
    char *more = long_path("a", HTTP_PATH_MAX + 1);
    char *escaped = long_path("%61", 1 + 3 * (HTTP_PATH_MAX - 1));
    char *escaped_more = long_path("%61", 1 + 3 * HTTP_PATH_MAX);
    const struct {
        struct http_source source;
        enum http_request_result result;
    } examples[] = {
        {{.path_info = most}, HTTP_REQUEST_OK},
        {{.path_info = more}, HTTP_REQUEST_LONG},
        {{.request_uri = most}, HTTP_REQUEST_OK},
        {{.request_uri = more}, HTTP_REQUEST_LONG},
        {{.request_uri = escaped}, HTTP_REQUEST_OK},
        {{.request_uri = escaped_more}, HTTP_REQUEST_LONG},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_request request;
        assert_int_equal(http_request_read(&request, &examples[i].source), examples[i].result);
        assert_string_equal(request.path, examples[i].result == HTTP_REQUEST_OK ? most : "/");
        http_request_free(&request);
    }
    free(most);
    free(more);
    free(escaped);
    free(escaped_more);
}

static void refuses_a_bad_query(void **state)
{
    (void)state;
    struct http_source source = plain;
    struct http_request request;
    source.query_string = "a=1&b=%";
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_BAD_QUERY);
    assert_int_equal(request.query.count, 0);
    assert_string_equal(request.path, "/faqs");
    http_request_free(&request);

    char many[4 * HTTP_PARAMS_MAX + 4] = "a";
    for (size_t i = 0; i < HTTP_PARAMS_MAX; i++)
        memcpy(many + 1 + 2 * i, "&a", 3);
    source.query_string = many;
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_BAD_QUERY);
    http_request_free(&request);
}

static void limits_the_query(void **state)
{
    (void)state;
    char query[HTTP_QUERY_MAX + 2];
    memset(query, 'q', sizeof query);
    query[HTTP_QUERY_MAX + 1] = '\0';
    struct http_source source = plain;
    source.query_string = query;
    struct http_request request;
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_LONG);
    http_request_free(&request);
    query[HTTP_QUERY_MAX] = '\0';
    assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_OK);
    http_request_free(&request);
}

static void compares_the_body_with_its_length(void **state)
{
    (void)state;
    static const struct {
        const char *announced;
        size_t came;
        enum http_request_result result;
    } examples[] = {
        {NULL, 0, HTTP_REQUEST_OK},
        {"", 0, HTTP_REQUEST_OK},
        {"0", 0, HTTP_REQUEST_OK},
        {"3", 3, HTTP_REQUEST_OK},
        {"003", 3, HTTP_REQUEST_OK},
        {NULL, 3, HTTP_REQUEST_BAD_LENGTH},
        {"4", 3, HTTP_REQUEST_BAD_LENGTH},
        {"2", 3, HTTP_REQUEST_BAD_LENGTH},
        {"-3", 3, HTTP_REQUEST_BAD_LENGTH},
        {"+3", 3, HTTP_REQUEST_BAD_LENGTH},
        {" 3", 3, HTTP_REQUEST_BAD_LENGTH},
        {"3 ", 3, HTTP_REQUEST_BAD_LENGTH},
        {"3,3", 3, HTTP_REQUEST_BAD_LENGTH},
        {"0x3", 3, HTTP_REQUEST_BAD_LENGTH},
        {"1114113", 3, HTTP_REQUEST_TOO_LARGE},
        {"1114112", 3, HTTP_REQUEST_BAD_LENGTH},
        {"18446744073709551619", 3, HTTP_REQUEST_TOO_LARGE}, /* 2^64 + 3 */
        {"99999999999999999999999999", 0, HTTP_REQUEST_TOO_LARGE},
        {NULL, HTTP_BODY_MAX + 1, HTTP_REQUEST_TOO_LARGE},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct http_source source = plain;
        source.content_length = examples[i].announced;
        source.body = "abc";
        source.body_length = examples[i].came;
        struct http_request request;
        enum http_request_result result = http_request_read(&request, &source);
        if (result != examples[i].result)
            fail_msg("example %zu gave %d", i, result);
        assert_int_equal(request.body_length, result == HTTP_REQUEST_OK ? examples[i].came : 0);
        assert_non_null(request.body);
        http_request_free(&request);
    }
}

static void makes_an_id_where_there_is_none(void **state)
{
    (void)state;
    static const char *const odd[] = {NULL,
                                      "",
                                      "0123456789abcdef0123456789abcde",
                                      "0123456789abcdef0123456789abcdef0",
                                      "0123456789abcdef0123456789abcdeg",
                                      "0123456789abcdef\n123456789abcdef",
                                      ID "\n"};
    char last[HTTP_ID_LENGTH + 1] = "";
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct http_source source = plain;
        source.request_id = odd[i];
        struct http_request request;
        assert_int_equal(http_request_read(&request, &source), HTTP_REQUEST_OK);
        assert_int_equal(strspn(request.id, "0123456789abcdef"), HTTP_ID_LENGTH);
        assert_int_equal(strlen(request.id), HTTP_ID_LENGTH);
        assert_string_not_equal(request.id, last);
        memcpy(last, request.id, sizeof last);
        http_request_free(&request);
    }
}

static void tells_status_and_words(void **state)
{
    (void)state;
    assert_int_equal(http_request_status(HTTP_REQUEST_BAD_PATH), 400);
    assert_int_equal(http_request_status(HTTP_REQUEST_BAD_QUERY), 400);
    assert_int_equal(http_request_status(HTTP_REQUEST_LONG), 414);
    assert_int_equal(http_request_status(HTTP_REQUEST_BAD_LENGTH), 400);
    assert_int_equal(http_request_status(HTTP_REQUEST_TOO_LARGE), 413);
    for (int result = HTTP_REQUEST_OK; result <= HTTP_REQUEST_TOO_LARGE; result++)
        assert_non_null(strchr(http_request_words((enum http_request_result)result), '.'));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_forms),
        cmocka_unit_test(forms_have_an_end),
        cmocka_unit_test(only_files_may_be_large),
        cmocka_unit_test(who_asks_is_taken_over),
        cmocka_unit_test(finds_cookies),
        cmocka_unit_test(reads_a_plain_request),
        cmocka_unit_test(answers_an_empty_source),
        cmocka_unit_test(knows_methods),
        cmocka_unit_test(takes_sound_paths),
        cmocka_unit_test(decodes_the_uri_without_path_info),
        cmocka_unit_test(limits_the_path),
        cmocka_unit_test(refuses_a_bad_query),
        cmocka_unit_test(limits_the_query),
        cmocka_unit_test(compares_the_body_with_its_length),
        cmocka_unit_test(makes_an_id_where_there_is_none),
        cmocka_unit_test(tells_status_and_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

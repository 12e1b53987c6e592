/* Which route answers, what its names take, and which methods a path has. */
#include "http/router.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void handler(const struct http_request *request, struct http_response *response)
{
    (void)request;
    response->status = 204;
}

static const struct http_route table[] = {
    {HTTP_GET, "/", handler, 0, "home", NULL},
    {HTTP_GET, "/faqs", handler, 0, "list", NULL},
    {HTTP_GET, "/faqs/new", handler, 0, "literal", NULL},
    {HTTP_GET, "/faqs/{slug}", handler, 0, "page", NULL},
    {HTTP_POST, "/faqs/{slug}", handler, ROUTE_WRITER, "answer", NULL},
    {HTTP_POST, "/plan", handler, ROUTE_PRIVATE, "plan", NULL},
    {HTTP_GET, "/api/v1/", handler, ROUTE_API, "index", NULL},
    {HTTP_GET, "/{kind}/{slug}/print", handler, 0, "leaflet", NULL},
    {0},
};

struct found {
    struct http_request request;
    const struct http_route *route;
    struct buffer allow;
    enum http_route_result result;
};

static void find(struct found *found, enum http_method method, const char *path)
{
    *found = (struct found){.request = {.method = method, .route = "-"}};
    snprintf(found->request.path, sizeof found->request.path, "%s", path);
    found->result = http_route_find(table, &found->request, &found->route, &found->allow);
}

static void found_free(struct found *found)
{
    http_request_free(&found->request);
    buffer_free(&found->allow);
}

static void finds_the_first_that_fits(void **state)
{
    (void)state;
    static const struct {
        enum http_method method;
        const char *path;
        const char *summary; /* NULL: not found */
    } examples[] = {
        {HTTP_GET, "/", "home"},
        {HTTP_HEAD, "/", "home"},
        {HTTP_GET, "/faqs", "list"},
        {HTTP_GET, "/faqs/new", "literal"},
        {HTTP_GET, "/faqs/newer", "page"},
        {HTTP_HEAD, "/faqs/does-it-hurt", "page"},
        {HTTP_POST, "/faqs/new", "answer"},
        {HTTP_GET, "/api/v1/", "index"},
        {HTTP_GET, "/x/y/print", "leaflet"},
        {HTTP_GET, "/faqs/", NULL}, /* a name takes at least one byte */
        {HTTP_GET, "/faq", NULL},
        {HTTP_GET, "/faqsx", NULL},
        {HTTP_GET, "/faqs/a/b", NULL},
        {HTTP_GET, "/faqs/a/", NULL},
        {HTTP_GET, "/api/v1", NULL},
        {HTTP_GET, "/api/v1/x", NULL},
        {HTTP_GET, "/x//print", NULL},
        {HTTP_METHOD_OTHER, "/nothing", NULL},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct found found;
        find(&found, examples[i].method, examples[i].path);
        if (found.result != (examples[i].summary ? HTTP_ROUTE_FOUND : HTTP_ROUTE_NOT_FOUND))
            fail_msg("%s gave %d", examples[i].path, found.result);
        if (examples[i].summary) {
            assert_string_equal(found.route->summary, examples[i].summary);
            assert_string_equal(found.request.route, found.route->pattern);
        } else {
            assert_null(found.route);
            assert_string_equal(found.request.route, "-");
            assert_int_equal(found.request.captured.count, 0);
        }
        assert_int_equal(found.allow.length, 0);
        found_free(&found);
    }
}

static void captures_names(void **state)
{
    (void)state;
    struct found found;
    find(&found, HTTP_GET, "/treatments/micro-needling/print");
    assert_int_equal(found.request.captured.count, 2);
    assert_string_equal(http_params_get(&found.request.captured, "kind"), "treatments");
    assert_string_equal(http_params_get(&found.request.captured, "slug"), "micro-needling");
    found_free(&found);
    find(&found, HTTP_GET, "/faqs/new");
    assert_int_equal(found.request.captured.count, 0);
    found_free(&found);
}

static void tells_the_methods_of_a_path(void **state)
{
    (void)state;
    static const struct {
        enum http_method method;
        const char *path, *allow, *summary;
    } examples[] = {
        {HTTP_POST, "/", "GET, HEAD, OPTIONS", "home"},
        {HTTP_OPTIONS, "/", "GET, HEAD, OPTIONS", "home"},
        {HTTP_GET, "/plan", "POST, OPTIONS", "plan"},
        {HTTP_HEAD, "/plan", "POST, OPTIONS", "plan"},
        {HTTP_METHOD_OTHER, "/faqs/does-it-hurt", "GET, HEAD, POST, OPTIONS", "page"},
        {HTTP_OPTIONS, "/faqs/new", "GET, HEAD, POST, OPTIONS", "literal"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct found found;
        find(&found, examples[i].method, examples[i].path);
        assert_int_equal(found.result, HTTP_ROUTE_METHOD);
        assert_string_equal(buffer_text(&found.allow), examples[i].allow);
        assert_string_equal(found.route->summary, examples[i].summary);
        assert_string_equal(found.request.route, found.route->pattern);
        assert_int_equal(found.request.captured.count, 0);
        found_free(&found);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_first_that_fits),
        cmocka_unit_test(captures_names),
        cmocka_unit_test(tells_the_methods_of_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

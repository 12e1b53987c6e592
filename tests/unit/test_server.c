/* The daemon's parts that need no process: options, pauses, slots, CGI variables. */
#include "base/clock.h"
#include "routes.h"
#include "server/options.h"
#include "server/pool.h"
#include "server/slot.h"
#include "server/variables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void test_base_url(void **state)
{
    static const char *const good[] = {"http://a", "https://example.org", "http://127.0.0.1:8080",
                                       "http://[::1]:80", "https://[2001:db8::1]"};
    static const char *const bad[] = {"",
                                      "example.org",
                                      "ftp://a",
                                      "http://",
                                      "http://a/",
                                      "http://a/path",
                                      "http://a:",
                                      "http://a:x",
                                      "http://a:123456",
                                      "http://a?b",
                                      "http://user@a",
                                      "http://a\"b",
                                      "http://[::1",
                                      "http://[]",
                                      "HTTP://a"};
    (void)state;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(server_base_url_is_valid(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(server_base_url_is_valid(bad[i]));
}

static void test_options(void **state)
{
    (void)state;
    struct server_options options;
    struct buffer error = {0};
    server_options_init(&options);
    assert_in_range(options.readers, 2, SERVER_WORKERS_MAX);
    assert_int_equal(options.writers, 2);
    assert_false(server_options_check(&options, &error));
    assert_non_null(strstr(buffer_text(&error), "--database is needed"));
    buffer_clear(&error);
    options.database = "a.db";
    options.templates = "templates";
    assert_true(server_options_check(&options, &error));
    options.base_url = "http://a/";
    assert_false(server_options_check(&options, &error));
    assert_non_null(strstr(buffer_text(&error), "--base-url: 'http://a/'"));
    buffer_free(&error);
}

static void test_pause_grows_and_is_forgotten(void **state)
{
    static const int64_t wanted[] = {0, 100, 200, 400, 800, 1600, 3200, 6400, 10000, 10000};
    struct pool_pause pause = {0};
    int64_t now = 1000 * CLOCK_SECOND;
    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        int64_t time = pool_pause_next(&pause, now);
        assert_int_equal(time, wanted[i] * CLOCK_MILLISECOND);
        now += time + CLOCK_SECOND;
    }
    now += 20 * CLOCK_SECOND;
    assert_int_equal(pool_pause_next(&pause, now), 0);
    for (int i = 0; i < 100000; i++)
        assert_in_range(pool_pause_next(&pause, now), 1, 10 * CLOCK_SECOND);
}

static void test_slot_words_of_a_request(void **state)
{
    (void)state;
    struct worker_slot *slot = slot_new(1);
    assert_non_null(slot);
    memcpy(slot->request.id, "0123456789abcdef0123456789ABCDEF", HTTP_ID_LENGTH + 1);
    slot->request.route = routes[1].pattern;
    struct slot_words words = slot_words(slot);
    assert_string_equal(words.id, "-"); /* idle */
    assert_string_equal(words.route, "-");
    atomic_store(&slot->started, clock_now());
    words = slot_words(slot);
    assert_string_equal(words.id, "0123456789abcdef0123456789ABCDEF");
    assert_ptr_equal(words.route, routes[1].pattern);
}

static void test_slot_words_of_nonsense(void **state)
{
    (void)state;
    struct worker_slot *slot = slot_new(1);
    assert_non_null(slot);
    memset(&slot->request, 0x41, sizeof slot->request); /* pointers to nowhere, no NUL */
    atomic_store(&slot->started, 1);
    assert_string_equal(slot_words(slot).route, "-");
    assert_string_equal(slot_words(slot).id, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    memset(&slot->request, '\n', sizeof slot->request);
    assert_string_equal(slot_words(slot).id, "-");
    memset(&slot->request, 0, sizeof slot->request);
    assert_string_equal(slot_words(slot).id, "-");
}

static const char *get_variable(const char *name, void *context)
{
    *(int *)context += 1;
    return strstr(name, "REFERER") || strstr(name, "FORWARDED") ? NULL : name;
}

static void test_variables(void **state)
{
    struct http_source source;
    int asked = 0;
    (void)state;
    variables_read(&source, get_variable, &asked);
    assert_int_equal(asked, 16);
    assert_string_equal(source.path_info, "PATH_INFO");
    assert_string_equal(source.if_none_match, "HTTP_IF_NONE_MATCH");
    assert_string_equal(source.request_id, "REQUEST_ID");
    assert_string_equal(source.cookie, "HTTP_COOKIE");
    assert_string_equal(source.remote_address, "REMOTE_ADDR");
    assert_null(source.body);
}

static void test_body_length(void **state)
{
    static const struct {
        const char *text;
        size_t length;
    } cases[] = {{NULL, 0},
                 {"", 0},
                 {"0", 0},
                 {"12", 12},
                 {"-1", 0},
                 {"1e3", 0},
                 {" 5", 0},
                 {"1114112", HTTP_BODY_MAX},
                 {"1114113", HTTP_BODY_MAX + 1},
                 {"99999999999999999999999", HTTP_BODY_MAX + 1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct http_source source = {.content_length = cases[i].text};
        assert_int_equal(variables_body_length(&source), cases[i].length);
        source.content_type = "application/x-www-form-urlencoded";
        assert_int_equal(variables_body_length(&source), cases[i].length);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_base_url),
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_pause_grows_and_is_forgotten),
        cmocka_unit_test(test_slot_words_of_a_request),
        cmocka_unit_test(test_slot_words_of_nonsense),
        cmocka_unit_test(test_variables),
        cmocka_unit_test(test_body_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

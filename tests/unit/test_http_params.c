/* Query strings and forms: decoding, limits, and what is refused. */
#include "http/params.h"

#include "base/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static enum http_params_result read_text(struct http_params *params, const char *text)
{
    *params = (struct http_params){0};
    return http_params_read(params, text, strlen(text));
}

static void assert_param(const struct http_params *params, size_t at, const char *name,
                         const char *value)
{
    assert_true(at < params->count);
    assert_string_equal(params->list[at].name, name);
    assert_string_equal(params->list[at].value, value);
}

static void reads_pairs_in_order(void **state)
{
    (void)state;
    struct http_params params;
    assert_int_equal(read_text(&params, "b=2&a=1&b=3"), HTTP_PARAMS_OK);
    assert_int_equal(params.count, 3);
    assert_param(&params, 0, "b", "2");
    assert_param(&params, 1, "a", "1");
    assert_param(&params, 2, "b", "3");
    assert_string_equal(http_params_get(&params, "b"), "2");
    assert_null(http_params_get(&params, "c"));
    http_params_free(&params);
    assert_int_equal(params.count, 0);
}

static void reads_odd_pairs(void **state)
{
    (void)state;
    struct http_params params;
    assert_int_equal(read_text(&params, "&&a&=x&b==&c=1=2&"), HTTP_PARAMS_OK);
    assert_int_equal(params.count, 4);
    assert_param(&params, 0, "a", "");
    assert_param(&params, 1, "", "x");
    assert_param(&params, 2, "b", "=");
    assert_param(&params, 3, "c", "1=2");
    http_params_free(&params);
    assert_int_equal(http_params_read(&params, NULL, 0), HTTP_PARAMS_OK);
    assert_int_equal(params.count, 0);
}

static void decodes(void **state)
{
    (void)state;
    struct http_params params;
    assert_int_equal(read_text(&params, "q=how+long%3F%20caf%c3%A9&a%26b=%2B&t=1%0D%0A%092"),
                     HTTP_PARAMS_OK);
    assert_param(&params, 0, "q", "how long? caf\xc3\xa9");
    assert_param(&params, 1, "a&b", "+");
    assert_param(&params, 2, "t", "1\r\n\t2");
    http_params_free(&params);
}

static void refuses_bad_text(void **state)
{
    (void)state;
    static const char *const bad[] = {"a=%",     "a=%4",      "a=%4x",   "a=%x4", "%zz=1",
                                      "a=%00",   "a=%1b[0m",  "a=%7f",   "a=%ff", "a=%c3",
                                      "a=\x01b", "a=%c2%9bm", "a=1&b=%", "a=%4&4"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct http_params params;
        if (read_text(&params, bad[i]) != HTTP_PARAMS_BAD)
            fail_msg("\"%s\" was taken", bad[i]);
        http_params_free(&params);
    }
}

static void stops_at_the_limit(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int i = 0; i < HTTP_PARAMS_MAX; i++)
        buffer_printf(&text, "a%d=%d&", i, i);
    struct http_params params;
    assert_int_equal(read_text(&params, buffer_text(&text)), HTTP_PARAMS_OK);
    assert_int_equal(params.count, HTTP_PARAMS_MAX);
    http_params_free(&params);
    buffer_puts(&text, "one-more=1");
    assert_int_equal(read_text(&params, buffer_text(&text)), HTTP_PARAMS_TOO_MANY);
    assert_int_equal(params.count, HTTP_PARAMS_MAX);
    http_params_free(&params);
    buffer_free(&text);
}

static void finds_the_unknown(void **state)
{
    (void)state;
    static const char *const known[] = {"page", "pretty", NULL};
    struct http_params params;
    assert_int_equal(read_text(&params, "page=1&pretty=1"), HTTP_PARAMS_OK);
    assert_null(http_params_unknown(&params, known));
    assert_string_equal(http_params_unknown(&params, NULL), "page");
    http_params_add(&params, "pagex", 5, "1", 1);
    http_params_add(&params, "other", 5, "1", 1);
    assert_string_equal(http_params_unknown(&params, known), "pagex");
    http_params_free(&params);
    assert_null(http_params_unknown(&params, NULL));
}

static void adds_a_part_of_a_text(void **state)
{
    (void)state;
    struct http_params params = {0};
    http_params_add(&params, "slug}", 4, "facelift/more", 8);
    assert_param(&params, 0, "slug", "facelift");
    http_params_free(&params);
}

static void percent_decode_tells_the_length(void **state)
{
    (void)state;
    size_t length = 0;
    char *decoded = http_percent_decode("/a%00b+%2fXX", 10, false, &length);
    assert_non_null(decoded);
    assert_int_equal(length, 6);
    assert_memory_equal(decoded, "/a\0b+/", 7);
    free(decoded);
    assert_null(http_percent_decode("%41", 2, false, &length));
    decoded = http_percent_decode("", 0, false, &length);
    assert_int_equal(length, 0);
    assert_string_equal(decoded, "");
    free(decoded);
}

static void knows_clean_text(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool line, lines; /* clean as one line, as several */
    } examples[] = {
        {"", true, true},
        {"plain ~", true, true},
        {"a\tb\r\nc", false, true},
        {"\x1b", false, false},
        {"\x7f", false, false},
        {"\xc2\x80", false, false}, /* U+0080, a control character */
        {"\xc2\x9f", false, false},
        {"\xc2\xa0", true, true},
        {"\xdf\xbf", true, true},
        {"\xc1\xbf", false, false}, /* overlong */
        {"\xe0\xa0\x80", true, true},
        {"\xe0\x9f\xbf", false, false}, /* overlong */
        {"\xed\x9f\xbf", true, true},
        {"\xed\xa0\x80", false, false}, /* a surrogate */
        {"\xef\xbf\xbf", true, true},
        {"\xf0\x90\x80\x80", true, true},
        {"\xf0\x8f\xbf\xbf", false, false}, /* overlong */
        {"\xf4\x8f\xbf\xbf", true, true},
        {"\xf4\x90\x80\x80", false, false}, /* over U+10FFFF */
        {"\xf5\x80\x80\x80", false, false},
        {"\x80", false, false},
        {"a\xe2\x82", false, false}, /* cut */
        {"\xe2\x28\xa1", false, false},
        {"\xe2\x82\x28", false, false},
        {"\xf0\x9f\x98\x28", false, false},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        size_t length = strlen(examples[i].text);
        if (http_text_is_clean(examples[i].text, length, false) != examples[i].line ||
            http_text_is_clean(examples[i].text, length, true) != examples[i].lines)
            fail_msg("example %zu", i);
    }
    assert_false(http_text_is_clean("a\0b", 3, true));
    assert_false(http_text_is_clean("\xe2\x82\xac", 2, true)); /* goes on after the end */
}

static void a_form_takes_what_was_pasted(void **state)
{
    (void)state;
    static const char text[] = "a=one%0Btwo%7F%C2%85%09%0D%0A%C3%85";
    struct http_params params = {0};
    assert_int_equal(http_form_read(&params, text, strlen(text)), HTTP_PARAMS_OK);
    assert_string_equal(params.list[0].value, "one two   \t\r\n\u00c5");
    http_params_free(&params);
    assert_int_equal(http_form_read(&params, "a=%00", 5), HTTP_PARAMS_BAD);
    assert_int_equal(http_form_read(&params, "a=%C2", 5), HTTP_PARAMS_BAD);
    assert_int_equal(http_form_read(&params, "a%0B=1", 6), HTTP_PARAMS_BAD);
    http_params_free(&params);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_pairs_in_order),
        cmocka_unit_test(reads_odd_pairs),
        cmocka_unit_test(decodes),
        cmocka_unit_test(refuses_bad_text),
        cmocka_unit_test(stops_at_the_limit),
        cmocka_unit_test(finds_the_unknown),
        cmocka_unit_test(a_form_takes_what_was_pasted),
        cmocka_unit_test(adds_a_part_of_a_text),
        cmocka_unit_test(percent_decode_tells_the_length),
        cmocka_unit_test(knows_clean_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#include "base/buffer.h"
#include "text/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <json-c/json.h>

static struct json_object *read_good(const char *text)
{
    struct buffer error = {0};
    struct json_object *value = json_read(text, strlen(text), &error);
    if (!value || error.length)
        fail_msg("%s: %s", text, buffer_text(&error));
    buffer_free(&error);
    return value;
}

static void test_accepted(void **state)
{
    (void)state;
    /* What is read, and how json-c writes it again. */
    static const char *const cases[][2] = {
        {" \t\r\n{} \n", "{}"},
        {"[]", "[]"},
        {"\"\"", "\"\""},
        {"true", "true"},
        {"false", "false"},
        {"[null]", "[null]"},
        {"{\"a\":null}", "{\"a\":null}"},
        {"0", "0"},
        {"-0", "0"},
        {"-12", "-12"},
        {"999999999999999", "999999999999999"},
        {"[1 , 2\n,3]", "[1,2,3]"},
        {"1.50", "1.50"},
        {"0.1", "0.1"},
        {"-1.5E+3", "-1.5E+3"},
        {"2e-2", "2e-2"},
        {"{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"},
        {"{\"a\":{\"a\":1},\"b\":{\"a\":1}}", "{\"a\":{\"a\":1},\"b\":{\"a\":1}}"},
        {"\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\b\\f\\n\\r\\t\""},
        {"\"\\u00e9\\u00C9\\u20AC\"", "\"éÉ€\""},
        {"\"\\ud83d\\ude00\"", "\"😀\""},
        {"\"é€😀\x7f\"", "\"é€😀\x7f\""},
        {"\"\\uffff\"", "\"\xef\xbf\xbf\""},
        {"{\"\":1}", "{\"\":1}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct json_object *value = read_good(cases[i][0]);
        assert_string_equal(json_object_to_json_string_ext(
                                value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE),
                            cases[i][1]);
        json_object_put(value);
    }
}

struct refused_case {
    const char *text;
    const char *error;
};

static void check_refused(const struct refused_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer error = {0};
        struct json_object *value = json_read(cases[i].text, strlen(cases[i].text), &error);
        if (value || strcmp(buffer_text(&error), cases[i].error) != 0)
            fail_msg("%s: \"%s\" instead of \"%s\"", cases[i].text, buffer_text(&error),
                     cases[i].error);
        buffer_free(&error);
    }
}

static void test_refused_syntax(void **state)
{
    (void)state;
    static const struct refused_case cases[] = {
        {"", "line 1, column 1: a value is missing"},
        {" \n ", "line 2, column 2: a value is missing"},
        {"{", "line 1, column 2: a name in double quotes is missing"},
        {"[", "line 1, column 2: a value is missing"},
        {"[1", "line 1, column 3: a comma or ] is missing"},
        {"[1,]", "line 1, column 4: a value is missing"},
        {"[,1]", "line 1, column 2: a value is missing"},
        {"[1 2]", "line 1, column 4: a comma or ] is missing"},
        {"[1}", "line 1, column 3: a comma or ] is missing"},
        {"{\"a\":1,}", "line 1, column 8: a name in double quotes is missing"},
        {"{\"a\" 1}", "line 1, column 6: a colon is missing"},
        {"{\"a\":}", "line 1, column 6: a value is missing"},
        {"{\"a\":1]", "line 1, column 7: a comma or } is missing"},
        {"{a:1}", "line 1, column 2: a name in double quotes is missing"},
        {"{'a':1}", "line 1, column 2: a name in double quotes is missing"},
        {"{1:1}", "line 1, column 2: a name in double quotes is missing"},
        {"'a'", "line 1, column 1: a value is missing"},
        {"True", "line 1, column 1: a value is missing"},
        {"tru", "line 1, column 1: a value is missing"},
        {"NaN", "line 1, column 1: a value is missing"},
        {"[Infinity]", "line 1, column 2: a value is missing"},
        {"-Infinity", "line 1, column 2: a digit is missing"},
        {"null", "line 1, column 1: null alone says nothing"},
        {"{}\n{}", "line 2, column 1: something follows the value"},
        {"{} // note", "line 1, column 4: something follows the value"},
        {"/* note */ {}", "line 1, column 1: a value is missing"},
        {"truefalse", "line 1, column 5: something follows the value"},
        {"\xef\xbb\xbf{}", "line 1, column 1: a byte order mark is not allowed"},
        {"\xc2\xa0{}", "line 1, column 1: a value is missing"},
        {"{\"a\":1,\n \"a\":2}", "line 2, column 2: this name stands here twice"},
        {"{\"a\":null,\"\\u0061\":2}", "line 1, column 11: this name stands here twice"},
    };
    check_refused(cases, sizeof cases / sizeof *cases);
}

static void test_refused_numbers(void **state)
{
    (void)state;
    static const struct refused_case cases[] = {
        {"01", "line 1, column 1: a number must not begin with 0"},
        {"-01", "line 1, column 2: a number must not begin with 0"},
        {"+1", "line 1, column 1: a value is missing"},
        {".5", "line 1, column 1: a value is missing"},
        {"1.", "line 1, column 3: a digit is missing after the point"},
        {"1.e3", "line 1, column 3: a digit is missing after the point"},
        {"1e", "line 1, column 3: a digit is missing in the exponent"},
        {"1e+", "line 1, column 4: a digit is missing in the exponent"},
        {"1e+-2", "line 1, column 4: a digit is missing in the exponent"},
        {"-", "line 1, column 2: a digit is missing"},
        {"--1", "line 1, column 2: a digit is missing"},
        {"0x10", "line 1, column 2: something follows the value"},
        {"1_000", "line 1, column 2: something follows the value"},
        {"1000000000000000", "line 1, column 1: a number with more than 15 digits"},
        {"0.1234567890123456", "line 1, column 1: a number with more than 15 digits"},
        {"[1e999]", "line 1, column 2: a number too large or too small"},
        {"[1e-999]", "line 1, column 2: a number too large or too small"},
    };
    check_refused(cases, sizeof cases / sizeof *cases);
}

static void test_refused_strings(void **state)
{
    (void)state;
    static const struct refused_case cases[] = {
        {"\"a", "line 1, column 1: a string that does not end"},
        {"[\"é\",\"a]", "line 1, column 6: a string that does not end"},
        {"\"a\\", "line 1, column 3: an unknown escape in a string"},
        {"\"\\x41\"", "line 1, column 2: an unknown escape in a string"},
        {"\"\\'\"", "line 1, column 2: an unknown escape in a string"},
        {"\"a\nb\"", "line 1, column 3: a control character or line break in a string"},
        {"\"a\tb\"", "line 1, column 3: a control character or line break in a string"},
        {"\"\x1f\"", "line 1, column 2: a control character or line break in a string"},
        {"\"\\u0000\"", "line 1, column 2: the character NUL is not allowed"},
        {"{\"a\\u0000b\":1}", "line 1, column 4: the character NUL is not allowed"},
        {"\"\\u12\"", "line 1, column 2: \\u needs four hexadecimal digits"},
        {"\"\\u12g4\"", "line 1, column 2: \\u needs four hexadecimal digits"},
        {"\"\\u", "line 1, column 2: \\u needs four hexadecimal digits"},
        {"\"\\ud800\"", "line 1, column 2: half of a surrogate pair"},
        {"\"\\ude00\\ud83d\"", "line 1, column 2: half of a surrogate pair"},
        {"\"\\ud83d\\u0041\"", "line 1, column 2: half of a surrogate pair"},
        {"\"\\ud83d\\ue000\"", "line 1, column 2: half of a surrogate pair"},
        {"\"\\ud83d\\n\"", "line 1, column 2: half of a surrogate pair"},
        {"\"\\ud83d\\ud83d\\ude00\"", "line 1, column 2: half of a surrogate pair"},
        {"\"a\xff\"", "line 1, column 3: not UTF-8"},
        {"\"\x80\"", "line 1, column 2: not UTF-8"},
        {"\"\xc0\xaf\"", "line 1, column 2: not UTF-8"},
        {"\"\xe0\x80\xaf\"", "line 1, column 2: not UTF-8"},
        {"\"\xed\xa0\x80\"", "line 1, column 2: not UTF-8"},
        {"\"\xf4\x90\x80\x80\"", "line 1, column 2: not UTF-8"},
        {"\"\xc3", "line 1, column 2: not UTF-8"},
        {"\"é\xe2\x82\"", "line 1, column 3: not UTF-8"},
    };
    check_refused(cases, sizeof cases / sizeof *cases);
}

/* A raw NUL ends nothing: the length rules. */
static void test_raw_nul(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t length;
        const char *error;
    } cases[] = {
        {"{}\0", 3, "line 1, column 3: something follows the value"},
        {"\"a\0b\"", 5, "line 1, column 3: a control character or line break in a string"},
        {"[1\0]", 4, "line 1, column 3: a comma or ] is missing"},
        {"\0", 1, "line 1, column 1: a value is missing"},
        {"\"\\\0\"", 4, "line 1, column 2: an unknown escape in a string"},
        {"12", 1, ""},
        {"[1]]", 3, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer error = {0};
        struct json_object *value = json_read(cases[i].text, cases[i].length, &error);
        assert_string_equal(buffer_text(&error), cases[i].error);
        assert_int_equal(value == NULL, *cases[i].error != '\0');
        json_object_put(value);
        buffer_free(&error);
    }
}

static void nest(struct buffer *text, int depth)
{
    for (int i = 0; i < depth; i++)
        buffer_puts(text, i % 2 ? "{\"a\":" : "[");
    buffer_puts(text, "1");
    for (int i = depth; i-- > 0;)
        buffer_puts(text, i % 2 ? "}" : "]");
}

static void test_depth(void **state)
{
    (void)state;
    for (int more = 0; more <= 1; more++) {
        struct buffer text = {0};
        struct buffer error = {0};
        nest(&text, JSON_MAX_DEPTH + more);
        struct json_object *value = json_read(text.data, text.length, &error);
        assert_int_equal(value == NULL, more);
        assert_int_equal(strstr(buffer_text(&error), "nested too deep") != NULL, more);
        json_object_put(value);
        buffer_free(&text);
        buffer_free(&error);
    }
}

/* Depth is not the number of lists: what has ended counts no more. */
static void test_many_lists(void **state)
{
    (void)state;
    struct buffer text = {0};
    buffer_puts(&text, "[[]");
    for (int i = 0; i < 2 * JSON_MAX_DEPTH; i++)
        buffer_puts(&text, i % 2 ? ",[]" : ",{}");
    buffer_puts(&text, "]");
    json_object_put(read_good(buffer_text(&text)));
    buffer_free(&text);
}

static void test_types(void **state)
{
    (void)state;
    struct json_object *value = read_good("[1, 1.0, 1e0]");
    assert_true(json_object_is_type(json_object_array_get_idx(value, 0), json_type_int));
    assert_true(json_object_is_type(json_object_array_get_idx(value, 1), json_type_double));
    assert_true(json_object_is_type(json_object_array_get_idx(value, 2), json_type_double));
    json_object_put(value);
}

static void test_members(void **state)
{
    (void)state;
    struct json_object *object =
        read_good("{\"t\":\"x\",\"n\":null,\"i\":-7,\"d\":2.5,\"yes\":true,"
                  "\"no\":false,\"l\":[1,2],\"o\":{}}");
    assert_string_equal(json_text(object, "t"), "x");
    assert_null(json_text(object, "i"));
    assert_null(json_text(object, "n"));
    assert_null(json_text(object, "none"));
    assert_null(json_text(NULL, "t"));
    assert_non_null(json_member(object, "o"));
    assert_null(json_member(object, "n"));
    assert_null(json_member(json_member(object, "l"), "t"));
    assert_true(json_true(object, "yes"));
    assert_false(json_true(object, "no"));
    assert_false(json_true(object, "t"));
    assert_false(json_true(object, "none"));
    assert_int_equal(json_integer(object, "i", 5), -7);
    assert_int_equal(json_integer(object, "d", 5), 5);
    assert_int_equal(json_integer(object, "t", 5), 5);
    assert_int_equal(json_integer(object, "none", 5), 5);
    assert_int_equal(json_length(object, "l"), 2);
    assert_int_equal(json_length(object, "o"), 0);
    assert_int_equal(json_length(object, "none"), 0);
    json_object_put(object);
}

static void test_adding(void **state)
{
    (void)state;
    struct json_object *object = json_object_new_object();
    struct json_object *shared = read_good("[1]");
    json_add_text(object, "t", "x");
    json_add_text(object, "none", NULL);
    json_add_shared(object, "a", shared);
    json_add_shared(object, "b", shared);
    json_add_shared(object, "c", NULL);
    json_object_put(shared); /* the object's own counts keep it alive */
    assert_string_equal(json_object_to_json_string_ext(object, JSON_C_TO_STRING_PLAIN),
                        "{\"t\":\"x\",\"a\":[1],\"b\":[1]}");
    json_object_put(object);
}

static void test_nulls_are_dropped(void **state)
{
    (void)state;
    struct json_object *value =
        read_good("{\"a\":null,\"b\":[null,{\"c\":null,\"d\":1}],\"e\":{\"f\":null},\"g\":null}");
    json_drop_nulls(value);
    assert_string_equal(json_object_to_json_string_ext(value, JSON_C_TO_STRING_PLAIN),
                        "{\"b\":[null,{\"d\":1}],\"e\":{}}");
    json_object_put(value);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accepted),          cmocka_unit_test(test_refused_syntax),
        cmocka_unit_test(test_refused_numbers),   cmocka_unit_test(test_refused_strings),
        cmocka_unit_test(test_raw_nul),           cmocka_unit_test(test_depth),
        cmocka_unit_test(test_many_lists),        cmocka_unit_test(test_types),
        cmocka_unit_test(test_members),           cmocka_unit_test(test_adding),
        cmocka_unit_test(test_nulls_are_dropped),
    };
    return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}

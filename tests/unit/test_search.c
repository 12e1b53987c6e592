/* What a person types becomes an FTS5 expression that holds no syntax. */
#include "scratch.h"

#include "base/buffer.h"
#include "content/search.h"

#include <json-c/json.h>

static const struct {
    const char *typed, *expression; /* NULL: no word */
} cases[] = {
    {"sauna", "\"sauna\"*"},
    {"  hot   tub ", "\"hot\" \"tub\"*"},
    {"NEAR(a, b)", "\"NEAR\" \"a\" \"b\"*"},
    {"a AND OR NOT b", "\"a\" \"AND\" \"OR\" \"NOT\" \"b\"*"},
    {"title:red*", "\"title\" \"red\"*"},
    {"\"\"\"", NULL},
    {"^{}()*:+-\"", NULL},
    {"", NULL},
    {"r\xc3\xb6te", "\"r\xc3\xb6te\"*"},
};

static void words_are_quoted(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct buffer expression = {0};
        bool has_words = search_expression(cases[i].typed, &expression);
        assert_int_equal(has_words, cases[i].expression != NULL);
        assert_string_equal(buffer_text(&expression),
                            cases[i].expression ? cases[i].expression : "");
        buffer_free(&expression);
    }
}

static void long_queries_are_cut_between_characters(void **state)
{
    (void)state;
    char typed[2000] = "x";
    struct buffer expression = {0};
    for (size_t i = 1; i + 2 < 1000; i += 2)
        memcpy(typed + i, "\xc3\xa9", 3);
    assert_true(search_expression(typed, &expression));
    assert_int_equal(expression.length, 299 + 3); /* 1 + 149 × 2 bytes, quotes and star */
    buffer_free(&expression);
}

static void nothing_typed_breaks_the_search(void **state)
{
    struct scratch *scratch = *state;
    char typed[3] = "";
    for (int i = 1; i < 256; i++) {
        int64_t total = -1;
        typed[0] = (char)i;
        typed[1] = '"';
        json_object_put(search_pages(scratch->db, typed, 10, 0, &total));
        if (db_state(scratch->db) != DB_OK)
            fail_msg("byte %d: %s", i, db_message(scratch->db));
        assert_int_equal(total, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_quoted),
        cmocka_unit_test(long_queries_are_cut_between_characters),
        cmocka_unit_test_setup_teardown(nothing_typed_breaks_the_search, scratch_open,
                                        scratch_close),
    };
    return cmocka_run_group_tests_name("search", tests, NULL, NULL);
}

#include "base/buffer.h"
#include "text/slug.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_valid(void **state)
{
    (void)state;
    static const char *const good[] = {"a", "7", "micro-needling", "a-1-b", "0-0"};
    static const char *const bad[] = {"",    "-",   "-a",   "a-", "a--b", "A",     "a b",  "a_b",
                                      "a.b", "a/b", "../a", "ä",  "a\n",  "a%20b", "a\x80"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(slug_is_valid(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(slug_is_valid(bad[i]));
    assert_false(slug_is_valid(NULL));
}

static void test_valid_length(void **state)
{
    (void)state;
    char slug[SLUG_MAX + 2];
    memset(slug, 'a', sizeof slug);
    slug[SLUG_MAX + 1] = '\0';
    assert_false(slug_is_valid(slug));
    slug[SLUG_MAX] = '\0';
    assert_true(slug_is_valid(slug));
}

struct slug_case {
    const char *text;
    const char *slug;
};

static void check(const struct slug_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer out = {0};
        slug_make(cases[i].text, &out);
        if (strcmp(buffer_text(&out), cases[i].slug) != 0)
            fail_msg("\"%s\": \"%s\" instead of \"%s\"", cases[i].text, buffer_text(&out),
                     cases[i].slug);
        buffer_free(&out);
    }
}

static void test_made(void **state)
{
    (void)state;
    static const struct slug_case cases[] = {
        {"Mikro-Nädeln: was?", "mikro-nadeln-was"},
        {"Micro-Needling", "micro-needling"},
        {"  What's   normal?  ", "whats-normal"},
        {"Don’t rub", "dont-rub"},
        {"a--b__c", "a-b-c"},
        {"48–72 hours", "48-72-hours"},
        {"Crème brûlée", "creme-brulee"},
        {"e\xcc\x81te\xcc\x81", "ete"}, /* accents that stand after their letters */
        {"Straße", "strasse"},
        {"Søren Łukasz Đorđe", "soren-lukasz-dorde"},
        {"Ægir Œuvre Þór", "aegir-oeuvre-thor"},
        {"İstanbul ılık", "istanbul-ilik"},
        {"ＦＵＬＬ ①", "full-1"},
        {"½ dose", "1-2-dose"},
        {"soft\xc2\xadhyphen", "softhyphen"},
        {"a\xe2\x80\x8ftxt", "atxt"},
        {"русский", ""},
        {"микро needling 皮", "needling"},
        {"", ""},
        {"?!", ""},
        {"'", ""},
        {"\xff\xfe", ""},
        {"a\xff"
         "b\xc3",
         "a-b"},
    };
    check(cases, sizeof cases / sizeof *cases);
}

/* Long texts lose whole words; a single long word is cut. */
static void test_cut(void **state)
{
    (void)state;
    struct buffer text = {0};
    struct buffer out = {0};
    for (int i = 0; i < 20; i++)
        buffer_puts(&text, "seven77 ");
    slug_make(buffer_text(&text), &out);
    assert_int_equal(out.length, 10 * 8 - 1);
    assert_true(slug_is_valid(buffer_text(&out)));

    /* The eightieth byte ends a word: nothing is lost. */
    buffer_clear(&text);
    buffer_clear(&out);
    for (int i = 0; i < 9; i++)
        buffer_puts(&text, "seven77 ");
    buffer_puts(&text, "eight888 more");
    slug_make(buffer_text(&text), &out);
    assert_int_equal(out.length, SLUG_MAX);
    assert_string_equal(buffer_text(&out) + SLUG_MAX - 9, "-eight888");

    buffer_clear(&text);
    buffer_clear(&out);
    for (int i = 0; i < 500; i++)
        buffer_puts(&text, "ß");
    slug_make(buffer_text(&text), &out);
    assert_int_equal(out.length, SLUG_MAX);
    assert_true(slug_is_valid(buffer_text(&out)));
    buffer_free(&text);
    buffer_free(&out);
}

static void test_appends(void **state)
{
    (void)state;
    struct buffer out = {0};
    buffer_puts(&out, "/faq/");
    slug_make("- A -", &out);
    assert_string_equal(buffer_text(&out), "/faq/a");
    buffer_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_valid),   cmocka_unit_test(test_valid_length),
        cmocka_unit_test(test_made),    cmocka_unit_test(test_cut),
        cmocka_unit_test(test_appends),
    };
    return cmocka_run_group_tests_name("slug", tests, NULL, NULL);
}

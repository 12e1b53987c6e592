#include "base/buffer.h"
#include "text/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

struct markdown_case {
    const char *source;
    const char *expected;
};

typedef enum markdown_result render_function(const char *source, struct buffer *out);

static void check(const struct markdown_case *cases, size_t count, render_function *render)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer out = {0};
        enum markdown_result result = render(cases[i].source, &out);
        if (result != MARKDOWN_OK || strcmp(buffer_text(&out), cases[i].expected) != 0)
            fail_msg("\"%s\" (%d): \"%s\" instead of \"%s\"", cases[i].source, (int)result,
                     buffer_text(&out), cases[i].expected);
        buffer_free(&out);
    }
}

#define CHECK(cases, render) check(cases, sizeof(cases) / sizeof *(cases), render)

static void test_plain_markdown(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"", ""},
        {"A *b* **c**", "<p>A <em>b</em> <strong>c</strong></p>\n"},
        {"- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"},
        {"3. a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"},
        {"> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"},
        {"`a<b`", "<p><code>a&lt;b</code></p>\n"},
        {"a  \nb", "<p>a<br />\nb</p>\n"},
        {"\"It's\" 1--2...", "<p>“It’s” 1–2…</p>\n"},
        {"a < b & c", "<p>a &lt; b &amp; c</p>\n"},
        {"Ängste, 皮膚 😀", "<p>Ängste, 皮膚 😀</p>\n"},
        {"---", "<hr />\n"},
    };
    CHECK(cases, markdown_render);
}

static enum markdown_result render_top(const char *source, struct buffer *html)
{
    return markdown_render_with(source, true, NULL, NULL, html);
}

static void test_headings(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"# a", "<h3>a</h3>\n"},      {"a\n===", "<h3>a</h3>\n"}, {"## a", "<h3>a</h3>\n"},
        {"a\n---", "<h3>a</h3>\n"},   {"### a", "<h3>a</h3>\n"},  {"#### a", "<h4>a</h4>\n"},
        {"###### a", "<h6>a</h6>\n"},
    };
    static const struct markdown_case top_cases[] = {
        {"# a", "<h2>a</h2>\n"},
        {"## a", "<h2>a</h2>\n"},
        {"### a", "<h3>a</h3>\n"},
    };
    CHECK(cases, markdown_render);
    CHECK(top_cases, render_top);
}

static void test_links(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"[a](https://example.org/b?c=1&d=2)",
         "<p><a href=\"https://example.org/b?c=1&amp;d=2\">a</a></p>\n"},
        {"[a](HTTPS://example.org/)", "<p><a href=\"HTTPS://example.org/\">a</a></p>\n"},
        {"[a](tel:+14102051846)", "<p><a href=\"tel:+14102051846\">a</a></p>\n"},
        {"<a@example.org>", "<p><a href=\"mailto:a@example.org\">a@example.org</a></p>\n"},
        {"[a](/faq/b)", "<p><a href=\"/faq/b\">a</a></p>\n"},
        {"[a](/ \"t<\")", "<p><a href=\"/\" title=\"t&lt;\">a</a></p>\n"},
        {"[a](#b)", "<p><a href=\"#b\">a</a></p>\n"},
        {"[a][1]\n\n[1]: /b", "<p><a href=\"/b\">a</a></p>\n"},
    };
    CHECK(cases, markdown_render);
}

/* The text of a link stays, the link goes. */
static void test_hostile_links(void **state)
{
    (void)state;
    static const char *const urls[] = {
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "javascript&colon;alert(1)",
        "&#x01;javascript:alert(1)",
        "java&Tab;script:alert(1)",
        "<java\tscript:alert(1)>",
        "javascript\\:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "data:image/png;base64,x",
        "file:///etc/passwd",
        "http://example.org/",
        "ftp://example.org/",
        "https:example.org",
        "https:///example.org",
        "https://",
        "tel:",
        "//example.org/",
        "/\\\\example.org/",
        "\\\\\\\\example.org/",
        "</\t/example.org/>",
        "/&Tab;/example.org/",
        "/&NewLine;/example.org/",
        "&#47;&#47;example.org/",
        "a/b",
        "?a",
        "",
    };
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        struct buffer source = {0};
        struct buffer html = {0};
        buffer_printf(&source, "a [b *c*](%s) d\n\n[b *c*][1]\n\n[1]: <%s>", urls[i], urls[i]);
        assert_int_equal(markdown_render(buffer_text(&source), &html), MARKDOWN_OK);
        if (strstr(buffer_text(&html), "<a") || !strstr(buffer_text(&html), "b <em>c</em>"))
            fail_msg("%s: %s", urls[i], buffer_text(&html));
        buffer_free(&source);
        buffer_free(&html);
    }
}

static void test_autolinks(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"<https://example.org>",
         "<p><a href=\"https://example.org\">https://example.org</a></p>\n"},
        {"<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n"},
        {"<data:text/html,x>", "<p>data:text/html,x</p>\n"},
        {"<http://example.org>", "<p>http://example.org</p>\n"},
    };
    CHECK(cases, markdown_render);
}

static void test_empty_links(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"a[](/b)c", "<p>ac</p>\n"},
        {"a[![](/i.png)](/b)c", "<p>ac</p>\n"},
    };
    CHECK(cases, markdown_render);
}

static void test_images(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"a ![b *c*](https://example.org/i.png \"t\") d", "<p>a b <em>c</em> d</p>\n"},
        {"![](/i.png)", "<p></p>\n"},
        {"[![b](/i.png)](/c)", "<p><a href=\"/c\">b</a></p>\n"},
        {"![a [b](/c) ![d](/e)](/f)", "<p>a <a href=\"/c\">b</a> d</p>\n"},
        {"![a][1]\n\n[1]: //x/i.png", "<p>a</p>\n"},
    };
    CHECK(cases, markdown_render);
}

static void test_raw_html(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"a <b onclick=x>c</b>", "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>\n"},
        {"<script>\nalert(1)\n</script>", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n"},
        {"<!-- a -->", "<p>&lt;!-- a --&gt;</p>\n"},
        {"a <!-- b --> c", "<p>a &lt;!-- b --&gt; c</p>\n"},
        {"<a href=\"javascript:x\">b</a>",
         "<p>&lt;a href=&quot;javascript:x&quot;&gt;b&lt;/a&gt;</p>\n"},
        {"<iframe src=x></iframe>", "<p>&lt;iframe src=x&gt;&lt;/iframe&gt;</p>\n"},
        {"- <div>\n- b", "<ul>\n<li>&lt;div&gt;</li>\n<li>b</li>\n</ul>\n"},
        {"<?php x ?>", "<p>&lt;?php x ?&gt;</p>\n"},
        {"&lt;script&gt;", "<p>&lt;script&gt;</p>\n"},
        {"```\"><script>\nx\n```",
         "<pre><code class=\"language-&quot;&gt;&lt;script&gt;\">x\n</code></pre>\n"},
        {"[a](/b \"\\\"><script>\")",
         "<p><a href=\"/b\" title=\"&quot;&gt;&lt;script&gt;\">a</a></p>\n"},
    };
    CHECK(cases, markdown_render);
}

/* NOLINTBEGIN(misc-misleading-bidirectional): they are what is tested */
static void test_harmful_characters(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"call \xe2\x80\xae"
         "6481-502\xe2\x80\xac now",
         "<p>call 6481-502 now</p>\n"},
        {"&#x202e;a&#8237;b", "<p>ab</p>\n"},
        {"`a\xe2\x80\xae"
         "b`",
         "<p><code>ab</code></p>\n"},
        {"[a](/b \"c\xe2\x80\xae\")", "<p><a href=\"/b\" title=\"c\">a</a></p>\n"},
        {"a\x01"
         "b\x1b[1mc\x7f"
         "d\xc2\x85"
         "e",
         "<p>ab[1mcde</p>\n"},
        {"&#1;&#x7f;&#x80;a", "<p>a</p>\n"},
        {"&#0;", "<p>\xef\xbf\xbd</p>\n"},
        {"a\r\nb\rc", "<p>a\nb\nc</p>\n"},
        /* What joins, isolates or has a direction of its own is somebody's language. */
        {"\xe2\x80\x8e\xe2\x80\x8d\xe2\x81\xa8"
         "a\xe2\x81\xa9 שלום",
         "<p>\xe2\x80\x8e\xe2\x80\x8d\xe2\x81\xa8"
         "a\xe2\x81\xa9 שלום</p>\n"},
    };
    CHECK(cases, markdown_render);
}

static void test_plain(void **state)
{
    (void)state;
    static const struct markdown_case cases[] = {
        {"", ""},
        {"# A\n\nb *c*d\ne\n\n- f\n- g\n\n> h\n\n---\n\n`i`", "A b cd e f g h i"},
        {"[a](/b) ![c](/d) [e](javascript:x)", "a c e"},
        {"a  \nb", "a b"},
        {"```\na\n  b\n```\nc", "a b c"},
        {"    a\n\nb", "a b"},
        {"\"it's\" <b>", "“it’s” <b>"},
        {"a\n<div>\nb", "a <div> b"},
        {"&amp; &lt;\xe2\x80\xae", "& <"},
        {"   ", ""},
    };
    CHECK(cases, markdown_plain);
}

/* NOLINTEND(misc-misleading-bidirectional) */

static bool shout(void *data, const char *text, struct buffer *out)
{
    (void)data;
    if (strcmp(text, "three") != 0)
        return false;
    buffer_puts(out, "<3>");
    return true;
}

static void test_render_with(void **state)
{
    (void)state;
    static const char source[] = "# One\n\n*two* *three*";
    struct buffer html = {0}, top = {0};
    assert_int_equal(markdown_render_with(source, false, shout, NULL, &html), MARKDOWN_OK);
    assert_string_equal(buffer_text(&html),
                        "<h3>One</h3>\n<p><em>two</em> <em>&lt;3&gt;</em></p>\n");
    assert_int_equal(markdown_render_with(source, true, NULL, NULL, &top), MARKDOWN_OK);
    assert_string_equal(buffer_text(&top), "<h2>One</h2>\n<p><em>two</em> <em>three</em></p>\n");
    assert_int_equal(markdown_render_with("\xff", true, NULL, NULL, &top), MARKDOWN_NOT_UTF8);
    buffer_free(&html);
    buffer_free(&top);
}

static void test_appends(void **state)
{
    (void)state;
    struct buffer out = {0};
    buffer_puts(&out, "x");
    assert_int_equal(markdown_plain("a", &out), MARKDOWN_OK);
    assert_int_equal(markdown_render("b", &out), MARKDOWN_OK);
    assert_string_equal(buffer_text(&out), "xa<p>b</p>\n");
    buffer_free(&out);
}

/* ---- limits ---- */

static void fill(struct buffer *source, const char *unit, size_t length)
{
    while (source->length + strlen(unit) <= length)
        buffer_puts(source, unit);
}

static void assert_result(const struct buffer *source, enum markdown_result expected)
{
    struct buffer out = {0};
    assert_int_equal(markdown_render(buffer_text(source), &out), expected);
    assert_int_equal(markdown_plain(buffer_text(source), &out), expected);
    if (expected != MARKDOWN_OK)
        assert_int_equal(out.length, 0);
    buffer_free(&out);
}

static void test_length(void **state)
{
    (void)state;
    struct buffer source = {0};
    fill(&source, "abcdefg ", MARKDOWN_MAX_BYTES);
    assert_int_equal(source.length, MARKDOWN_MAX_BYTES);
    assert_result(&source, MARKDOWN_OK);
    buffer_puts(&source, "x");
    assert_result(&source, MARKDOWN_TOO_LONG);
    buffer_free(&source);
}

/* One long address that is used on every line must not make a page of many megabytes. */
static void test_repeated_address(void **state)
{
    (void)state;
    struct buffer source = {0};
    struct buffer html = {0};
    buffer_puts(&source, "[a]: /");
    fill(&source, "x", MARKDOWN_MAX_BYTES / 2);
    buffer_puts(&source, "\n\n");
    fill(&source, "[a] ", MARKDOWN_MAX_BYTES);
    assert_int_equal(markdown_render(buffer_text(&source), &html), MARKDOWN_OK);
    assert_non_null(strstr(buffer_text(&html), "<a href=\"/xxx"));
    assert_true(html.length / 8 < MARKDOWN_MAX_BYTES);
    buffer_free(&source);
    buffer_free(&html);
}

static void test_utf8(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "\xff", "a\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x80 b"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer source = {0};
        buffer_puts(&source, cases[i]);
        assert_result(&source, MARKDOWN_NOT_UTF8);
        buffer_free(&source);
    }
}

struct depth_case {
    const char *unit;
    int times; /* the most that is taken */
    const char *rest;
};

static void test_depth(void **state)
{
    (void)state;
    /* The document and a paragraph count as two, each list as two. */
    static const struct depth_case cases[] = {
        {"> ", 30, "a"},  {">", 30, "a"},    {"- ", 15, "a"},
        {"1. ", 15, "a"}, {"> - ", 10, "a"}, {"*a ", 30, "a******************************"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        for (int more = 0; more <= 1; more++) {
            struct buffer source = {0};
            for (int n = 0; n < cases[i].times + more; n++)
                buffer_puts(&source, cases[i].unit);
            buffer_puts(&source, cases[i].rest);
            if (more)
                buffer_puts(&source, "*");
            struct buffer html = {0};
            enum markdown_result result = markdown_render(buffer_text(&source), &html);
            if (result != (more ? MARKDOWN_TOO_DEEP : MARKDOWN_OK))
                fail_msg("\"%s\": %d", buffer_text(&source), (int)result);
            buffer_free(&html);
            buffer_free(&source);
        }
}

static void test_rules_are_not_deep(void **state)
{
    (void)state;
    static const char *const units[] = {"- ", "* ", "*", "-", "_ "};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct buffer source = {0};
        buffer_puts(&source, "> ");
        fill(&source, units[i], 200);
        assert_result(&source, MARKDOWN_OK);
        buffer_free(&source);
    }
}

struct slow_case {
    const char *parts[3]; /* each fills its share of MARKDOWN_MAX_BYTES; NULL ends them */
};

static double seconds_of(const struct buffer *source)
{
    struct buffer html = {0};
    clock_t start = clock();
    markdown_render(buffer_text(source), &html);
    clock_t end = clock();
    buffer_free(&html);
    return (double)(end - start) / CLOCKS_PER_SEC;
}

/* What is known to be slow in one Markdown reader or another is finished or refused at once. */
static void test_slow_inputs(void **state)
{
    (void)state;
    static const struct slow_case cases[] = {
        {{"1. - ", "\n\n", NULL}},
        {{"- 1. ", "\n", NULL}},
        {{"1. ", "\n\n\n", NULL}},
        {{"- ", "-->*a_a]", "\n\n"}},
        {{"1)\t", "\n", NULL}},
        {{"> ", "\n", NULL}},
        {{"> - ", "a\n", NULL}},
        {{">", "a\n", ">"}},
        {{"[", NULL}},
        {{"![", NULL}},
        {{"![[]()", NULL}},
        {{"[a](", NULL}},
        {{"[a](b", NULL}},
        {{"[", "a](/b)", NULL}},
        {{"[ (](", NULL}},
        {{"](", NULL}},
        {{"[a]: <", NULL}},
        {{"[a]: /\n", "[a]", NULL}},
        {{"*a_ ", NULL}},
        {{"_a ", "a_ ", NULL}},
        {{"a**b", "c* ", NULL}},
        {{"*", NULL}},
        {{"**a *a ", NULL}},
        {{"*a **a ", NULL}},
        {{"a_", NULL}},
        {{"_(_", NULL}},
        {{"`a``", NULL}},
        {{"`", "``", "```a"}},
        {{"<!--", NULL}},
        {{"a <!-", NULL}},
        {{"<?", NULL}},
        {{"<!A ", NULL}},
        {{"<![CDATA[", NULL}},
        {{"<a b", NULL}},
        {{"<", NULL}},
        {{"</", NULL}},
        {{"&", NULL}},
        {{"\"'", NULL}},
        {{"\\", NULL}},
        {{"\t", "a", NULL}},
        {{"   ", "\n", NULL}},
        {{"- a\n", "  - b\n", "\n"}},
        {{"```\n", NULL}},
        {{"# ", "#", NULL}},
        {{"|", NULL}},
        {{"a@", NULL}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer source = {0};
        size_t count = 0;
        while (count < 3 && cases[i].parts[count])
            count++;
        for (size_t part = 0; part < count; part++)
            fill(&source, cases[i].parts[part], MARKDOWN_MAX_BYTES * (part + 1) / count);
        double seconds = seconds_of(&source);
        if (seconds > 1.0)
            fail_msg("%s: %.2f seconds", cases[i].parts[0], seconds);
        buffer_free(&source);
    }
}

/* Lists that nest by indentation, as deep as the bytes reach. */
static void test_slow_staircase(void **state)
{
    (void)state;
    struct buffer source = {0};
    for (int level = 0; source.length + (size_t)level * 2 + 4 < MARKDOWN_MAX_BYTES; level++)
        buffer_printf(&source, "%*s- a\n", level * 2, "");
    assert_true(seconds_of(&source) < 1.0);
    assert_result(&source, MARKDOWN_TOO_DEEP);
    buffer_free(&source);
}

static void test_words(void **state)
{
    (void)state;
    for (int result = MARKDOWN_TOO_LONG; result <= MARKDOWN_NOT_UTF8; result++)
        assert_true(strlen(markdown_result_words((enum markdown_result)result)) > 5);
    assert_non_null(strstr(markdown_result_words(MARKDOWN_TOO_LONG), "32768"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_markdown),
        cmocka_unit_test(test_headings),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_hostile_links),
        cmocka_unit_test(test_autolinks),
        cmocka_unit_test(test_empty_links),
        cmocka_unit_test(test_images),
        cmocka_unit_test(test_raw_html),
        cmocka_unit_test(test_harmful_characters),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_render_with),
        cmocka_unit_test(test_appends),
        cmocka_unit_test(test_length),
        cmocka_unit_test(test_repeated_address),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_rules_are_not_deep),
        cmocka_unit_test(test_slow_inputs),
        cmocka_unit_test(test_slow_staircase),
        cmocka_unit_test(test_words),
    };
    return cmocka_run_group_tests_name("markdown", tests, NULL, NULL);
}

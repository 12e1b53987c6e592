#include "admin/highlight.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <string.h>

#define NOTE "<span class=\"spoken\">(long) </span>"
#define MARK "<mark class=\"hard\" title=\"long\">"

/* The HTML of <main> with these words marked. */
static void assert_marked(const char *inner, const char *words, const char *expected)
{
    struct buffer html = {0}, wanted = {0};
    const struct highlight one = {words, "x", "long"};
    buffer_printf(&html, "<title>One two.</title><main>%s</main><p>One two.</p>", inner);
    buffer_printf(&wanted, "<title>One two.</title><main>%s</main><p>One two.</p>", expected);
    highlight_put(&html, &one, 1);
    assert_string_equal(buffer_text(&html), buffer_text(&wanted));
    buffer_free(&html);
    buffer_free(&wanted);
}

static void words_are_marked_where_they_stand(void **state)
{
    (void)state;
    assert_marked("<p>Oh. One two. More.</p>", "One two.",
                  "<p>Oh. <span id=\"x\"></span>" MARK NOTE "One two.</mark> More.</p>");
    assert_marked("<p>One\n  two.</p>", "One two.",
                  "<p><span id=\"x\"></span>" MARK NOTE "One\n  two.</mark></p>");
}

static void inline_tags_stay_as_they_are(void **state)
{
    (void)state;
    assert_marked("<p>One <a href=\"/a>b\">two</a>.</p>", "One two.",
                  "<p><span id=\"x\"></span>" MARK NOTE "One </mark><a href=\"/a>b\">" MARK
                  "two</mark></a>" MARK ".</mark></p>");
}

static void text_stays_escaped(void **state)
{
    (void)state;
    assert_marked("<p>&lt;b&gt; &amp; it&#39;s &quot;x&quot; é.</p>", "<b> & it's \"x\" é.",
                  "<p><span id=\"x\"></span>" MARK NOTE
                  "&lt;b&gt; &amp; it&#39;s &quot;x&quot; é.</mark></p>");
    struct buffer html = {0};
    const struct highlight sly = {"One two.", "x", "\"><script>alert(1)</script>"};
    buffer_puts(&html, "<main>One two.</main>");
    highlight_put(&html, &sly, 1);
    assert_null(strstr(buffer_text(&html), "<script"));
    assert_null(strstr(buffer_text(&html), "\"\">"));
    buffer_free(&html);
}

static void a_citation_stands_for_a_few_words(void **state)
{
    (void)state;
    assert_marked("<p>Leave it for 3 days. Then go.</p>", "Leave it for [[fact:a/b]].",
                  "<p><span id=\"x\"></span>" MARK NOTE "Leave it for 3 days.</mark> Then go.</p>");
    assert_marked("<p>Leave it for</p><p>a while.</p>", "Leave it for [[fact:a/b]] while.",
                  "<p>Leave it for</p><p>a while.</p>");
    assert_marked("<p>Leave it.</p>", "[[fact:a/b]]", "<p>Leave it.</p>");
}

static void what_is_not_there_changes_nothing(void **state)
{
    (void)state;
    const char *const same[] = {"<p>One</p><p>two.</p>",
                                "<script>One two.</script>",
                                "<textarea>One two.</textarea>",
                                "<p title=\"One two.\">no</p>",
                                "<p>One two",
                                NULL};
    for (const char *const *html = same; *html; html++)
        assert_marked(*html, "One two.", *html);
    assert_marked("<p>One two.</p>", "", "<p>One two.</p>");
    assert_marked("", "One two.", "");
}

static void two_notes_share_a_mark_and_others_stay_apart(void **state)
{
    (void)state;
    struct buffer html = {0};
    const struct highlight list[] = {{"Two three.", "b", "late"},
                                     {"One.", "a", "early"},
                                     {"One.", "c", "again"},
                                     {"One. Two", "d", "overlaps"}};
    buffer_puts(&html, "<main>One. Two three.</main>");
    highlight_put(&html, list, 4);
    assert_string_equal(
        buffer_text(&html),
        "<main><span id=\"a\"></span><span id=\"c\"></span><mark class=\"hard\" title=\"early "
        "again\"><span class=\"spoken\">(early again) </span>One.</mark> <span id=\"b\"></span>"
        "<mark class=\"hard\" title=\"late\"><span class=\"spoken\">(late) </span>Two three."
        "</mark></main>");
    buffer_free(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_marked_where_they_stand),
        cmocka_unit_test(inline_tags_stay_as_they_are),
        cmocka_unit_test(text_stays_escaped),
        cmocka_unit_test(a_citation_stands_for_a_few_words),
        cmocka_unit_test(what_is_not_there_changes_nothing),
        cmocka_unit_test(two_notes_share_a_mark_and_others_stay_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

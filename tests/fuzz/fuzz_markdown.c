/* Whatever the source, the HTML holds only known tags and attributes, well nested, links go where
 * they may, and it takes no second. */
#include "fuzz.h"

#include "base/buffer.h"
#include "text/markdown.h"
#include "text/url.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

enum { MAX_OPEN = MARKDOWN_MAX_DEPTH + 2 };

static const char *const plain_tags[] = {
    "p",          "em",  "strong", "code", "ul", "ol", "li",
    "blockquote", "pre", "h3",     "h4",   "h5", "h6", NULL,
};
static const char *const void_tags[] = {"<hr />", "<br />", NULL};

struct page {
    const char *at;
    const char *open[MAX_OPEN]; /* the names of the tags around at */
    size_t open_length[MAX_OPEN];
    size_t depth;
};

static bool take(struct page *page, const char *text)
{
    size_t length = strlen(text);
    bool here = strncmp(page->at, text, length) == 0;
    page->at += here ? length : 0;
    return here;
}

static void check_close(struct page *page)
{
    FUZZ_CHECK(page->depth > 0);
    page->depth--;
    size_t length = page->open_length[page->depth];
    FUZZ_CHECK(memcmp(page->at, page->open[page->depth], length) == 0 && page->at[length] == '>');
    page->at += length + 1;
}

static void enter(struct page *page, const char *name, size_t length)
{
    FUZZ_CHECK(page->depth < MAX_OPEN);
    page->open[page->depth] = name;
    page->open_length[page->depth++] = length;
}

/* The value up to the closing quote, which nothing unescaped may hold. */
static void check_attribute(struct page *page, bool is_url)
{
    size_t length = strcspn(page->at, "\"<>");
    FUZZ_CHECK(page->at[length] == '"');
    if (is_url) {
        struct buffer url = {0};
        buffer_append(&url, page->at, length);
        FUZZ_CHECK(url_is_safe(buffer_text(&url)));
        buffer_free(&url);
    }
    page->at += length + 1;
}

static void check_open(struct page *page)
{
    const char *name = page->at;
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz3456");
    page->at += length;
    enter(page, name, length);
    bool known = false;
    for (size_t i = 0; plain_tags[i]; i++)
        known |= strlen(plain_tags[i]) == length && memcmp(plain_tags[i], name, length) == 0;
    if (length == 1 && *name == 'a') {
        known = take(page, " href=\"");
        check_attribute(page, true);
        if (take(page, " title=\""))
            check_attribute(page, false);
    }
    FUZZ_CHECK(known);
    if (take(page, " class=\"language-") || take(page, " start=\""))
        check_attribute(page, false);
    FUZZ_CHECK(take(page, ">"));
}

static void check_html(const char *html)
{
    struct page page = {.at = html};
    while (*(page.at += strcspn(page.at, "<"))) {
        bool is_void = false;
        for (size_t i = 0; void_tags[i] && !is_void; i++)
            is_void = take(&page, void_tags[i]);
        if (is_void)
            continue;
        page.at++;
        if (take(&page, "/"))
            check_close(&page);
        else
            check_open(&page);
    }
    FUZZ_CHECK(page.depth == 0);
}

static void check_text(const struct buffer *text)
{
    FUZZ_CHECK(text->length == strlen(buffer_text(text)));
    FUZZ_CHECK(utf8_is_valid(buffer_text(text), text->length));
    for (size_t i = 0; i < text->length; i++)
        FUZZ_CHECK((unsigned char)text->data[i] >= ' ' || strchr("\t\n", text->data[i]));
    /* NOLINTBEGIN(misc-misleading-bidirectional): they must not be there */
    static const char *const reordering[] = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e"};
    /* NOLINTEND(misc-misleading-bidirectional) */
    for (size_t i = 0; i < sizeof reordering / sizeof *reordering; i++)
        FUZZ_CHECK(!strstr(buffer_text(text), reordering[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct buffer source = {0};
    struct buffer html = {0};
    struct buffer plain = {0};
    buffer_append(&source, (const char *)data, size);
    clock_t start = clock();
    enum markdown_result result = markdown_render(buffer_text(&source), &html);
    FUZZ_CHECK(clock() - start < CLOCKS_PER_SEC);
    FUZZ_CHECK(markdown_plain(buffer_text(&source), &plain) == result);
    FUZZ_CHECK(result == MARKDOWN_OK || html.length + plain.length == 0);
    check_text(&html);
    check_text(&plain);
    check_html(buffer_text(&html));
    FUZZ_CHECK(!strpbrk(buffer_text(&plain), "\t\n") && !strstr(buffer_text(&plain), "  "));
    buffer_free(&source);
    buffer_free(&html);
    buffer_free(&plain);
    return 0;
}

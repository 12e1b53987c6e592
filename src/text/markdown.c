#include "text/markdown.h"

#include "text/url.h"
#include "text/utf8.h"

#include <cmark.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
    OPTIONS = CMARK_OPT_SAFE | CMARK_OPT_SMART,
    HEADING_IN_SECTION = 3,
    HEADING_UNDER_TITLE = 2,
};

/* ---- before parsing ---- */

/* What is left of the line is a rule ("- - -"), not a list in a list in a list. */
static bool is_rule(const char *rest)
{
    char mark = *rest;
    if (mark != '-' && mark != '*')
        return false;
    while (*rest == mark || *rest == ' ' || *rest == '\t')
        rest++;
    return *rest == '\0' || *rest == '\n' || *rest == '\r';
}

/* The length of the quote or list mark that stands at text, 0 if there is none. */
static size_t mark_length(const char *text)
{
    if (*text == '>')
        return 1;
    size_t length = strspn(text, "0123456789");
    if (length ? strchr(".)", text[length]) == NULL : strchr("-+*", *text) == NULL)
        return 0;
    if (text[length] == '\0')
        return 0;
    length++;
    return strchr(" \t\r\n", text[length]) ? length : 0; /* the final NUL ends a line as well */
}

static bool line_nests_too_deep(const char *line)
{
    for (int marks = 0; marks <= MARKDOWN_MAX_DEPTH; marks++) {
        line += strspn(line, " \t");
        size_t length = mark_length(line);
        if (length == 0 || is_rule(line))
            return false;
        line += length;
    }
    return true;
}

/* cmark 0.30 takes time in the square of the quotes and lists that one line opens (seconds at
 * MARKDOWN_MAX_BYTES), so they are counted before it sees them. Nesting by indentation costs
 * more bytes and is counted in the tree. */
static bool nests_too_deep(const char *source)
{
    for (const char *line = source; *line; line += strspn(line, "\r\n")) {
        if (line_nests_too_deep(line))
            return true;
        line += strcspn(line, "\r\n");
    }
    return false;
}

/* ---- the tree ---- */

static bool is_leaf(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
        return true;
    default:
        return false;
    }
}

/* Puts the node's children in its place. */
static void unwrap(cmark_node *node)
{
    cmark_node *child;
    while ((child = cmark_node_first_child(node)) != NULL)
        if (!cmark_node_insert_before(node, child))
            cmark_node_free(child);
    cmark_node_free(node);
}

/* The node's own text; of a block without the line break that ends it. */
static cmark_node *text_of(cmark_node *node)
{
    struct buffer literal = {0};
    buffer_puts(&literal, cmark_node_get_literal(node));
    if (literal.length && literal.data[literal.length - 1] == '\n')
        literal.data[--literal.length] = '\0';
    cmark_node *text = cmark_node_new(CMARK_NODE_TEXT);
    cmark_node_set_literal(text, buffer_text(&literal));
    buffer_free(&literal);
    return text;
}

/* Raw HTML stays as text, so that its author sees it in the preview and nothing goes unseen. */
static void show_as_text(cmark_node *node)
{
    cmark_node *shown = text_of(node);
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK) {
        cmark_node *paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
        cmark_node_append_child(paragraph, shown);
        shown = paragraph;
    }
    cmark_node_replace(node, shown);
    cmark_node_free(node);
}

/* Makes one node safe; called where cmark's iterator lets a node be changed or freed: on the
 * way out, or for a leaf on the way in. */
static void make_safe(cmark_node *node, int highest_heading)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
        show_as_text(node);
        break;
    case CMARK_NODE_IMAGE:
        unwrap(node);
        break;
    case CMARK_NODE_LINK:
        if (!url_is_safe(cmark_node_get_url(node)) || !cmark_node_first_child(node))
            unwrap(node);
        break;
    case CMARK_NODE_HEADING:
        if (cmark_node_get_heading_level(node) < highest_heading)
            cmark_node_set_heading_level(node, highest_heading);
        break;
    default:
        break;
    }
}

/* False if the tree nests too deep; it is then safe only in part. */
static bool make_tree_safe(cmark_node *tree, int highest_heading)
{
    cmark_iter *iterator = cmark_iter_new(tree);
    int depth = 0;
    for (cmark_event_type event; (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE;) {
        cmark_node *node = cmark_iter_get_node(iterator);
        bool leaf = is_leaf(node);
        if (event == CMARK_EVENT_ENTER && !leaf && ++depth > MARKDOWN_MAX_DEPTH)
            break;
        if (event == CMARK_EVENT_EXIT)
            depth--;
        if (event == CMARK_EVENT_EXIT || leaf)
            make_safe(node, highest_heading);
    }
    cmark_iter_free(iterator);
    return depth <= MARKDOWN_MAX_DEPTH;
}

/* Reads source into a safe tree, which the caller frees; none unless MARKDOWN_OK. */
static enum markdown_result read_tree(const char *source, int highest_heading, cmark_node **tree)
{
    size_t length = strnlen(source, MARKDOWN_MAX_BYTES + 1);
    if (length > MARKDOWN_MAX_BYTES)
        return MARKDOWN_TOO_LONG;
    if (!utf8_is_valid(source, length))
        return MARKDOWN_NOT_UTF8;
    if (nests_too_deep(source))
        return MARKDOWN_TOO_DEEP;
    *tree = cmark_parse_document(source, length, OPTIONS);
    if (make_tree_safe(*tree, highest_heading))
        return MARKDOWN_OK;
    cmark_node_free(*tree);
    *tree = NULL;
    return MARKDOWN_TOO_DEEP;
}

/* Lets rewrite (NULL: nobody) see each text whole: cmark leaves one in pieces, at each bracket. */
static void rewrite_texts(cmark_node *tree, markdown_rewrite *rewrite, void *data)
{
    if (!rewrite)
        return;
    cmark_consolidate_text_nodes(tree);
    cmark_iter *iterator = cmark_iter_new(tree);
    while (cmark_iter_next(iterator) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        struct buffer text = {0};
        if (cmark_node_get_type(node) == CMARK_NODE_TEXT &&
            rewrite(data, cmark_node_get_literal(node), &text))
            cmark_node_set_literal(node, buffer_text(&text));
        buffer_free(&text);
    }
    cmark_iter_free(iterator);
}

/* ---- what comes out ---- */

/* The length of what must not reach a page at text, 0 if it may: control characters, and the
 * marks that reorder what is read (U+202A to U+202E), which could turn a phone number round. */
static size_t harm_length(const unsigned char *text)
{
    if ((text[0] < ' ' && !strchr("\t\n", text[0])) || text[0] == 0x7f)
        return 1;
    if (text[0] == 0xc2 && text[1] >= 0x80 && text[1] <= 0x9f)
        return 2;
    if (text[0] == 0xe2 && text[1] == 0x80 && text[2] >= 0xaa && text[2] <= 0xae)
        return 3;
    return 0;
}

static void append_harmless(struct buffer *out, const char *text)
{
    const char *from = text;
    while (*text) {
        size_t harm = harm_length((const unsigned char *)text);
        if (harm == 0) {
            text++;
            continue;
        }
        buffer_append(out, from, (size_t)(text - from));
        text += harm;
        from = text;
    }
    buffer_append(out, from, (size_t)(text - from));
}

static void put_html(cmark_node *tree, struct buffer *html)
{
    char *rendered = cmark_render_html(tree, OPTIONS);
    append_harmless(html, rendered);
    free(rendered);
}

enum markdown_result markdown_render_with(const char *source, bool top, markdown_rewrite *rewrite,
                                          void *data, struct buffer *html)
{
    cmark_node *tree = NULL;
    enum markdown_result result =
        read_tree(source, top ? HEADING_UNDER_TITLE : HEADING_IN_SECTION, &tree);
    if (result != MARKDOWN_OK)
        return result;
    rewrite_texts(tree, rewrite, data);
    put_html(tree, html);
    cmark_node_free(tree);
    return result;
}

enum markdown_result markdown_render(const char *source, struct buffer *html)
{
    return markdown_render_with(source, false, NULL, NULL, html);
}

/* What the node itself says; a blank for whatever stands between two words. */
static const char *node_words(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    const char *literal = cmark_node_get_literal(node);
    bool is_block = type >= CMARK_NODE_FIRST_BLOCK && type <= CMARK_NODE_LAST_BLOCK;
    if (literal)
        return literal;
    return is_block || type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK ? " " : "";
}

/* Appends words with runs of white space as one blank, and none at either end. */
static void append_collapsed(struct buffer *out, const char *words)
{
    bool first = true;
    while (*(words += strspn(words, " \t\n"))) {
        size_t length = strcspn(words, " \t\n");
        if (!first)
            buffer_putc(out, ' ');
        buffer_append(out, words, length);
        words += length;
        first = false;
    }
}

static void put_plain(cmark_node *tree, struct buffer *text)
{
    struct buffer words = {0};
    cmark_iter *iterator = cmark_iter_new(tree);
    while (cmark_iter_next(iterator) != CMARK_EVENT_DONE)
        append_harmless(&words, node_words(cmark_iter_get_node(iterator)));
    cmark_iter_free(iterator);
    append_collapsed(text, buffer_text(&words));
    buffer_free(&words);
}

enum markdown_result markdown_plain(const char *source, struct buffer *text)
{
    return markdown_plain_with(source, NULL, NULL, text);
}

enum markdown_result markdown_plain_with(const char *source, markdown_rewrite *rewrite, void *data,
                                         struct buffer *text)
{
    cmark_node *tree = NULL;
    enum markdown_result result = read_tree(source, HEADING_IN_SECTION, &tree);
    if (result != MARKDOWN_OK)
        return result;
    rewrite_texts(tree, rewrite, data);
    put_plain(tree, text);
    cmark_node_free(tree);
    return result;
}

static enum markdown_block block_of(cmark_node *node)
{
    if (cmark_node_get_type(node) == CMARK_NODE_HEADING)
        return MARKDOWN_HEADING;
    for (; node; node = cmark_node_parent(node))
        if (cmark_node_get_type(node) == CMARK_NODE_ITEM)
            return MARKDOWN_ITEM;
    return MARKDOWN_PARAGRAPH;
}

/* Whether the node holds words itself, and no other block. */
static bool is_block_of_words(cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    return type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING ||
           type == CMARK_NODE_CODE_BLOCK;
}

enum markdown_result
markdown_blocks(const char *source,
                void (*take)(void *data, enum markdown_block block, const char *text), void *data)
{
    cmark_node *tree = NULL;
    enum markdown_result result = read_tree(source, HEADING_IN_SECTION, &tree);
    if (result != MARKDOWN_OK)
        return result;
    struct buffer words = {0}, text = {0};
    cmark_event_type event;
    cmark_iter *iterator = cmark_iter_new(tree);
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);
        append_harmless(&words, node_words(node));
        if (!is_block_of_words(node) || (event == CMARK_EVENT_ENTER && !is_leaf(node)))
            continue;
        append_collapsed(&text, buffer_text(&words));
        if (text.length)
            take(data, block_of(node), buffer_text(&text));
        buffer_clear(&words);
        buffer_clear(&text);
    }
    cmark_iter_free(iterator);
    buffer_free(&words);
    buffer_free(&text);
    cmark_node_free(tree);
    return result;
}

const char *markdown_result_words(enum markdown_result result)
{
    switch (result) {
    case MARKDOWN_OK:
        return "is right";
    case MARKDOWN_TOO_LONG:
        return "is longer than 32768 bytes";
    case MARKDOWN_TOO_DEEP:
        return "nests quotes, lists or emphasis too deep";
    case MARKDOWN_NOT_UTF8:
        return "is not UTF-8";
    }
    return "cannot be read";
}

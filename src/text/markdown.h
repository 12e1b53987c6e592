/* Markdown (CommonMark, by cmark) to HTML that is safe to place in a page: raw HTML is shown as
 * the text it is, an image is its description, no heading is above h3 (they stand inside
 * sections of a page), and links go only where url_is_safe says; the text of any other link
 * stays, the link goes. Control characters and marks that reorder text (U+202A to U+202E) go.
 * Called when something is published or previewed, never when a patient reads. */
#ifndef AFTERCARE_TEXT_MARKDOWN_H
#define AFTERCARE_TEXT_MARKDOWN_H

#include "base/buffer.h"

#include <stdbool.h>

enum markdown_result {
    MARKDOWN_OK,
    MARKDOWN_TOO_LONG, /* over MARKDOWN_MAX_BYTES */
    MARKDOWN_TOO_DEEP, /* nests deeper than MARKDOWN_MAX_DEPTH */
    MARKDOWN_NOT_UTF8,
};

enum {
    MARKDOWN_MAX_BYTES = 32 * 1024, /* cmark 0.30 is quadratic on some inputs: this bounds it */
    MARKDOWN_MAX_DEPTH = 32,        /* a list takes two: the list and its item */
};

/* Appends the HTML of source to html (nothing unless MARKDOWN_OK). */
enum markdown_result markdown_render(const char *source, struct buffer *html);

/* Appends what source says as plain text, a blank between blocks: for search and summaries. */
enum markdown_result markdown_plain(const char *source, struct buffer *text);

/* Given a text that stands outside code, appends to out what shall stand there instead (still text:
 * it is escaped like any other) and returns true; or returns false, and the text stays. */
typedef bool markdown_rewrite(void *data, const char *text, struct buffer *out);

/* markdown_plain, with every text rewritten. */
enum markdown_result markdown_plain_with(const char *source, markdown_rewrite *rewrite, void *data,
                                         struct buffer *text);

/* markdown_render with every text rewritten (rewrite may be NULL). top: the text stands right under
 * a page's title, and its headings start at h2. */
enum markdown_result markdown_render_with(const char *source, bool top, markdown_rewrite *rewrite,
                                          void *data, struct buffer *html);

enum markdown_block { MARKDOWN_PARAGRAPH, MARKDOWN_HEADING, MARKDOWN_ITEM };

/* Calls take(data, block, text) for each block of source in order, with its plain text: a paragraph
 * (or code), a heading, a paragraph inside a list's item. Nothing unless MARKDOWN_OK. */
enum markdown_result
markdown_blocks(const char *source,
                void (*take)(void *data, enum markdown_block block, const char *text), void *data);

/* A sentence part for a fault list: "is longer than 32768 bytes" … */
const char *markdown_result_words(enum markdown_result result);

#endif

/* The words of HTML that text/markdown.c made: for where no markup may stand. */
#ifndef AFTERCARE_TEXT_HTML_TEXT_H
#define AFTERCARE_TEXT_HTML_TEXT_H

#include "base/buffer.h"

/* Appends the words: tags become blanks, a run of blanks one, and the entities that cmark writes
 * their characters. html must come from text/markdown.c; of any other the words may be wrong. */
void html_text(const char *html, struct buffer *out);

#endif

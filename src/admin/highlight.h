/* Marks sentences in a page that was rendered: advice of the checks, in a preview. It works on the
 * finished HTML of our templates, between its tags, so that no text can become a tag. */
#ifndef AFTERCARE_ADMIN_HIGHLIGHT_H
#define AFTERCARE_ADMIN_HIGHLIGHT_H

#include "base/buffer.h"

#include <stddef.h>

struct highlight {
    const char *words; /* plain text: where it stands first in the page's <main>, across inline tags
                          but within one block; where it has [[…]], any few words may stand */
    const char *id;    /* of the place; letters, digits and hyphens */
    const char *note;  /* plain text: what is to be said of it */
};

/* Puts <mark> around the words of each in html. What is not there, or overlaps what is marked
 * already, is passed over; two for the same words share a mark. */
void highlight_put(struct buffer *html, const struct highlight *list, size_t count);

#endif

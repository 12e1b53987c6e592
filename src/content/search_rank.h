/* How well a part of a page answers what was typed. Pure. */
#ifndef AFTERCARE_CONTENT_SEARCH_RANK_H
#define AFTERCARE_CONTENT_SEARCH_RANK_H

#include "content/search_words.h"

#include <stdbool.h>
#include <stdint.h>

/* A row of the table passage; texts are borrowed. */
struct search_passage {
    const char *kind, *anchor, *title, *heading, *names, *about, *text;
};

struct search_score {
    double points; /* more is better; what they are made of stands in docs/search.md */
    double share;  /* of the weight of what was typed, how much is there: 0 to 1 */
};

struct search_score search_rank(const struct search_words *words,
                                const struct search_passage *passage);

/* Appends some words of text around what was found, "…" where it was cut: as HTML with the words
 * found in <mark>, and plain. */
void search_snippet(const struct search_words *words, const char *text, struct buffer *html,
                    struct buffer *plain);

#endif

/* What other steps of a plan say about the activity of one: where another forbids it longer, the
 * later end holds, and whoever reads the first step must hear of it there. */
#ifndef AFTERCARE_PLAN_OVERRULE_H
#define AFTERCARE_PLAN_OVERRULE_H

#include "plan/item.h"

/* What forbids an activity from some moment on. */
struct overrule {
    const struct item *by;    /* the step that does so longest; NULL: none */
    const struct edge *until; /* the latest end that is known; NULL: none is */
    bool always;              /* there is none */
    bool must_ask;            /* past until only the clinic can say */
    bool forbids;             /* false: nothing is known to, but only the clinic can say */
};

/* What other items say about the activity of item from moment on, without a gap. */
void overrule_find(struct overrule *overrule, const struct items *items, const struct item *item,
                   time_t moment);

/* Appends it as a sentence, such as "For Chemical peel: do not, until the end of Wednesday,
 * November 25."; nothing where there is none. */
void overrule_words(const struct overrule *overrule, const struct item *item,
                    const struct plan_time *time, struct buffer *words);

/* Adds to the JSON of each step that is overruled "overruled": {words, treatment, path, until?},
 * puts the words behind what it says, and corrects its line. */
void overrule_all(struct items *items, const struct plan_time *time);

#endif

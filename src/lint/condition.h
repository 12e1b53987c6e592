/* Under which conditions a statement holds: in rare cases, after a deep peel, on the legs. English
 * only; from word lists. */
#ifndef AFTERCARE_LINT_CONDITION_H
#define AFTERCARE_LINT_CONDITION_H

#include "lint/tokens.h"

#include <stdbool.h>

/* Each 0 where nothing is said of it. */
struct conditions {
    int rare;     /* in rare cases, for some */
    int strength; /* a light, medium or deep treatment */
    int area;     /* of the body */
    int ordinal;  /* the first session, the last … */
    int special;  /* "if you smoke", "with sensitive skin" */
};

/* What the clause says or, but for rare cases, its heading. */
void conditions_find(struct span clause, struct span heading, struct conditions *conditions);

/* Whether statements under these conditions may be compared. */
bool conditions_meet(const struct conditions *a, const struct conditions *b);

#endif

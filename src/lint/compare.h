/* Whether two statements contradict each other. */
#ifndef AFTERCARE_LINT_COMPARE_H
#define AFTERCARE_LINT_COMPARE_H

#include "lint/statement.h"

/* Whether a and b, among all, are about the same thing, cannot both be right, and no claim tells
 * patients that they differ. */
bool compare_contradict(const struct statements *all, const struct statement *a,
                        const struct statement *b);

bool compare_same_subject(const struct statement *a, const struct statement *b);

/* Whether it speaks of side effects as a whole. */
bool compare_is_all_effects(const struct statement *statement);

#endif

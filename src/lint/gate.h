/* What publishing asks before it writes (content/publish.h): the checks that block. */
#ifndef AFTERCARE_LINT_GATE_H
#define AFTERCARE_LINT_GATE_H

#include "content/publish.h"

/* A publish_gate: each draft that a finding blocks gets a fault at its place. One that says what is
 * live already is not held up by it. */
void lint_gate(struct db *db, struct draft *drafts, size_t count, time_t now);

#endif

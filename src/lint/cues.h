/* The words by which a sentence says what a time is: how long results last, when redness goes, that
 * something is not to be done. Lists end with NULL; their words are as tokens_match reads them. */
#ifndef AFTERCARE_LINT_CUES_H
#define AFTERCARE_LINT_CUES_H

#include "lint/subject.h"

extern const char *const cues_last[];
extern const char *const cues_show[];
extern const char *const cues_full[];
extern const char *const cues_ease[];
extern const char *const cues_start[];
extern const char *const cues_peak[];
extern const char *const cues_gone[];
extern const char *const cues_not[];
extern const char *const cues_may[];
extern const char *const cues_do[];
extern const char *const cues_limit[];
extern const char *const cues_take[];
extern const char *const cues_apart[];
extern const char *const cues_need[];
extern const char *const cues_call[];
extern const char *const cues_if[];
extern const char *const cues_elsewhere[];
extern const char *const cues_no_downtime[];

/* Whether one of cues stands in the part of a sentence. */
bool cues_stand(struct span span, const char *const *cues);

/* How far from the time the nearest of the cues stands in its clause, in tokens; SIZE_MAX if none
 * does. */
size_t cues_nearness(const struct subject_place *place, const char *const *cues);

/* Whether the statement is denied: "results do not last ten years". */
bool cues_denied(const struct subject_place *place);

/* Whether a cue stands in the clause or before it in the sentence. */
bool cues_say(const struct subject_place *place, const char *const *cues);

/* Whether the clause says "it", "they" … */
bool cues_say_they(const struct subject_place *place);

#endif

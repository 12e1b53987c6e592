/* What a time in a sentence is about: how long results last, when redness is gone, until when not
 * to swim, how long a session takes … English only; from word lists, so that it says nothing
 * (ASPECT_NONE) of most sentences: better that than nonsense. */
#ifndef AFTERCARE_LINT_SUBJECT_H
#define AFTERCARE_LINT_SUBJECT_H

#include "lint/condition.h"
#include "lint/time_scan.h"
#include "lint/topics.h"

#include <stdbool.h>
#include <stddef.h>

enum aspect {
    ASPECT_NONE,
    ASPECT_RESULT_LASTS,
    ASPECT_RESULT_SHOWS,
    ASPECT_RESULT_FULL,
    ASPECT_EFFECT_GONE,
    ASPECT_EFFECT_EASES,
    ASPECT_EFFECT_STARTS,
    ASPECT_EFFECT_PEAKS,
    ASPECT_DOWNTIME,
    ASPECT_SESSION_LENGTH,
    ASPECT_SESSION_COUNT,
    ASPECT_INTERVAL,  /* between the sessions of a course */
    ASPECT_UPKEEP,    /* how often to come back for more */
    ASPECT_NOT_UNTIL, /* an activity is not for then */
    ASPECT_DO_UNTIL,  /* an activity is to be kept up */
    ASPECT_DO_EVERY
};

enum { SUBJECT_TOPICS_MAX = 8 };

struct subject {
    enum aspect aspect;
    const char *topics[SUBJECT_TOPICS_MAX]; /* names; one at least */
    size_t count;
    bool before; /* it is about the time before the treatment */
    struct conditions conditions;
};

/* A time in its sentence. */
struct subject_place {
    const struct topics *topics;
    const struct scanned_time *time;
    struct span clause;   /* the part of the sentence that the time belongs to */
    struct span sentence; /* the whole of it */
    struct span before;   /* the sentence before, in the same paragraph */
    struct span heading;  /* what the text stands under */
    bool heading_asks;    /* the heading says what it is about: a question, a fact's label */
};

/* ASPECT_NONE where the place says none. */
void subject_of(const struct subject_place *place, struct subject *subject);

/* Whether a sentence gives no advice of the kind that is compared here: when to call, a study, a
 * booking. */
bool subject_is_other(struct span sentence);

/* Whether a count of sessions (subject_sessions) is how many are needed, not after how many
 * something is seen, nor what they cost. */
bool subject_counts_sessions(const struct subject_place *place);

extern const char *const subject_sessions[];

/* The phrases by which a sentence says that no time off is needed: the token where one stands
 * begins, and its length; 0 if none does. */
size_t subject_no_downtime(struct span sentence, size_t *first);

/* "how long results last", "until when not: %s", with %s for the topic where it has one. */
const char *aspect_words(enum aspect aspect);

#endif

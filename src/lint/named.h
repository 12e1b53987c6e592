/* The topics that are named where a time stands. */
#ifndef AFTERCARE_LINT_NAMED_H
#define AFTERCARE_LINT_NAMED_H

#include "lint/subject.h"

struct named {
    struct topic_found list[TOPICS_FOUND_MAX];
    size_t count;
};

/* Fills named with those in a part of the text. */
void named_in(const struct subject_place *place, struct span span, struct named *named);

/* Fills named with those that the time may be about: where its clause names nothing, the sentence
 * does, or the one before it, or the heading. */
void named_at(const struct subject_place *place, struct named *named);

/* Whether a time can be about topics of a class, and whether one of those is there. */
bool named_is_subject(enum topic_class class);
bool named_class(const struct named *named, enum topic_class class);
bool named_subject(const struct named *named);

/* Whether the clause itself names a topic of a class. */
bool named_in_clause(const struct subject_place *place, enum topic_class class);

/* The class of the topic that is nearest before the time, or else nearest after it. */
enum topic_class named_nearest(const struct subject_place *place, const struct named *named);

#endif

/* What a time says of the topics that it is about. */
#ifndef AFTERCARE_LINT_ASPECT_H
#define AFTERCARE_LINT_ASPECT_H

#include "lint/named.h"

/* ASPECT_NONE where the place says none. */
enum aspect aspect_of_class(const struct subject_place *place, enum topic_class class);
enum aspect aspect_of_activity(const struct subject_place *place);

/* How long a session takes, hours at most; how far apart sessions are, days at least. */
enum aspect aspect_of_session(const struct subject_place *place, const struct named *named);

/* "Dermaplaning lasts four weeks": its results do. */
bool aspect_treatment_lasts(const struct subject_place *place, const struct named *named);

#endif

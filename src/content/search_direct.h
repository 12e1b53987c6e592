/* What answers by itself: the activity or the sign that was asked about. Pure. */
#ifndef AFTERCARE_CONTENT_SEARCH_DIRECT_H
#define AFTERCARE_CONTENT_SEARCH_DIRECT_H

#include "content/search_words.h"
#include "content/vocabulary.h"

#include <stdbool.h>

enum { SEARCH_DIRECT_MAX = 5 };

/* [{type: "activity", key} | {type: "sign", treatment, id}], best first, which the caller puts. The
 * words must have been weighed. */
struct json_object *search_direct(const struct search_words *words,
                                  const struct vocabulary *vocabulary);

/* Whether a word is of a person's state, of which our advice may know nothing ("fever",
 * "pregnant"). */
bool search_names_a_state(const struct search_words *words);

#endif

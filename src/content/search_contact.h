/* Whether somebody asks for the clinic itself: its telephone, its hours, where it is; or may need
 * it. Pure. */
#ifndef AFTERCARE_CONTENT_SEARCH_CONTACT_H
#define AFTERCARE_CONTENT_SEARCH_CONTACT_H

#include "content/search_words.h"

#include <stdbool.h>

/* True where everything that carries the question asks for it: "when are you open", but not "open
 * wound". What stands on the page of contacts is the clinic's to say; here are only the words that
 * ask for it. */
bool search_asks_for_contact(const struct search_words *words);

/* True where a word tells of worry, or of what a person may worry about: "my face is burning". Who
 * is answered by nothing else is told whom to call. */
bool search_sounds_worried(const struct search_words *words);

#endif

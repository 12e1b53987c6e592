/* Slugs: the last part of a page's address. Small ASCII letters, digits and single hyphens,
 * 1 to SLUG_MAX bytes, no hyphen at either end. Keys have the same form. */
#ifndef AFTERCARE_TEXT_SLUG_H
#define AFTERCARE_TEXT_SLUG_H

#include "base/buffer.h"

#include <stdbool.h>

enum { SLUG_MAX = 80 };

bool slug_is_valid(const char *slug);

/* Appends a slug made of text: "Mikro-Nädeln: was?" gives "mikro-nadeln-was". Accents fall
 * (Unicode decomposition), apostrophes go ("what's" is "whats"), other runs of characters become
 * one hyphen, the end is cut at SLUG_MAX on a word where possible. Appends nothing if no letter or
 * digit is left. */
void slug_make(const char *text, struct buffer *out);

#endif

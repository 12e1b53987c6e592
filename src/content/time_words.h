/* Times as a person says them: "72 hours", "about 2 weeks", "6 to 10 weeks", "at least 3 months",
 * "up to 24 hours", "until your skin has healed", "always", "not said". */
#ifndef AFTERCARE_CONTENT_TIME_WORDS_H
#define AFTERCARE_CONTENT_TIME_WORDS_H

#include "base/buffer.h"

#include <stdbool.h>

struct json_object;

/* Reads words into time (an object that the caller owns): kind, and what goes with it of low, high,
 * unit, precision and condition; anchor only where the words say it ("2 days before treatment").
 * Other members stay as they are. False, and time untouched, where the words are not understood. */
bool time_words_read(const char *words, struct json_object *time);

/* Appends the words for a time's kind, figures and condition, in the form that time_words_read
 * reads; nothing for a time that is not sound. */
void time_words_write(struct json_object *time, struct buffer *words);

/* Whether reading what time_words_write writes gives the same time again. Where not (a time that
 * breaks the rules, an odd condition), only its fields tell it. */
bool time_words_tell(struct json_object *time);

/* Appends the words that patients read where nobody wrote others: "72 hours after treatment". */
void time_words_patients(struct json_object *time, struct buffer *words);

#endif

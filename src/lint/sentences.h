/* A plain text as sentences, and how hard they are to read. For English. */
#ifndef AFTERCARE_LINT_SENTENCES_H
#define AFTERCARE_LINT_SENTENCES_H

#include <stdbool.h>
#include <stddef.h>

struct sentence {
    const char *start; /* borrowed; not ended by a NUL */
    size_t length;     /* bytes, with the mark that ends it */
    size_t words;
    size_t syllables; /* counted by groups of vowels */
    bool is_question;
};

/* Takes the next sentence off *text, the text of one block (lint/texts.h), which need not end with
 * a mark. False at the end. "Dr. Smith", "e.g. a sauna" and "1.5 days" end no sentence. */
bool sentence_next(const char **text, struct sentence *sentence);

#endif

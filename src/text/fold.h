/* Words as the search compares them: small letters without accents, and what is left of them
 * without their endings. The index (SQLite's unicode61 and porter) does the same to what it keeps;
 * this is for what stands outside it. */
#ifndef AFTERCARE_TEXT_FOLD_H
#define AFTERCARE_TEXT_FOLD_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct fold_word {
    size_t at, size;            /* where it stands in the text that was read; bytes */
    size_t folded, folded_size; /* where it stands, folded, in words.folded; bytes */
    uint32_t exact, stem;       /* hashes of the word, and of it without its ending */
};

struct fold_words {
    struct buffer folded;   /* each word ends with a NUL */
    struct fold_word *list; /* owned */
    size_t count, capacity;
};

/* Reads at most limit words of text, which may be any bytes; what is no letter and no digit parts
 * words. words begins as {0} or holds others, after which these come. */
void fold_words_add(struct fold_words *words, const char *text, size_t length, size_t limit);

void fold_words_clear(struct fold_words *words); /* keeps the memory */
void fold_words_free(struct fold_words *words);

/* The folded word, borrowed until the next is added. */
const char *fold_word_text(const struct fold_words *words, size_t i);

/* Appends count folded words from first on, with between between them. */
void fold_words_put(const struct fold_words *words, size_t first, size_t count, const char *between,
                    struct buffer *out);

/* How many bytes of a folded word are its stem: "swimming" is "swim", "redness" is "red". */
size_t fold_stem(const char *word, size_t size);

#endif

/* Words that were typed without the blanks between them: "canigoswimming", "redface". */
#ifndef AFTERCARE_CONTENT_SEARCH_PART_H
#define AFTERCARE_CONTENT_SEARCH_PART_H

#include "base/buffer.h"
#include "content/vocabulary.h"

struct db;

/* Appends what was typed, folded, with each word that neither the site nor the vocabulary knows
 * parted into words that they do know: small words of a question around one that carries it, or
 * around words that stand side by side elsewhere. "sunburn" is not "sun burn". */
void search_part(struct db *db, const char *typed, const struct vocabulary *vocabulary,
                 struct buffer *parted);

#endif

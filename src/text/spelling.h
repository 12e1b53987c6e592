/* Words near to one that nobody knows: a dictionary that is filled word by word. */
#ifndef AFTERCARE_TEXT_SPELLING_H
#define AFTERCARE_TEXT_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

struct spelling;

enum { SPELLING_WORD_MAX = 80, SPELLING_NEAR_MAX = 15 }; /* bytes; words of one answer */

/* An empty dictionary; NULL where the system lets none be made. The caller frees it. */
struct spelling *spelling_new(void);
void spelling_free(struct spelling *spelling);

/* The words of English, from files of the system: some 8 MB. NULL, with errno, where they cannot be
 * read. The caller frees it. */
struct spelling *spelling_english(void);

/* word is UTF-8 in small letters. */
void spelling_add(struct spelling *spelling, const char *word);

/* Whether word stands in the dictionary. */
bool spelling_knows(struct spelling *spelling, const char *word);

/* Hands each word near to word over, the likeliest first; at most SPELLING_NEAR_MAX. */
void spelling_near(struct spelling *spelling, const char *word,
                   void (*take)(void *data, const char *near), void *data);

/* How many letters must be added, left out, changed or swapped with their neighbour to make b of
 * a, both read to SPELLING_WORD_MAX bytes; bytes count as letters. */
size_t spelling_slips(const char *a, const char *b);

#endif

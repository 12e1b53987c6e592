/* A text as words, numbers and marks, each with its place: what the readers of prose here work
 * on. English only. */
#ifndef AFTERCARE_LINT_TOKENS_H
#define AFTERCARE_LINT_TOKENS_H

#include <stdbool.h>
#include <stddef.h>

enum token_kind {
    TOKEN_WORD,
    TOKEN_NUMBER, /* 3, 1.5, 2,000, 1½ */
    TOKEN_HYPHEN, /* - between two words or figures, whatever its length */
    TOKEN_MARK    /* a punctuation mark; a dash with blanks around it is "-" */
};

enum { TOKEN_TEXT_MAX = 28 };

struct token {
    enum token_kind kind;
    size_t start, end;         /* bytes of the text */
    double value;              /* of a number */
    char text[TOKEN_TEXT_MAX]; /* in small letters, straight apostrophes; a longer one is cut */
};

struct tokens {
    struct token *list; /* owned */
    size_t count;
    size_t room;
};

/* A part of a text. */
struct span {
    const struct tokens *tokens; /* NULL where there is none */
    size_t first, end;
};

/* Appends the tokens of text. The caller calls tokens_free. */
void tokens_read(const char *text, struct tokens *tokens);

void tokens_free(struct tokens *tokens);

/* How many tokens from the at-th on are the words of phrase; 0 if they are not. Words of a phrase
 * stand between single blanks; one that ends in * is the beginning of a word; a hyphen in the text
 * counts as a blank ("make up" is there in "make-up"). */
size_t tokens_match(const struct tokens *tokens, size_t at, size_t end, const char *phrase);

/* How many tokens before the at-th are phrase, not before first; 0 if they are not. */
size_t tokens_match_before(const struct tokens *tokens, size_t at, size_t first,
                           const char *phrase);

/* The length of the first phrase of a list (ended by NULL) that stands at at, or before it; 0. */
size_t tokens_match_any(const struct tokens *tokens, size_t at, size_t end,
                        const char *const *phrases);
size_t tokens_match_any_before(const struct tokens *tokens, size_t at, size_t first,
                               const char *const *phrases);

/* Whether one of the phrases stands anywhere between first and end. */
bool tokens_have_any(const struct tokens *tokens, size_t first, size_t end,
                     const char *const *phrases);

#endif

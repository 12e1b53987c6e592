/* What was typed, as the search understands it: which words carry the question, and what else may
 * stand for each. Pure: the vocabulary and what the site knows are arguments. */
#ifndef AFTERCARE_CONTENT_SEARCH_WORDS_H
#define AFTERCARE_CONTENT_SEARCH_WORDS_H

#include "content/search.h"
#include "content/vocabulary.h"
#include "text/fold.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { SEARCH_ALTERNATIVES_MAX = 40 };

enum search_form {
    FORM_TYPED,    /* as typed, in any order */
    FORM_JOINED,   /* the same words joined or parted: "microneedling" */
    FORM_SYNONYM,  /* of the vocabulary */
    FORM_BEGINNING /* what was typed may be its beginning: content/search_begin.h */
};

struct search_alternative {
    enum search_form form;
    size_t first, count; /* of search_words.words */
};

/* One or several typed words that are looked for together. */
struct search_term {
    struct search_alternative list[SEARCH_ALTERNATIVES_MAX];
    size_t count;
    size_t typed_first, typed_count;
    bool may_go_on;                    /* typed last: perhaps the word is not at its end yet */
    bool is_certain;                   /* there is one thing that it can be the beginning of */
    size_t longer_first, longer_count; /* words of the site that the last one may become */
    int64_t rows;  /* how many passages have it, counted up to a limit (content/search_find.h) */
    double weight; /* how rare it is */
};

struct search_words {
    struct fold_words words; /* those typed, then those of alternatives */
    size_t typed;            /* how many were typed */
    struct search_term terms[SEARCH_WORDS_MAX];
    size_t term_count;
};

/* Whether the site has the words, given folded with blanks between them, side by side. */
typedef bool search_knows(void *data, const char *words);

/* How many bytes of what was typed are looked at: whole characters. */
size_t search_length_looked_at(const char *typed);

/* words begins as {0}; the caller frees it. */
void search_words_read(struct search_words *words, const char *typed,
                       const struct vocabulary *vocabulary, search_knows *knows, void *data);
void search_words_free(struct search_words *words);

/* Adds what else may stand for the term. */
void search_term_add(struct search_words *words, struct search_term *term, enum search_form form,
                     const char *text);

/* Adds the phrases of a group of the vocabulary, without but, which may be NULL. */
void search_term_add_group(struct search_words *words, struct search_term *term,
                           const struct vocabulary *vocabulary, size_t group,
                           const struct phrase *but, enum search_form form);

/* Whether the term is looked for: a word that nobody wrote does not sink a question whose other
 * words are known. The words must have been weighed. */
bool search_term_counts(const struct search_words *words, const struct search_term *term);

/* Whether a folded word only makes a question of the others: "can", "how", "after". */
bool search_is_filler(const char *word);

/* Appends the FTS5 expression that finds one term: quoted words, OR, AND and brackets, and
 * nothing of what was typed outside quotes. */
void search_term_expression(const struct search_words *words, const struct search_term *term,
                            struct buffer *expression);

#endif

#include "content/search_words.h"

#include "base/buffer.h"

#include <string.h>

/* --- Alternatives ----------------------------------------------------------------------------- */

static void add_alternative(struct search_term *term, enum search_form form, size_t first,
                            size_t count)
{
    if (term->count < SEARCH_ALTERNATIVES_MAX && count)
        term->list[term->count++] = (struct search_alternative){form, first, count};
}

void search_term_add(struct search_words *words, struct search_term *term, enum search_form form,
                     const char *text)
{
    size_t first = words->words.count;
    fold_words_add(&words->words, text, strlen(text), SEARCH_WORDS_MAX);
    add_alternative(term, form, first, words->words.count - first);
}

static struct search_term *new_term(struct search_words *words, size_t first, size_t count)
{
    struct search_term *term = &words->terms[words->term_count++];
    *term = (struct search_term){.typed_first = first,
                                 .typed_count = count,
                                 .may_go_on = first + count == words->typed,
                                 .weight = 1};
    add_alternative(term, FORM_TYPED, first, count);
    return term;
}

/* --- The vocabulary --------------------------------------------------------------------------- */

static bool phrase_is_at(const struct vocabulary *vocabulary, const struct phrase *phrase,
                         const struct fold_words *words, size_t at, size_t end)
{
    if (at + phrase->count > end)
        return false;
    for (size_t i = 0; i < phrase->count; i++)
        if (words->list[at + i].stem != vocabulary->words.list[phrase->first + i].stem)
            return false;
    return true;
}

/* The longest phrase of the vocabulary that begins at the word; NULL if none does. */
static const struct phrase *phrase_at(const struct vocabulary *vocabulary,
                                      const struct fold_words *words, size_t at, size_t end)
{
    const struct phrase *best = NULL;
    for (size_t i = 0; i < vocabulary->phrase_count; i++)
        if ((!best || vocabulary->phrases[i].count > best->count) &&
            phrase_is_at(vocabulary, &vocabulary->phrases[i], words, at, end))
            best = &vocabulary->phrases[i];
    return best;
}

void search_term_add_group(struct search_words *words, struct search_term *term,
                           const struct vocabulary *vocabulary, size_t group,
                           const struct phrase *but, enum search_form form)
{
    for (size_t i = 0; i < vocabulary->phrase_count; i++) {
        const struct phrase *phrase = &vocabulary->phrases[i];
        struct buffer text = {0};
        if (phrase == but || phrase->group != group)
            continue;
        fold_words_put(&vocabulary->words, phrase->first, phrase->count, " ", &text);
        search_term_add(words, term, form, buffer_text(&text));
        buffer_free(&text);
    }
}

/* Adds what means the same as the words from at on, where the vocabulary knows just these. */
static void add_synonyms(struct search_words *words, struct search_term *term,
                         const struct vocabulary *vocabulary, size_t at, size_t count)
{
    for (size_t i = 0; i < vocabulary->phrase_count; i++) {
        const struct phrase *phrase = &vocabulary->phrases[i];
        if (phrase->count == count &&
            phrase_is_at(vocabulary, phrase, &words->words, at, at + count))
            search_term_add_group(words, term, vocabulary, phrase->group, phrase, FORM_SYNONYM);
    }
}

/* --- Joined and parted ------------------------------------------------------------------------ */

/* Whether the word and its neighbour are written as one elsewhere: appends that. */
static bool joined_with_next(const struct search_words *words, size_t at,
                             const struct vocabulary *vocabulary, search_knows *knows, void *data,
                             struct buffer *joined)
{
    enum { LEAST = 5 };
    bool is_pair =
        at + 1 < words->typed && !(search_is_filler(fold_word_text(&words->words, at)) &&
                                   search_is_filler(fold_word_text(&words->words, at + 1)));
    if (!is_pair)
        return false;
    fold_words_put(&words->words, at, 2, "", joined);
    struct fold_words one = {0};
    fold_words_add(&one, buffer_text(joined), joined->length, 1);
    bool is_known = joined->length >= LEAST &&
                    (phrase_at(vocabulary, &one, 0, one.count) || knows(data, buffer_text(joined)));
    fold_words_free(&one);
    return is_known;
}

/* Adds the word parted in two that the site has side by side: one page may have "sunblock", another
 * "sun block". A word that nobody knows has been parted before (content/search_part.h). */
static void add_parted(struct search_words *words, struct search_term *term, search_knows *knows,
                       void *data)
{
    enum { LEAST = 3 };
    struct buffer parted = {0}, word = {0};
    buffer_puts(&word, fold_word_text(&words->words, term->typed_first));
    for (size_t i = LEAST; i + LEAST <= word.length; i++) {
        if (((unsigned char)word.data[i] & 0xc0) == 0x80)
            continue;
        buffer_clear(&parted);
        buffer_append(&parted, word.data, i);
        buffer_puts(&parted, " ");
        buffer_puts(&parted, word.data + i);
        if (!knows(data, buffer_text(&parted)))
            continue;
        search_term_add(words, term, FORM_JOINED, buffer_text(&parted));
        break;
    }
    buffer_free(&parted);
    buffer_free(&word);
}

/* --- Reading ---------------------------------------------------------------------------------- */

size_t search_length_looked_at(const char *typed)
{
    size_t length = strnlen(typed, SEARCH_QUERY_MAX + 1);
    if (length > SEARCH_QUERY_MAX) /* not in the middle of a character */
        for (length = SEARCH_QUERY_MAX; length && ((unsigned char)typed[length] & 0xc0) == 0x80;)
            length--;
    return length;
}

/* Makes a term of what begins at the word; returns how many words it took. */
static size_t read_term(struct search_words *words, size_t at, const struct vocabulary *vocabulary,
                        search_knows *knows, void *data)
{
    struct buffer joined = {0};
    const struct phrase *phrase = phrase_at(vocabulary, &words->words, at, words->typed);
    bool is_joined = joined_with_next(words, at, vocabulary, knows, data, &joined);
    size_t count = phrase ? phrase->count : 1;
    if (is_joined && count < 2)
        count = 2;
    if (count == 1 && !phrase && search_is_filler(fold_word_text(&words->words, at))) {
        buffer_free(&joined);
        return 1;
    }
    struct search_term *term = new_term(words, at, count);
    if (phrase)
        add_synonyms(words, term, vocabulary, at, count);
    if (is_joined && count == 2) {
        size_t first = words->words.count;
        search_term_add(words, term, FORM_JOINED, buffer_text(&joined));
        add_synonyms(words, term, vocabulary, first, 1);
    }
    if (count == 1)
        add_parted(words, term, knows, data);
    buffer_free(&joined);
    return count;
}

void search_words_read(struct search_words *words, const char *typed,
                       const struct vocabulary *vocabulary, search_knows *knows, void *data)
{
    fold_words_add(&words->words, typed, search_length_looked_at(typed), SEARCH_TYPED_MAX);
    words->typed = words->words.count;
    for (size_t at = 0; at < words->typed && words->term_count < SEARCH_WORDS_MAX;)
        at += read_term(words, at, vocabulary, knows, data);
    if (words->term_count == 0) /* "how long": then that is what is meant */
        for (size_t at = 0; at < words->typed && at < SEARCH_WORDS_MAX; at++)
            new_term(words, at, 1);
}

void search_words_free(struct search_words *words)
{
    fold_words_free(&words->words);
    *words = (struct search_words){0};
}

/* --- As an expression ------------------------------------------------------------------------- */

/* The last word of what was typed, or any of those that it may be the beginning of. */
static void put_begun(const struct search_words *words, const struct search_term *term, size_t last,
                      struct buffer *out)
{
    buffer_printf(out, "(\"%s\"", fold_word_text(&words->words, last));
    for (size_t i = term->longer_first; i < term->longer_first + term->longer_count; i++)
        buffer_printf(out, " OR \"%s\"", fold_word_text(&words->words, i));
    buffer_puts(out, ")");
}

static void put_typed(const struct search_words *words, const struct search_term *term,
                      const struct search_alternative *alternative, struct buffer *out)
{
    size_t last = alternative->first + alternative->count - 1;
    buffer_puts(out, "(");
    for (size_t i = alternative->first; i < last; i++)
        buffer_printf(out, "\"%s\" AND ", fold_word_text(&words->words, i));
    put_begun(words, term, last, out);
    buffer_puts(out, ")");
}

static void put_alternative(const struct search_words *words, const struct search_term *term,
                            const struct search_alternative *alternative, struct buffer *out)
{
    if (alternative->form == FORM_TYPED) {
        put_typed(words, term, alternative, out);
        return;
    }
    buffer_puts(out, "(\"");
    fold_words_put(&words->words, alternative->first, alternative->count, " ", out);
    buffer_puts(out, "\")");
}

void search_term_expression(const struct search_words *words, const struct search_term *term,
                            struct buffer *expression)
{
    buffer_puts(expression, "(");
    for (size_t i = 0; i < term->count; i++) {
        buffer_puts(expression, i ? " OR " : "");
        put_alternative(words, term, &term->list[i], expression);
    }
    buffer_puts(expression, ")");
}

bool search_term_counts(const struct search_words *words, const struct search_term *term)
{
    bool any = false;
    for (size_t i = 0; i < words->term_count && !any; i++)
        any = words->terms[i].rows > 0;
    return !any || term->rows > 0;
}

#include "content/search_begin.h"

#include "content/search_find.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

enum {
    GROUPS_MAX = 8,    /* of the vocabulary that one beginning may mean */
    BACK_MAX = 4,      /* typed words before it that may belong to the same phrase */
    LETTERS_LEAST = 2, /* from so many on the vocabulary is asked: "s" may be anything */
    CERTAIN_FROM = 4   /* and from so many on it may be certain what is meant */
};

struct beginning {
    struct search_words *words;
    const struct vocabulary *vocabulary;
    struct search_term *term; /* the last one */
    size_t last;              /* the typed word that it ends with */
    size_t groups[GROUPS_MAX], group_count;
};

static const char *typed_word(const struct beginning *beginning)
{
    return fold_word_text(&beginning->words->words, beginning->last);
}

/* --- The site's words ------------------------------------------------------------------------- */

void search_words_beginning(struct db *db, const char *word, int64_t limit,
                            struct fold_words *found)
{
    struct buffer after = {0};
    buffer_printf(&after, "%s\xf4\x8f\xbf\xbf", word); /* the last character that there is */
    struct db_rows *rows =
        db_query(db, DB_WORDS_BEGINNING, "ssi", word, buffer_text(&after), limit);
    while (db_next(rows))
        fold_words_add(found, db_text(rows, 0), strlen(db_text(rows, 0)), 1);
    db_end(rows);
    buffer_free(&after);
}

static void add_longer(struct db *db, struct beginning *beginning)
{
    struct fold_words *all = &beginning->words->words;
    struct buffer word = {0};
    buffer_puts(&word, typed_word(beginning)); /* all may move */
    beginning->term->longer_first = all->count;
    search_words_beginning(db, buffer_text(&word), SEARCH_LONGER_MAX, all);
    beginning->term->longer_count = all->count - beginning->term->longer_first;
    buffer_free(&word);
}

/* --- The vocabulary's ------------------------------------------------------------------------- */

/* Whether a phrase begins with the typed words from first on, and goes on within or after the last.
 */
static bool phrase_begins(const struct beginning *beginning, const struct phrase *phrase,
                          size_t first)
{
    const struct fold_words *typed = &beginning->words->words;
    const struct fold_words *known = &beginning->vocabulary->words;
    size_t before = beginning->last - first, at = phrase->first + before;
    if (phrase->count <= before)
        return false;
    for (size_t i = 0; i < before; i++)
        if (typed->list[first + i].stem != known->list[phrase->first + i].stem)
            return false;
    size_t size = typed->list[beginning->last].folded_size;
    bool goes_on = known->list[at].folded_size > size || phrase->count > before + 1;
    return goes_on && memcmp(fold_word_text(known, at), typed_word(beginning), size) == 0;
}

static void take_group(struct beginning *beginning, size_t group)
{
    for (size_t i = 0; i < beginning->group_count; i++)
        if (beginning->groups[i] == group)
            return;
    if (beginning->group_count < GROUPS_MAX)
        beginning->groups[beginning->group_count++] = group;
}

/* The terms from the typed word first on become one. */
static void join_terms(struct beginning *beginning, size_t first)
{
    struct search_words *words = beginning->words;
    while (words->term_count && words->terms[words->term_count - 1].typed_first >= first)
        words->term_count--;
    struct search_term *term = &words->terms[words->term_count++];
    *term = (struct search_term){.typed_first = first,
                                 .typed_count = beginning->last + 1 - first,
                                 .may_go_on = true,
                                 .weight = 1};
    term->list[term->count++] =
        (struct search_alternative){FORM_TYPED, first, beginning->last + 1 - first};
    beginning->term = term;
}

/* Whether terms begin at the word: a phrase that was understood is not torn. */
static bool begins_a_term(const struct search_words *words, size_t typed)
{
    for (size_t i = 0; i < words->term_count; i++)
        if (typed > words->terms[i].typed_first &&
            typed < words->terms[i].typed_first + words->terms[i].typed_count)
            return false;
    return true;
}

static void find_groups(struct beginning *beginning)
{
    size_t from = beginning->last > BACK_MAX ? beginning->last - BACK_MAX : 0;
    const struct vocabulary *vocabulary = beginning->vocabulary;
    for (size_t first = from; first <= beginning->last && !beginning->group_count; first++) {
        for (size_t i = 0; i < vocabulary->phrase_count; i++)
            if (phrase_begins(beginning, &vocabulary->phrases[i], first))
                take_group(beginning, vocabulary->phrases[i].group);
        if (beginning->group_count && first < beginning->term->typed_first) {
            if (begins_a_term(beginning->words, first))
                join_terms(beginning, first);
            else
                beginning->group_count = 0;
        }
    }
}

/* --- What it can only mean -------------------------------------------------------------------- */

/* Whether a word is one of the group's. */
static bool is_of_group(const struct vocabulary *vocabulary, size_t group, uint32_t stem)
{
    for (size_t i = 0; i < vocabulary->phrase_count; i++)
        if (vocabulary->phrases[i].group == group && vocabulary->phrases[i].count == 1 &&
            vocabulary->words.list[vocabulary->phrases[i].first].stem == stem)
            return true;
    return false;
}

/* Whether all words that it may become are one: of one stem, or of one group. */
static bool comes_to_one(const struct beginning *beginning)
{
    const struct search_term *term = beginning->term;
    const struct fold_words *all = &beginning->words->words;
    if (beginning->group_count > 1 || term->typed_count > 1 ||
        beginning->group_count + term->longer_count == 0)
        return false;
    for (size_t i = term->longer_first; i < term->longer_first + term->longer_count; i++) {
        uint32_t stem = all->list[i].stem;
        bool is_one = beginning->group_count
                          ? is_of_group(beginning->vocabulary, beginning->groups[0], stem)
                          : stem == all->list[term->longer_first].stem;
        if (!is_one)
            return false;
    }
    return true;
}

/* --- The whole -------------------------------------------------------------------------------- */

/* Whether staff have the word by itself. */
static bool has_by_itself(const struct vocabulary *vocabulary, const char *word)
{
    for (size_t i = 0; i < vocabulary->phrase_count; i++)
        if (vocabulary->phrases[i].count == 1 &&
            strcmp(fold_word_text(&vocabulary->words, vocabulary->phrases[i].first), word) == 0)
            return true;
    return false;
}

static void complete(struct db *db, struct beginning *beginning)
{
    struct search_words *words = beginning->words;
    bool is_whole = search_word_documents(db, typed_word(beginning)) > 0;
    size_t letters = words->words.list[beginning->last].folded_size;
    add_longer(db, beginning);
    size_t longer_first = beginning->term->longer_first;
    size_t longer_count = beginning->term->longer_count;
    if (letters >= LETTERS_LEAST && !is_whole)
        find_groups(beginning);
    struct search_term *term = beginning->term; /* perhaps another now */
    term->longer_first = longer_first;
    term->longer_count = longer_count;
    /* Of a word that the site has itself what it may become is found, but is no match: who asks how
     * it works does not ask about workouts. Nor is who types "peeling" half-way to "peeling
     * scrub". */
    term->may_go_on = !is_whole;
    term->is_certain = letters >= CERTAIN_FROM && !is_whole && comes_to_one(beginning) &&
                       !vocabulary_has_word(beginning->vocabulary, typed_word(beginning));
    if (term->is_certain && longer_count)
        term->list[term->count++] = (struct search_alternative){FORM_BEGINNING, longer_first, 1};
    for (size_t i = 0; i < beginning->group_count; i++)
        search_term_add_group(words, term, beginning->vocabulary, beginning->groups[i], NULL,
                              FORM_BEGINNING);
}

void search_begin(struct db *db, struct search_words *words, const struct vocabulary *vocabulary)
{
    struct search_term *term = words->term_count ? &words->terms[words->term_count - 1] : NULL;
    struct beginning beginning = {.words = words, .vocabulary = vocabulary, .term = term};
    if (!term || !term->may_go_on)
        return;
    beginning.last = words->typed - 1;
    bool is_phrase = term->typed_count > 1 && term->count > 1;
    const char *word = typed_word(&beginning);
    if (is_phrase || (has_by_itself(vocabulary, word) && search_word_documents(db, word) == 0))
        term->may_go_on = false;
    else
        complete(db, &beginning);
}

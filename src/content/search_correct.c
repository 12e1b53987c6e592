#include "content/search_correct.h"

#include "base/log.h"
#include "content/document.h"
#include "content/search_begin.h"
#include "content/search_find.h"
#include "content/search_time.h"
#include "content/vocabulary.h"
#include "store/db.h"
#include "text/spelling.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

enum {
    DICTIONARY_MAX = 50000, /* words of the site that are held against what was typed */
    UNKNOWN_MAX = 4,        /* words of a query that are corrected */
    LETTERS_LEAST = 3,
    SHORT_WORD = 5, /* letters */
    LONG_WORD = 6,  /* of which two may be wrong */
    MOST_SLIPS = 2
};

/* English, for as long as the process is. */
static struct spelling *english;

bool search_correct_prepare(struct buffer *error)
{
    if (!english)
        english = spelling_english();
    if (!english)
        buffer_printf(error,
                      "the English dictionary of the system cannot be read (%s): install the "
                      "package hunspell-en-us",
                      strerror(errno));
    return english != NULL;
}

/* --- The dictionary --------------------------------------------------------------------------- */

static bool is_for_dictionary(const char *word)
{
    size_t length = strlen(word);
    return length >= LETTERS_LEAST && length <= SPELLING_WORD_MAX && !strpbrk(word, "0123456789");
}

static void fill(struct spelling *spelling, struct db *db)
{
    const struct vocabulary *vocabulary = vocabulary_get(db);
    struct db_rows *rows = db_query(db, DB_WORDS_FROM, "si", "", (int64_t)DICTIONARY_MAX);
    while (db_next(rows))
        if (is_for_dictionary(db_text(rows, 0)))
            spelling_add(spelling, db_text(rows, 0));
    db_end(rows);
    for (size_t i = 0; i < vocabulary->words.count; i++)
        if (is_for_dictionary(fold_word_text(&vocabulary->words, i)))
            spelling_add(spelling, fold_word_text(&vocabulary->words, i));
}

/* Made when a word is first unknown, and anew for each version of the site. */
static struct spelling *dictionary(struct db *db)
{
    static struct spelling *kept;
    static struct db *kept_of;
    static int64_t kept_version;
    int64_t version = document_site_version(db);
    if (kept && kept_of == db && kept_version == version)
        return kept;
    spelling_free(kept);
    kept = spelling_new();
    kept_of = db;
    kept_version = version;
    search_time_pause(db); /* it serves all queries that come, and is capped */
    if (kept)
        fill(kept, db);
    search_time_go_on(db);
    return kept;
}

/* Whether what was typed is English, though no page has it. */
static bool is_english(struct db *db, const char *typed)
{
    struct buffer error = {0};
    search_time_pause(db); /* a process that was not prepared reads the dictionary now */
    bool known = search_correct_prepare(&error) && spelling_knows(english, typed);
    search_time_go_on(db);
    if (!english)
        log_event("dictionary-lost", "detail=\"%s\"", buffer_text(&error));
    buffer_free(&error);
    return known;
}

/* --- The nearest ------------------------------------------------------------------------------ */

struct nearest {
    struct db *db;
    const char *typed;
    char word[SPELLING_WORD_MAX + 2];
    size_t slips;
    bool only_doubled; /* typed and word differ in doubled letters alone: "redd" */
    int64_t documents;
};

/* Of a short word a letter may be missing or too many, no more: "sana" is sauna, but "cat" not
 * "can", and "weed" not "week". Two slips in a word of five make another word: "hives" is not
 * "gives". */
static bool is_near_enough(const struct nearest *nearest)
{
    size_t typed = strlen(nearest->typed), found = strlen(nearest->word);
    if (typed < SHORT_WORD)
        return nearest->slips <= 1 && typed != found;
    return nearest->slips <= (typed < LONG_WORD ? 1 : MOST_SLIPS);
}

/* A slip in the first letter is rarer than any other. */
static size_t slips_to(const char *typed, const char *word)
{
    return spelling_slips(typed, word) + (*typed != *word);
}

/* Whether two words are the same once each letter that is doubled stands once. */
static bool differ_in_doubled(const char *a, const char *b)
{
    while (*a && *a == *b) {
        char letter = *a;
        while (*a == letter)
            a++;
        while (*b == letter)
            b++;
    }
    return !*a && !*b;
}

static bool is_nearer(const struct nearest *nearest, const struct nearest *than)
{
    if (nearest->slips != than->slips)
        return nearest->slips < than->slips;
    if (nearest->only_doubled != than->only_doubled)
        return nearest->only_doubled;
    return nearest->documents > than->documents;
}

static void take_nearer(void *data, const char *word)
{
    struct nearest *nearest = data;
    /* A small word is never what was meant: "wound" is not "would". Nor are two:
     * content/search_part.h knows better. */
    if (strlen(word) > SPELLING_WORD_MAX || strpbrk(word, "- ") || search_is_filler(word))
        return;
    struct nearest found = *nearest;
    snprintf(found.word, sizeof found.word, "%s", word);
    found.slips = slips_to(nearest->typed, word);
    found.only_doubled = differ_in_doubled(nearest->typed, word);
    found.documents = search_word_documents(nearest->db, word);
    if (is_near_enough(&found) && (!*nearest->word || is_nearer(&found, nearest)))
        *nearest = found;
}

/* A letter typed twice is a slip even where it makes a rare word: "redd". */
static bool is_sure(struct db *db, const struct nearest *nearest)
{
    return nearest->slips <= 1 && (nearest->only_doubled || !is_english(db, nearest->typed));
}

static bool find_nearest(struct db *db, const char *typed, struct nearest *nearest)
{
    *nearest = (struct nearest){.db = db, .typed = typed};
    struct spelling *spelling = is_for_dictionary(typed) ? dictionary(db) : NULL;
    /* A word that is right is not corrected, though no page has it: "fever" is not "forever". */
    if (spelling && !spelling_knows(spelling, typed))
        spelling_near(spelling, typed, take_nearer, nearest);
    /* Nor is one of English that is two slips away: "worried" is not "worked". */
    return *nearest->word && (nearest->slips <= 1 || !is_english(db, typed));
}

/* --- What was typed, corrected ---------------------------------------------------------------- */

/* The term that a typed word is all of, where no passage has it; NULL otherwise. */
static const struct search_term *unknown_term(const struct search_words *words, size_t at)
{
    for (size_t i = 0; i < words->term_count; i++)
        if (words->terms[i].typed_first == at && words->terms[i].typed_count == 1)
            return words->terms[i].rows == 0 ? &words->terms[i] : NULL;
    return NULL;
}

bool search_correct(struct db *db, const struct search_words *words, struct search_near *near)
{
    size_t unknown = 0, changed = 0;
    near->is_sure = true;
    for (size_t at = 0; at < words->typed; at++) {
        const char *word = fold_word_text(&words->words, at);
        struct nearest nearest;
        buffer_puts(&near->text, at ? " " : "");
        if (unknown_term(words, at) && unknown++ < UNKNOWN_MAX &&
            find_nearest(db, word, &nearest)) {
            near->is_sure = near->is_sure && is_sure(db, &nearest);
            changed++;
            word = nearest.word;
        }
        buffer_puts(&near->text, word);
    }
    if (changed == 0)
        buffer_clear(&near->text);
    return changed > 0;
}

/* --- What only looks like it ------------------------------------------------------------------ */

struct likeness {
    const char *typed;
    struct buffer *like;
};

/* Of three letters one may be another. */
static void take_like(void *data, const char *word)
{
    struct likeness *likeness = data;
    size_t length = strlen(likeness->typed);
    if (strlen(word) <= SPELLING_WORD_MAX && !search_is_filler(word) && !strpbrk(word, "- ") &&
        slips_to(likeness->typed, word) * 3 <= length)
        buffer_printf(likeness->like, "%s%s", likeness->like->length ? " " : "", word);
}

/* The words of the site that begin with most of what was typed: "microdermabrasion" like "micro".
 */
static void add_beginning_alike(struct db *db, const char *typed, struct buffer *like)
{
    enum { ALIKE_LEAST = 5, ALIKE_MAX = 3 };
    char start[SPELLING_WORD_MAX + 1];
    struct fold_words found = {0};
    snprintf(start, sizeof start, "%s", typed);
    for (size_t size = strlen(start); size >= ALIKE_LEAST && found.count == 0; size--) {
        start[size] = '\0';
        search_words_beginning(db, start, ALIKE_MAX, &found);
        if (search_word_documents(db, start) > 0)
            fold_words_add(&found, start, size, 1);
    }
    if (found.count)
        buffer_puts(like, like->length ? " " : "");
    fold_words_put(&found, 0, found.count, " ", like);
    fold_words_free(&found);
}

void search_words_like(struct db *db, const struct search_words *words, struct buffer *like)
{
    for (size_t i = 0; i < words->term_count && i < UNKNOWN_MAX; i++) {
        const char *typed = fold_word_text(&words->words, words->terms[i].typed_first);
        struct likeness likeness = {typed, like};
        bool is_long = strlen(typed) >= SHORT_WORD && is_for_dictionary(typed);
        struct spelling *spelling = is_long ? dictionary(db) : NULL;
        if (spelling && !spelling_knows(spelling, typed)) {
            spelling_near(spelling, typed, take_like, &likeness);
            add_beginning_alike(db, typed, like);
        }
    }
}

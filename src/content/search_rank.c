#include "content/search_rank.h"

#include "base/buffer.h"

#include <string.h>

/* --- Where a word is found, and how ----------------------------------------------------------- */

enum column { COLUMN_TITLE, COLUMN_HEADING, COLUMN_NAMES, COLUMN_ABOUT, COLUMN_TEXT, COLUMN_COUNT };

/* What a word is worth there. At the top of a page the title says what it answers; of a part, the
 * heading does. */
static const double worth_at_top[COLUMN_COUNT] = {1.0, 0.9, 0.95, 0.3, 0.45};
static const double worth_in_part[COLUMN_COUNT] = {0.5, 1.0, 0.9, 0.3, 0.45};

/* What it is worth to be there as typed, and otherwise. */
enum match { MATCH_NONE, MATCH_START, MATCH_STEM, MATCH_EXACT };
static const double worth_of_match[] = {
    [MATCH_NONE] = 0, [MATCH_START] = 0.7, [MATCH_STEM] = 0.88, [MATCH_EXACT] = 1.0};
static const double worth_of_form[] = {
    [FORM_TYPED] = 1.0, [FORM_JOINED] = 0.98, [FORM_SYNONYM] = 0.8, [FORM_BEGINNING] = 0.6};

/* Found by the index, but not by us: its stems are not quite ours. */
static const double worth_unseen = 0.2;

/* Kinds whose pages seldom answer a patient's question are behind others that match as well. */
static const struct {
    const char *kind;
    double points;
} kind_points[] = {{"faq", 0.08},
                   {"treatment", 0.05},
                   {"checklist", 0.04},
                   {"activity", 0.02},
                   {"comparison", 0.0},
                   {"page", -0.12},
                   /* The clinic's name is no topic. */
                   {"clinic", -0.3},
                   {"location", -0.35},
                   {NULL, 0}};

enum { ALL_WORDS = 0, IN_TITLE, SAME_TITLE, IN_ORDER, COVERAGE, FILLERS, OFTEN };
static const double points_for[] = {
    [ALL_WORDS] = 0.35, /* every word stands in the part */
    [IN_TITLE] = 0.3,   /* every word stands in its title or heading */
    [SAME_TITLE] = 0.6, /* nothing else stands there */
    [IN_ORDER] = 0.15,  /* the words follow one another there */
    [COVERAGE] = 0.35,  /* times the share of the title or heading that was asked for */
    [FILLERS] = 0.2,    /* times the share of "how long", "can I" that stands there too */
    [OFTEN] = 0.03,     /* for each more time in the text, up to three */
};

static enum match match_word(const struct search_words *words, size_t typed, bool may_go_on,
                             const struct fold_words *text, size_t at)
{
    const struct fold_word *word = &words->words.list[typed], *there = &text->list[at];
    if (word->exact == there->exact)
        return MATCH_EXACT;
    if (word->stem == there->stem)
        return MATCH_STEM;
    if (may_go_on && there->folded_size > word->folded_size &&
        memcmp(fold_word_text(&words->words, typed), fold_word_text(text, at), word->folded_size) ==
            0)
        return MATCH_START;
    return MATCH_NONE;
}

/* The words of an alternative side by side. *count gets how often, *where the first place. */
static enum match match_phrase(const struct search_words *words,
                               const struct search_alternative *alternative, bool may_go_on,
                               const struct fold_words *text, size_t *count, size_t *where)
{
    enum match best = MATCH_NONE;
    for (size_t at = 0; at + alternative->count <= text->count; at++) {
        enum match match = MATCH_EXACT;
        for (size_t i = 0; i < alternative->count && match; i++) {
            bool is_last = may_go_on && i + 1 == alternative->count;
            enum match one = match_word(words, alternative->first + i, is_last, text, at + i);
            match = one < match ? one : match;
        }
        *count += match != MATCH_NONE;
        if (match > best) {
            best = match;
            *where = at;
        }
    }
    return best;
}

/* Typed words need not stand side by side; then it counts less. */
static enum match match_scattered(const struct search_words *words,
                                  const struct search_alternative *alternative,
                                  const struct fold_words *text)
{
    for (size_t i = 0; i < alternative->count; i++) {
        bool found = false;
        for (size_t at = 0; at < text->count && !found; at++)
            found = match_word(words, alternative->first + i, false, text, at) != MATCH_NONE;
        if (!found)
            return MATCH_NONE;
    }
    return MATCH_START;
}

/* How well a term is met by a text: 0 to 1. */
static double meet(const struct search_words *words, const struct search_term *term,
                   const struct fold_words *text, size_t *count, size_t *where)
{
    double best = 0;
    for (size_t i = 0; i < term->count; i++) {
        const struct search_alternative *alternative = &term->list[i];
        bool is_typed = alternative->form == FORM_TYPED;
        enum match match =
            match_phrase(words, alternative, term->may_go_on && is_typed, text, count, where);
        if (!match && is_typed && alternative->count > 1)
            match = match_scattered(words, alternative, text);
        double worth = worth_of_match[match] * worth_of_form[alternative->form];
        best = worth > best ? worth : best;
    }
    return best;
}

/* --- A part as a whole ------------------------------------------------------------------------ */

struct reading {
    struct fold_words columns[COLUMN_COUNT];
    enum column named; /* what the part is called by: its title or its heading */
    const double *worth;
};

static void read_passage(struct reading *reading, const struct search_passage *passage)
{
    const char *const texts[COLUMN_COUNT] = {passage->title, passage->heading, passage->names,
                                             passage->about, passage->text};
    enum { WORDS_MAX = 5000 };
    bool is_top = !*passage->heading;
    for (int i = 0; i < COLUMN_COUNT; i++)
        fold_words_add(&reading->columns[i], texts[i], strlen(texts[i]), WORDS_MAX);
    reading->named = is_top ? COLUMN_TITLE : COLUMN_HEADING;
    reading->worth = is_top ? worth_at_top : worth_in_part;
}

static void free_reading(struct reading *reading)
{
    for (int i = 0; i < COLUMN_COUNT; i++)
        fold_words_free(&reading->columns[i]);
}

/* Which share of what the part is called by was asked for; fillers in it do not count. */
static double coverage(const struct search_words *words, const struct fold_words *name)
{
    size_t all = 0, asked = 0;
    for (size_t at = 0; at < name->count; at++) {
        bool found = false;
        if (search_is_filler(fold_word_text(name, at)))
            continue;
        for (size_t i = 0; i < words->words.count && !found; i++)
            found = match_word(words, i, false, name, at) != MATCH_NONE;
        all++;
        asked += found;
    }
    return all ? (double)asked / (double)all : 0;
}

static double share_of_fillers(const struct search_words *words, const struct fold_words *name)
{
    size_t all = 0, there = 0;
    for (size_t i = 0; i < words->typed; i++) {
        bool found = false;
        if (!search_is_filler(fold_word_text(&words->words, i)))
            continue;
        for (size_t at = 0; at < name->count && !found; at++)
            found = words->words.list[i].exact == name->list[at].exact;
        all++;
        there += found;
    }
    return all ? (double)there / (double)all : 0;
}

static double points_of_kind(const char *kind)
{
    size_t i = 0;
    while (kind_points[i].kind && strcmp(kind_points[i].kind, kind) != 0)
        i++;
    return kind_points[i].points;
}

/* What is known of all terms together. */
struct tally {
    double weight, met, points;
    bool all, all_in_name, in_order;
    size_t next; /* where the next term stands if they follow one another */
};

static void tally_term(struct tally *tally, const struct search_words *words,
                       const struct search_term *term, const struct reading *reading)
{
    double best = 0;
    size_t often = 0, where = 0;
    for (int i = 0; i < COLUMN_COUNT; i++) {
        size_t count = 0, at = 0;
        double met = meet(words, term, &reading->columns[i], &count, &at);
        double worth = met * reading->worth[i];
        best = worth > best ? worth : best;
        often = i == COLUMN_TEXT ? count : often;
        if (i == (int)reading->named) {
            tally->all_in_name = tally->all_in_name && met > 0;
            where = at;
            tally->in_order =
                tally->in_order && met > 0 && (tally->next == 0 || where == tally->next);
        }
    }
    tally->next = where + term->typed_count;
    tally->all = tally->all && best > 0;
    tally->weight += term->weight;
    tally->met += best > 0 ? term->weight : 0;
    double more = points_for[OFTEN] * (double)(often > 3 ? 3 : often);
    tally->points += term->weight * (best > 0 ? best + more : worth_unseen / 4);
}

static double name_points(const struct tally *tally, const struct search_words *words,
                          const struct reading *reading)
{
    const struct fold_words *name = &reading->columns[reading->named];
    double covered = coverage(words, name);
    double share = tally->met / tally->weight;
    double points = points_for[COVERAGE] * covered * share;
    points += points_for[FILLERS] * share_of_fillers(words, name);
    if (!tally->all_in_name)
        return points;
    points += points_for[IN_TITLE];
    if (covered >= 1)
        points += points_for[SAME_TITLE];
    if (tally->in_order && words->term_count > 1)
        points += points_for[IN_ORDER];
    return points;
}

struct search_score search_rank(const struct search_words *words,
                                const struct search_passage *passage)
{
    struct reading reading = {0};
    struct tally tally = {.all = true, .all_in_name = true, .in_order = true};
    read_passage(&reading, passage);
    for (size_t i = 0; i < words->term_count; i++)
        if (search_term_counts(words, &words->terms[i]))
            tally_term(&tally, words, &words->terms[i], &reading);
    struct search_score score = {0};
    if (tally.weight > 0) {
        score.share = tally.met / tally.weight;
        score.points = tally.points / tally.weight + (tally.all ? points_for[ALL_WORDS] : 0) +
                       name_points(&tally, words, &reading) + points_of_kind(passage->kind);
    }
    free_reading(&reading);
    return score;
}

/* --- Snippets --------------------------------------------------------------------------------- */

enum { SNIPPET_WORDS = 28, SNIPPET_BEFORE = 6, TEXT_WORDS_MAX = 5000 };

/* Typed words are found one by one, but for the small ones among them: "in" of "needles in face".
 */
static void find_typed(const struct search_words *words, const struct search_term *term,
                       const struct search_alternative *alternative, const struct fold_words *text,
                       bool *found)
{
    for (size_t i = 0; i < alternative->count; i++) {
        size_t typed = alternative->first + i;
        bool goes_on = term->may_go_on && i + 1 == alternative->count;
        if (alternative->count > 1 && search_is_filler(fold_word_text(&words->words, typed)))
            continue;
        for (size_t at = 0; at < text->count; at++)
            found[at] = found[at] || match_word(words, typed, goes_on, text, at);
    }
}

/* What means the same is found where it stands whole. */
static void find_whole(const struct search_words *words,
                       const struct search_alternative *alternative, const struct fold_words *text,
                       bool *found)
{
    for (size_t at = 0; at + alternative->count <= text->count; at++) {
        size_t same = 0;
        while (same < alternative->count &&
               match_word(words, alternative->first + same, false, text, at + same))
            same++;
        for (size_t i = 0; same == alternative->count && i < same; i++)
            found[at + i] = true;
    }
}

static void find_words(const struct search_words *words, const struct fold_words *text, bool *found)
{
    memset(found, 0, text->count * sizeof *found);
    for (size_t i = 0; i < words->term_count; i++)
        for (size_t j = 0; j < words->terms[i].count; j++) {
            const struct search_alternative *alternative = &words->terms[i].list[j];
            if (alternative->form == FORM_TYPED)
                find_typed(words, &words->terms[i], alternative, text, found);
            else
                find_whole(words, alternative, text, found);
        }
}

/* The place from which most of what was found stands in one snippet. */
static size_t best_start(const bool *found, size_t count)
{
    size_t best = 0, most = 0, now = 0;
    for (size_t at = 0; at < count; at++) {
        now += found[at];
        if (at >= SNIPPET_WORDS)
            now -= found[at - SNIPPET_WORDS];
        if (now > most) {
            most = now;
            best = at + 1 > SNIPPET_WORDS ? at + 1 - SNIPPET_WORDS : 0;
        }
    }
    while (most && best < count && !found[best]) /* begin a little before the first */
        best++;
    return best > SNIPPET_BEFORE ? best - SNIPPET_BEFORE : 0;
}

static void put_both(struct buffer *html, struct buffer *plain, const char *text, size_t size)
{
    struct buffer piece = {0};
    buffer_append(&piece, text, size);
    buffer_put_html(html, buffer_text(&piece));
    buffer_append(plain, text, size);
    buffer_free(&piece);
}

static void put_words_found(const struct fold_words *words, const bool *found, size_t start,
                            const char *text, struct buffer *html, struct buffer *plain)
{
    size_t end = start + SNIPPET_WORDS < words->count ? start + SNIPPET_WORDS : words->count;
    size_t at = start ? words->list[start].at : 0;
    if (start)
        put_both(html, plain, "…", strlen("…"));
    for (size_t i = start; i < end; i++) {
        const struct fold_word *word = &words->list[i];
        put_both(html, plain, text + at, word->at - at);
        buffer_puts(html, found[i] ? "<mark>" : "");
        put_both(html, plain, text + word->at, word->size);
        buffer_puts(html, found[i] ? "</mark>" : "");
        at = word->at + word->size;
    }
    if (end == words->count)
        put_both(html, plain, text + at, strlen(text + at));
    else
        put_both(html, plain, "…", strlen("…"));
}

void search_snippet(const struct search_words *words, const char *text, struct buffer *html,
                    struct buffer *plain)
{
    static bool found[TEXT_WORDS_MAX];
    struct fold_words there = {0};
    fold_words_add(&there, text, strlen(text), TEXT_WORDS_MAX);
    find_words(words, &there, found);
    put_words_found(&there, found, best_start(found, there.count), text, html, plain);
    fold_words_free(&there);
}

#include "content/search_find.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "content/kind.h"
#include "content/passage.h"
#include "content/search_rank.h"
#include "content/search_time.h"
#include "store/db.h"

#include <math.h>
#include <stdlib.h>

/* --- Words ------------------------------------------------------------------------------------ */

/* Up to most; -1 where there was no time. */
static int64_t count_rows(struct db *db, const char *expression, int64_t most)
{
    struct db_rows *row = db_query(db, DB_SEARCH_COUNT, "si", expression, most);
    int64_t count = db_next(row) ? db_integer(row, 0) : -1;
    db_end(row);
    return count;
}

bool search_site_knows(void *data, const char *words)
{
    struct buffer expression = {0};
    buffer_printf(&expression, "\"%s\"", words);
    bool knows = count_rows(data, buffer_text(&expression), 1) > 0;
    buffer_free(&expression);
    return knows;
}

int64_t search_word_documents(struct db *db, const char *word)
{
    struct db_rows *row = db_query(db, DB_WORD_DOCUMENTS, "s", word);
    int64_t count = db_next(row) ? db_integer(row, 0) : 0;
    db_end(row);
    return count;
}

void search_weigh(struct db *db, struct search_words *words)
{
    struct db_rows *row = db_query(db, DB_PASSAGE_COUNT, "i", (int64_t)SEARCH_ROWS_MAX);
    double all = db_next(row) ? (double)db_integer(row, 0) : 0, most = 0;
    db_end(row);
    for (size_t i = 0; i < words->term_count; i++) {
        struct search_term *term = &words->terms[i];
        struct buffer expression = {0};
        search_term_expression(words, term, &expression);
        int64_t rows = count_rows(db, buffer_text(&expression), SEARCH_ROWS_MAX);
        term->rows = rows < 0 ? SEARCH_ROWS_MAX : rows;
        term->weight = log(1.2 + all / ((double)term->rows + 0.5));
        most = term->rows && term->weight > most ? term->weight : most;
        buffer_free(&expression);
    }
    /* A word that nobody wrote says less than the rarest one that somebody did: it is seldom what
     * was asked about. */
    for (size_t i = 0; i < words->term_count; i++)
        if (words->terms[i].rows == 0 && most > 0)
            words->terms[i].weight = most / 2;
}

/* --- Collecting ------------------------------------------------------------------------------- */

struct ids {
    int64_t list[SEARCH_COLLECT_MAX];
    size_t count;
};

static void take_ids(struct db_rows *rows, struct ids *ids)
{
    for (ids->count = 0; ids->count < SEARCH_COLLECT_MAX && db_next(rows);)
        ids->list[ids->count++] = db_integer(rows, 0);
    db_end(rows);
}

/* False where time was up before the cap was. */
static bool collect(struct db *db, const char *expression, const struct kind *kind, struct ids *ids)
{
    search_time_limit(db, SEARCH_COLLECTING);
    struct db_rows *rows =
        kind ? db_query(db, DB_SEARCH_COLLECT_KIND, "sis", expression, (int64_t)SEARCH_COLLECT_MAX,
                        kind->name)
             : db_query(db, DB_SEARCH_COLLECT, "si", expression, (int64_t)SEARCH_COLLECT_MAX);
    take_ids(rows, ids);
    return !db_limit_reached(db);
}

/* False where time was up: then ids is as collected. */
static bool rank_by_index(struct db *db, const char *expression, const struct kind *kind,
                          struct ids *ids)
{
    search_time_limit(db, SEARCH_RANKING);
    struct db_rows *rows =
        kind ? db_query(db, DB_SEARCH_RANKED_KIND, "sis", expression, (int64_t)SEARCH_RANKED_MAX,
                        kind->name)
             : db_query(db, DB_SEARCH_RANKED, "si", expression, (int64_t)SEARCH_RANKED_MAX);
    take_ids(rows, ids);
    return !db_limit_reached(db);
}

/* --- Looking at passages ---------------------------------------------------------------------- */

static struct search_score look(struct db *db, const struct search_words *words, int64_t id)
{
    struct search_score score = {0};
    struct db_rows *row = db_query(db, DB_PASSAGE_READ, "i", id);
    if (db_next(row)) {
        struct search_passage passage = {db_text(row, 1), db_text(row, 2), db_text(row, 3),
                                         db_text(row, 4), db_text(row, 5), db_text(row, 6),
                                         db_text(row, 7)};
        score = search_rank(words, &passage);
    }
    db_end(row);
    return score;
}

static int by_document(const void *a, const void *b)
{
    const struct search_hit *left = a, *right = b;
    int64_t l = left->id / PASSAGES_PER_DOCUMENT, r = right->id / PASSAGES_PER_DOCUMENT;
    if (l != r)
        return l < r ? -1 : 1;
    if (left->points != right->points)
        return left->points > right->points ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

static int by_points(const void *a, const void *b)
{
    const struct search_hit *left = a, *right = b;
    if (left->points != right->points)
        return left->points > right->points ? -1 : 1;
    return left->id < right->id ? -1 : left->id > right->id;
}

/* Leaves each document its best passage. */
static void keep_one_each(struct search_found *found)
{
    size_t kept = 0;
    qsort(found->list, found->count, sizeof *found->list, by_document);
    for (size_t i = 0; i < found->count; i++)
        if (kept == 0 || found->list[kept - 1].id / PASSAGES_PER_DOCUMENT !=
                             found->list[i].id / PASSAGES_PER_DOCUMENT)
            found->list[kept++] = found->list[i];
    found->count = kept > SEARCH_COUNT_MAX ? SEARCH_COUNT_MAX : kept;
}

static void add_hit(struct search_found *found, int64_t id, double points)
{
    found->list[found->count++] = (struct search_hit){id, points};
}

/* False where time was up. A few are looked at in any case, which takes a millisecond or two. */
static bool look_at_each(struct db *db, const struct search_words *words, const struct ids *ids,
                         double least_share, struct search_found *found)
{
    enum { LOOK_LEAST = 50 };
    for (size_t i = 0; i < ids->count && i < SEARCH_LOOK_MAX; i++) {
        if (i >= LOOK_LEAST && search_time_is_over())
            return false;
        struct search_score score = look(db, words, ids->list[i]);
        if (score.share >= least_share)
            add_hit(found, ids->list[i], score.points);
    }
    return true;
}

/* What was not looked at comes after what was: a list's later pages, in no special order. */
static void add_rest(const struct ids *collected, struct search_found *found)
{
    for (size_t i = 0; i < collected->count && found->count < 2 * SEARCH_COLLECT_MAX; i++)
        add_hit(found, collected->list[i], -1);
}

static void find(struct db *db, const struct search_words *words, const char *expression,
                 const struct kind *kind, double least_share, struct search_found *found)
{
    struct ids *collected = memory_new(2, sizeof *collected), *looked_at = collected + 1;
    search_found_free(found);
    found->list = memory_new(3 * SEARCH_COLLECT_MAX, sizeof *found->list);
    bool is_whole = collect(db, expression, kind, collected);
    bool is_much = collected->count > SEARCH_LOOK_MAX;
    bool is_ranked = is_whole && is_much && rank_by_index(db, expression, kind, looked_at);
    search_time_no_limit(db); /* looking has a limit of its own */
    bool is_seen = look_at_each(db, words, is_ranked ? looked_at : collected, least_share, found);
    found->cut = !is_whole || (is_much && !is_ranked) || !is_seen;
    if ((is_much || !is_seen) && least_share <= 0)
        add_rest(collected, found);
    keep_one_each(found);
    qsort(found->list, found->count, sizeof *found->list, by_points);
    free(collected);
}

void search_found_free(struct search_found *found)
{
    free(found->list);
    *found = (struct search_found){0};
}

/* --- Expressions ------------------------------------------------------------------------------ */

static void put_terms(const struct search_words *words, const char *between, bool rare_only,
                      struct buffer *expression)
{
    for (size_t i = 0; i < words->term_count; i++) {
        if ((rare_only && words->terms[i].rows >= SEARCH_ROWS_MAX) ||
            !search_term_counts(words, &words->terms[i]))
            continue;
        buffer_puts(expression, expression->length ? between : "");
        search_term_expression(words, &words->terms[i], expression);
    }
}

static void find_with(struct db *db, const struct search_words *words, const struct kind *kind,
                      const char *between, double least_share, struct search_found *found)
{
    struct buffer expression = {0};
    bool any = *between == ' ' && between[1] == 'O';
    if (any)
        put_terms(words, between, true, &expression);
    if (expression.length == 0)
        put_terms(words, between, false, &expression);
    if (expression.length)
        find(db, words, buffer_text(&expression), kind, least_share, found);
    buffer_free(&expression);
}

void search_find_all(struct db *db, const struct search_words *words, const struct kind *kind,
                     struct search_found *found)
{
    find_with(db, words, kind, " AND ", 0, found);
}

/* What was found before stays, also where the second look did not come to it. */
static void merge(struct search_found *found, struct search_found *before)
{
    size_t count = found->count + before->count;
    found->list = memory_resize(found->list, (count + 1) * sizeof *found->list);
    for (size_t i = 0; i < before->count; i++)
        add_hit(found, before->list[i].id, before->list[i].points);
    keep_one_each(found);
    qsort(found->list, found->count, sizeof *found->list, by_points);
    found->cut = found->cut || before->cut;
    search_found_free(before);
}

void search_find_most(struct db *db, const struct search_words *words, const struct kind *kind,
                      struct search_found *found)
{
    static const double least_share = 0.34;
    struct search_found before = *found;
    *found = (struct search_found){0};
    find_with(db, words, kind, " OR ", least_share, found);
    merge(found, &before);
}

void search_find_any(struct db *db, const struct search_words *words, const struct kind *kind,
                     struct search_found *found)
{
    find_with(db, words, kind, " OR ", 0, found);
}

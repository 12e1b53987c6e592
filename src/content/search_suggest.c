/* What a person may be about to type. */
#include "content/search.h"

#include "base/buffer.h"
#include "content/document.h"
#include "content/kind.h"
#include "content/passage.h"
#include "content/search_begin.h"
#include "content/search_correct.h"
#include "content/search_find.h"
#include "content/search_rank.h"
#include "content/search_time.h"
#include "content/search_words.h"
#include "content/vocabulary.h"
#include "store/db.h"
#include "text/fold.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

enum { LOOK_MAX = 200, WORDS_MAX = 500 };

/* How an option answers what was typed, the best first. */
enum likeness { BEGINS_SO, HAS_SUCH_A_WORD, MEANS_THE_SAME, LIKENESSES };

struct suggesting {
    struct fold_words typed;
    struct search_words asked;             /* the same, understood */
    struct json_object *lists[LIKENESSES]; /* owned */
};

/* --- Matching --------------------------------------------------------------------------------- */

/* Whether what was typed stands in text from its at-th word on, the last word perhaps unended. */
static bool begins_at(const struct fold_words *typed, const struct fold_words *text, size_t at)
{
    if (at + typed->count > text->count)
        return false;
    for (size_t i = 0; i + 1 < typed->count; i++)
        if (typed->list[i].exact != text->list[at + i].exact)
            return false;
    size_t last = typed->count - 1;
    return strncmp(fold_word_text(text, at + last), fold_word_text(typed, last),
                   typed->list[last].folded_size) == 0;
}

/* Whether the text itself has something of what was asked: a part's page may have it instead. */
static bool has_what_was_asked(const struct search_words *asked, const char *text)
{
    struct buffer html = {0}, plain = {0};
    search_snippet(asked, text, &html, &plain);
    bool has = strstr(buffer_text(&html), "<mark>") != NULL;
    buffer_free(&html);
    buffer_free(&plain);
    return has;
}

static enum likeness likeness_of(const struct fold_words *typed, const struct search_words *asked,
                                 const char *text)
{
    struct fold_words words = {0};
    fold_words_add(&words, text, strlen(text), WORDS_MAX);
    size_t at = 0, count = words.count;
    while (at < count && !begins_at(typed, &words, at))
        at++;
    fold_words_free(&words);
    if (at < count)
        return at == 0 ? BEGINS_SO : HAS_SUCH_A_WORD;
    return has_what_was_asked(asked, text) ? MEANS_THE_SAME : LIKENESSES;
}

/* One option a page and part: whether a better or an earlier one stands there; a worse one goes. */
static bool has_place(struct suggesting *suggesting, const char *url, enum likeness likeness)
{
    for (int i = 0; i < LIKENESSES; i++)
        for (size_t j = 0; j < json_object_array_length(suggesting->lists[i]); j++) {
            struct json_object *other = json_object_array_get_idx(suggesting->lists[i], j);
            if (strcmp(json_text(other, "page_url"), url) != 0)
                continue;
            if (i <= (int)likeness)
                return false;
            json_object_array_del_idx(suggesting->lists[i], j, 1);
            return true;
        }
    return true;
}

static void add(struct suggesting *suggesting, struct db_rows *row, const char *text,
                enum likeness most)
{
    const struct kind *kind = kind_by_name(db_text(row, 0));
    struct buffer path = {0};
    enum likeness likeness = likeness_of(&suggesting->typed, &suggesting->asked, text);
    if (!document_path(kind, db_text(row, 1), &path))
        buffer_puts(&path, "/contact");
    if (*db_text(row, 2))
        buffer_printf(&path, "#%s", db_text(row, 2));
    if (likeness <= most && has_place(suggesting, buffer_text(&path), likeness)) {
        struct json_object *entry = json_object_new_object();
        json_add_text(entry, "text", text);
        json_add_text(entry, "kind_label", kind->label);
        json_add_text(entry, "page_url", buffer_text(&path));
        json_object_array_add(suggesting->lists[likeness], entry);
    }
    buffer_free(&path);
}

/* Other names stand one after the other, as content/passage.c joins them. */
static void add_names(struct suggesting *suggesting, struct db_rows *row)
{
    for (const char *name = db_text(row, 5); *name;) {
        const char *end = strstr(name, PASSAGE_BETWEEN_NAMES);
        size_t size = end ? (size_t)(end - name) : strlen(name);
        struct buffer one = {0};
        buffer_append(&one, name, size);
        add(suggesting, row, buffer_text(&one), HAS_SUCH_A_WORD);
        buffer_free(&one);
        name += size + (end ? strlen(PASSAGE_BETWEEN_NAMES) : 0);
    }
}

/* --- Asking ----------------------------------------------------------------------------------- */

static void put_expression(const struct search_words *words, struct buffer *expression)
{
    buffer_puts(expression, "{title heading names} : (");
    for (size_t i = 0; i < words->term_count; i++) {
        buffer_puts(expression, i ? " AND " : "");
        search_term_expression(words, &words->terms[i], expression);
    }
    buffer_puts(expression, ")");
}

static void collect(struct db *db, struct suggesting *suggesting)
{
    struct buffer expression = {0};
    put_expression(&suggesting->asked, &expression);
    search_time_limit(db, SEARCH_RANKING);
    struct db_rows *rows =
        db_query(db, DB_SEARCH_NAMES, "si", buffer_text(&expression), (int64_t)LOOK_MAX);
    while (db_next(rows)) {
        const char *heading = db_text(rows, 4);
        add(suggesting, rows, *heading ? heading : db_text(rows, 3), MEANS_THE_SAME);
        if (!*heading) /* a part's names are those of its activity, which has its page */
            add_names(suggesting, rows);
    }
    db_end(rows);
    buffer_free(&expression);
}

/* Reads what was typed as a search does, and looks for names that have all of it. */
static void ask(struct db *db, struct suggesting *suggesting, const char *typed)
{
    struct search_words *words = &suggesting->asked;
    const struct vocabulary *vocabulary = vocabulary_get(db);
    search_words_free(words);
    search_time_limit(db, SEARCH_READING);
    search_words_read(words, typed, vocabulary, search_site_knows, db);
    search_begin(db, words, vocabulary);
    if (words->term_count)
        collect(db, suggesting);
}

static bool has_any(const struct suggesting *suggesting)
{
    for (int i = 0; i < LIKENESSES; i++)
        if (json_object_array_length(suggesting->lists[i]))
            return true;
    return false;
}

/* Where there is nothing of that name, a slip may be why. */
static void ask_corrected(struct db *db, struct suggesting *suggesting)
{
    struct search_near near = {0};
    search_weigh(db, &suggesting->asked);
    if (search_correct(db, &suggesting->asked, &near))
        ask(db, suggesting, buffer_text(&near.text));
    buffer_free(&near.text);
}

static struct json_object *merge(struct suggesting *suggesting, int64_t limit)
{
    struct json_object *list = json_object_new_array();
    for (int i = 0; i < LIKENESSES; i++) {
        struct json_object *from = suggesting->lists[i];
        for (size_t j = 0; j < json_object_array_length(from); j++)
            if ((int64_t)json_object_array_length(list) < limit)
                json_object_array_add(list, json_object_get(json_object_array_get_idx(from, j)));
        json_object_put(from);
    }
    return list;
}

struct json_object *search_suggest(struct db *db, const char *typed, int64_t limit)
{
    struct suggesting suggesting = {0};
    for (int i = 0; i < LIKENESSES; i++)
        suggesting.lists[i] = json_object_new_array();
    fold_words_add(&suggesting.typed, typed, search_length_looked_at(typed), SEARCH_TYPED_MAX);
    search_time_start();
    ask(db, &suggesting, typed);
    if (!has_any(&suggesting) && suggesting.asked.term_count)
        ask_corrected(db, &suggesting);
    search_time_no_limit(db);
    search_words_free(&suggesting.asked);
    fold_words_free(&suggesting.typed);
    return merge(&suggesting, limit);
}

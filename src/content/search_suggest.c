/* What a person may be about to type. */
#include "content/search.h"

#include "base/buffer.h"
#include "content/document.h"
#include "content/kind.h"
#include "content/passage.h"
#include "content/search_find.h"
#include "store/db.h"
#include "text/fold.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

enum { LOOK_MAX = 200, WORDS_MAX = 500 };

struct suggesting {
    struct fold_words typed;
    struct json_object *first, *then; /* what begins so; what has a word that begins so; owned */
    int64_t limit;
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

static bool stands_in(struct json_object *list, const char *text)
{
    for (size_t i = 0; i < json_object_array_length(list); i++)
        if (strcmp(json_text(json_object_array_get_idx(list, i), "text"), text) == 0)
            return true;
    return false;
}

static void add(struct suggesting *suggesting, struct db_rows *row, const char *text)
{
    const struct kind *kind = kind_by_name(db_text(row, 0));
    struct fold_words words = {0};
    struct buffer path = {0};
    fold_words_add(&words, text, strlen(text), WORDS_MAX);
    size_t at = 0;
    while (at < words.count && !begins_at(&suggesting->typed, &words, at))
        at++;
    if (at < words.count && !stands_in(suggesting->first, text) &&
        !stands_in(suggesting->then, text)) {
        struct json_object *entry = json_object_new_object();
        if (!document_path(kind, db_text(row, 1), &path))
            buffer_puts(&path, "/contact");
        if (*db_text(row, 2))
            buffer_printf(&path, "#%s", db_text(row, 2));
        json_add_text(entry, "text", text);
        json_add_text(entry, "kind_label", kind->label);
        json_add_text(entry, "page_url", buffer_text(&path));
        json_object_array_add(at == 0 ? suggesting->first : suggesting->then, entry);
    }
    fold_words_free(&words);
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
        add(suggesting, row, buffer_text(&one));
        buffer_free(&one);
        name += size + (end ? strlen(PASSAGE_BETWEEN_NAMES) : 0);
    }
}

/* --- Asking ----------------------------------------------------------------------------------- */

static void put_expression(const struct fold_words *typed, struct buffer *expression)
{
    buffer_puts(expression, "{title heading names} : (");
    for (size_t i = 0; i < typed->count; i++)
        buffer_printf(expression, "%s\"%s\"%s", i ? " AND " : "", fold_word_text(typed, i),
                      i + 1 == typed->count ? "*" : "");
    buffer_puts(expression, ")");
}

static void collect(struct db *db, struct suggesting *suggesting)
{
    struct buffer expression = {0};
    put_expression(&suggesting->typed, &expression);
    struct db_rows *rows =
        db_query(db, DB_SEARCH_NAMES, "si", buffer_text(&expression), (int64_t)LOOK_MAX);
    while (db_next(rows)) {
        add(suggesting, rows, *db_text(rows, 4) ? db_text(rows, 4) : db_text(rows, 3));
        if (!*db_text(rows, 4)) /* a part's names are those of its activity, which has its page */
            add_names(suggesting, rows);
    }
    db_end(rows);
    buffer_free(&expression);
}

static struct json_object *merge(struct suggesting *suggesting)
{
    struct json_object *list = json_object_new_array();
    struct json_object *const both[] = {suggesting->first, suggesting->then};
    for (size_t i = 0; i < 2; i++)
        for (size_t j = 0; j < json_object_array_length(both[i]); j++)
            if ((int64_t)json_object_array_length(list) < suggesting->limit)
                json_object_array_add(list, json_object_get(json_object_array_get_idx(both[i], j)));
    return list;
}

struct json_object *search_suggest(struct db *db, const char *typed, int64_t limit)
{
    struct suggesting suggesting = {
        .first = json_object_new_array(), .then = json_object_new_array(), .limit = limit};
    fold_words_add(&suggesting.typed, typed, strnlen(typed, SEARCH_QUERY_MAX), SEARCH_WORDS_MAX);
    if (suggesting.typed.count) {
        search_limit_start(db);
        collect(db, &suggesting);
        db_limit(db, DB_NO_LIMIT);
    }
    struct json_object *list = merge(&suggesting);
    json_object_put(suggesting.first);
    json_object_put(suggesting.then);
    fold_words_free(&suggesting.typed);
    return list;
}

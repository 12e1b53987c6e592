#include "content/search.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "content/document.h"
#include "content/kind.h"
#include "content/passage.h"
#include "content/search_begin.h"
#include "content/search_contact.h"
#include "content/search_correct.h"
#include "content/search_direct.h"
#include "content/search_find.h"
#include "content/search_part.h"
#include "content/search_rank.h"
#include "content/search_time.h"
#include "content/search_words.h"
#include "content/vocabulary.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { NEAREST_MAX = 6 };

/* --- One result ------------------------------------------------------------------------------- */

/* A page's address with the part; the clinic and its locations stand on the page of contacts. */
static void add_page_url(struct json_object *entry, const struct kind *kind, const char *slug,
                         const char *anchor)
{
    struct buffer path = {0};
    if (!document_path(kind, slug, &path))
        buffer_puts(&path, "/contact");
    if (*anchor)
        buffer_printf(&path, "#%s", anchor);
    json_add_text(entry, "page_url", buffer_text(&path));
    buffer_free(&path);
}

static void add_snippet(struct json_object *entry, const struct search_words *words,
                        const char *text)
{
    struct buffer html = {0}, plain = {0};
    search_snippet(words, text, &html, &plain);
    json_add_text(entry, "snippet_html", buffer_text(&html));
    json_add_text(entry, "snippet", buffer_text(&plain));
    buffer_free(&html);
    buffer_free(&plain);
}

static struct json_object *result(struct db *db, const struct search_words *words, int64_t id)
{
    struct json_object *entry = json_object_new_object();
    struct db_rows *place = db_query(db, DB_LIVE_PLACE, "i", id / PASSAGES_PER_DOCUMENT);
    struct db_rows *row = db_query(db, DB_PASSAGE_READ, "i", id);
    if (db_next(place) && db_next(row)) {
        const struct kind *kind = kind_by_name(db_text(row, 1));
        json_add_text(entry, "kind", kind->name);
        json_add_text(entry, "kind_label", kind->label);
        json_add_text(entry, "key", db_text(place, 0));
        json_add_text(entry, "slug", db_text(place, 1));
        json_add_text(entry, "title", db_text(row, 3));
        if (*db_text(row, 4))
            json_add_text(entry, "heading", db_text(row, 4));
        add_page_url(entry, kind, db_text(place, 1), db_text(row, 2));
        add_snippet(entry, words, db_text(row, 7));
    }
    db_end(row);
    db_end(place);
    return entry;
}

static struct json_object *results(struct db *db, const struct search_words *words,
                                   const struct search_found *found,
                                   const struct search_query *query)
{
    struct json_object *list = json_object_new_array();
    int64_t count = (int64_t)found->count;
    for (int64_t i = query->offset < 0 ? 0 : query->offset;
         i < count && i - query->offset < query->limit; i++)
        json_object_array_add(list, result(db, words, found->list[i].id));
    return list;
}

/* --- Nothing found ---------------------------------------------------------------------------- */

static void add_question(struct json_object *list, struct json_object *entry)
{
    struct json_object *question = json_object_new_object();
    json_add_text(question, "title", json_text(entry, "title"));
    json_add_text(question, "page_url", json_text(entry, "page_url"));
    json_object_array_add(list, question);
}

static bool is_listed(struct json_object *list, struct json_object *entry)
{
    for (size_t i = 0; i < json_object_array_length(list); i++)
        if (strcmp(json_text(json_object_array_get_idx(list, i), "page_url"),
                   json_text(entry, "page_url")) == 0)
            return true;
    return false;
}

/* Adds the questions that any of the words find, at most so many. */
static void add_found_questions(struct db *db, struct json_object *list, const char *text,
                                size_t most)
{
    struct search_found found = {0};
    struct search_words words = {0};
    search_time_limit(db, SEARCH_READING);
    search_words_read(&words, text, vocabulary_get(db), search_site_knows, db);
    search_weigh(db, &words);
    search_find_any(db, &words, kind_by_name("faq"), &found);
    search_time_no_limit(db);
    for (size_t i = 0; i < found.count && i < most; i++) {
        struct json_object *entry = result(db, &words, found.list[i].id);
        add_question(list, entry);
        json_object_put(entry);
    }
    search_found_free(&found);
    search_words_free(&words);
}

/* Whom to call first, then the questions in the order that staff gave them. */
static void add_usual_questions(struct db *db, struct json_object *list)
{
    struct json_object *first = document_list(db, kind_by_name("faq"), NEAREST_MAX, 0);
    add_found_questions(db, list, "call telephone", 1);
    for (size_t i = 0; i < json_object_array_length(first); i++) {
        struct json_object *entry = json_object_array_get_idx(first, i);
        if (json_object_array_length(list) < NEAREST_MAX && !is_listed(list, entry))
            add_question(list, entry);
    }
    json_object_put(first);
}

static struct json_object *nearest(struct db *db, const struct search_words *words)
{
    struct json_object *list = json_object_new_array();
    struct buffer near = {0};
    search_words_like(db, words, &near);
    if (near.length)
        add_found_questions(db, list, buffer_text(&near), NEAREST_MAX);
    if (json_object_array_length(list) == 0)
        add_usual_questions(db, list);
    buffer_free(&near);
    return list;
}

/* --- The whole -------------------------------------------------------------------------------- */

struct asking {
    struct db *db;
    const struct search_query *query;
    struct search_words words;
    struct search_found found;
    const char *corrected, *suggestion; /* one of near.text, or NULL */
    struct search_near near;
};

static void read_words(struct asking *asking, const char *typed)
{
    const struct vocabulary *vocabulary = vocabulary_get(asking->db);
    struct buffer parted = {0};
    search_words_free(&asking->words);
    search_time_limit(asking->db, SEARCH_READING);
    search_part(asking->db, typed, vocabulary, &parted);
    search_words_read(&asking->words, buffer_text(&parted), vocabulary, search_site_knows,
                      asking->db);
    search_begin(asking->db, &asking->words, vocabulary);
    search_weigh(asking->db, &asking->words);
    buffer_free(&parted);
}

static void find(struct asking *asking)
{
    enum { FEW = 5 };
    search_find_all(asking->db, &asking->words, asking->query->kind, &asking->found);
    if (asking->found.count < FEW && asking->words.term_count > 1 && !asking->found.cut)
        search_find_most(asking->db, &asking->words, asking->query->kind, &asking->found);
}

/* A word that nobody knows: what is near to it is searched for instead, or offered. */
static void correct(struct asking *asking)
{
    if (!search_correct(asking->db, &asking->words, &asking->near))
        return;
    find(asking);
    if (asking->found.count && !asking->near.is_sure) {
        asking->suggestion = buffer_text(&asking->near.text);
        return;
    }
    asking->corrected = buffer_text(&asking->near.text);
    read_words(asking, asking->corrected);
    find(asking);
    if (asking->found.count == 0) { /* it was no better */
        asking->corrected = NULL;
        read_words(asking, asking->query->typed);
    }
}

/* The typed words that no page has, where others were found. */
static struct json_object *missing(const struct search_words *words)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < words->term_count; i++) {
        const struct search_term *term = &words->terms[i];
        struct buffer text = {0};
        if (term->rows)
            continue;
        fold_words_put(&words->words, term->typed_first, term->typed_count, " ", &text);
        json_object_array_add(list, json_object_new_string(buffer_text(&text)));
        buffer_free(&text);
    }
    return list;
}

static struct json_object *direct(struct asking *asking)
{
    const struct vocabulary *vocabulary = vocabulary_get(asking->db);
    /* What was perhaps not meant is found, but answers nothing: "eczema" may be near to "edema". */
    bool may_answer = !asking->corrected || asking->near.is_sure;
    struct json_object *list =
        may_answer ? search_direct(&asking->words, vocabulary) : json_object_new_array();
    bool is_for_us = may_answer && search_asks_for_contact(&asking->words);
    /* Where nothing is found, the page says whom to ask anyhow. */
    bool is_left_alone =
        json_object_array_length(list) == 0 && asking->found.count > 0 &&
        (search_sounds_worried(&asking->words) || search_names_a_state(&asking->words));
    if (is_for_us || is_left_alone) {
        struct json_object *contact = json_object_new_object();
        json_add_text(contact, "type", "contact");
        json_object_array_add(list, contact);
    }
    return list;
}

static struct json_object *answer(struct asking *asking)
{
    struct json_object *object = json_object_new_object();
    const struct search_found *found = &asking->found;
    json_object_object_add(object, "total", json_object_new_int64((int64_t)found->count));
    json_object_object_add(object, "cut", json_object_new_boolean(found->cut));
    json_add_text(object, "corrected", asking->corrected);
    json_add_text(object, "suggestion", asking->suggestion);
    json_object_object_add(object, "results",
                           results(asking->db, &asking->words, found, asking->query));
    json_object_object_add(object, "direct", direct(asking));
    if (found->count && !found->cut)
        json_object_object_add(object, "missing", missing(&asking->words));
    if (found->count == 0)
        json_object_object_add(object, "nearest", nearest(asking->db, &asking->words));
    return object;
}

struct json_object *search(struct db *db, const struct search_query *query)
{
    struct asking asking = {.db = db, .query = query};
    vocabulary_get(db); /* before the clock starts */
    search_time_start();
    read_words(&asking, query->typed);
    correct(&asking);
    if (!asking.corrected && !asking.suggestion)
        find(&asking);
    search_time_no_limit(db);
    struct json_object *object = answer(&asking);
    search_words_free(&asking.words);
    search_found_free(&asking.found);
    buffer_free(&asking.near.text);
    return object;
}

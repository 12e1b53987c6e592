#include "content/passage.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/names.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/fold.h"
#include "text/html_text.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* --- Which parts a page has --------------------------------------------------------------------
 */

/* The members of a document that stand in parts of their own, with the ids that the templates give
 * these (www/templates/treatment.mustache …). What is not here stands at the page's top. */
static const struct part {
    const char *kind, *member, *anchor;
    const char
        *heading; /* the part's, or of a list the member of its entries that is the heading */
} parts[] = {
    {"treatment", "what", "what", "What it is"},
    {"treatment", "how", "how", "How it is done"},
    {"treatment", "ask_first", "ask-first", "Ask us first"},
    {"treatment", "results", "results", "Results"},
    {"treatment", "facts", "fact-", "label"},
    {"treatment", "benefits", "benefit-", "title"},
    {"treatment", "signs", "sign-", "title"},
    {"treatment", "sections", "section-", "heading"},
    {"checklist", "steps", "step-", "title"},
    {"comparison", "rows", "row-", "aspect"},
    {NULL, NULL, NULL, NULL},
};

/* Members whose words nobody searches for. */
static const char *const unsearched[] = {
    "kind",      "key",           "slug",      "lang",       "title",      "other_names",
    "sources",   "review",        "position",  "revision",   "id",         "source",
    "place",     "activity",      "treatment", "related",    "treatments", "action",
    "phase",     "urgency",       "unit",      "precision",  "anchor",     "phone_url",
    "publisher", "emergency_url", "time_zone", "disclaimer", "emergency",  NULL};

/* What is written of one document. */
struct writing {
    struct db *db;
    int64_t document, number;
    const struct kind *kind;
    struct json_object *body; /* owned */
    struct buffer about;
};

/* --- Words ------------------------------------------------------------------------------------ */

/* What follows a sentence needs nothing between; figures and names would run together. */
static void begin_value(struct buffer *words)
{
    if (words->length)
        buffer_puts(words, strchr(".!?:;", words->data[words->length - 1]) ? " " : " · ");
}

static void add_words(struct buffer *words, const char *text)
{
    begin_value(words);
    buffer_puts(words, text);
}

static void add_html(struct buffer *words, const char *html)
{
    struct buffer text = {0};
    html_text(html, &text);
    while (text.length && text.data[text.length - 1] == ' ') /* of its last tag */
        text.data[--text.length] = '\0';
    if (text.length)
        add_words(words, buffer_text(&text));
    buffer_free(&text);
}

static void add_value(struct buffer *words, struct json_object *value, const char *heading);

static void add_members(struct buffer *words, struct json_object *object, const char *heading)
{
    json_object_object_foreach(object, name, value)
    {
        struct buffer html_name = {0};
        buffer_printf(&html_name, "%s_html", name);
        size_t length = strlen(name);
        bool has_html = json_member(object, buffer_text(&html_name)) != NULL;
        bool is_html = length > 5 && strcmp(name + length - 5, "_html") == 0;
        buffer_free(&html_name);
        if (!value || has_html || names_have(unsearched, name) ||
            (heading && strcmp(heading, name) == 0))
            continue;
        if (is_html)
            add_html(words, json_object_get_string(value));
        else
            add_value(words, value, NULL);
    }
}

static void add_value(struct buffer *words, struct json_object *value, const char *heading)
{
    switch (json_object_get_type(value)) {
    case json_type_string:
        add_words(words, json_object_get_string(value));
        break;
    case json_type_array:
        for (size_t i = 0; i < json_object_array_length(value); i++)
            add_value(words, json_object_array_get_idx(value, i), heading);
        break;
    case json_type_object:
        add_members(words, value, heading);
        break;
    default:
        break;
    }
}

static void add_texts(struct buffer *words, struct json_object *object, const char *name)
{
    struct json_object *list = json_member(object, name);
    for (size_t i = 0; i < json_length(object, name); i++) {
        if (words->length)
            buffer_puts(words, PASSAGE_BETWEEN_NAMES);
        buffer_puts(words, json_object_get_string(json_object_array_get_idx(list, i)));
    }
}

/* The title and other names of the activity, so that "pool" finds the step about swimming. */
static void add_activity(struct db *db, struct buffer *names, const char *key)
{
    struct db_rows *row = db_query(db, DB_LIVE_BY_KEY, "s", key);
    struct json_object *activity = db_next(row) ? json_tokener_parse(db_text(row, 0)) : NULL;
    db_end(row);
    if (activity) {
        buffer_puts(names, json_text(activity, "title"));
        add_texts(names, activity, "other_names");
    }
    json_object_put(activity);
}

/* --- Writing ---------------------------------------------------------------------------------- */

static void insert(struct writing *writing, const char *anchor, const char *heading,
                   const struct buffer *names, const struct buffer *text)
{
    if (writing->number >= PASSAGES_PER_DOCUMENT)
        return;
    db_execute(writing->db, DB_PASSAGE_INSERT, "iisssssss",
               writing->document * PASSAGES_PER_DOCUMENT + writing->number++, writing->document,
               writing->kind->name, anchor, json_text(writing->body, "title"), heading,
               buffer_text(names), buffer_text(&writing->about), buffer_text(text));
}

static void write_entry(struct writing *writing, const struct part *part, struct json_object *entry)
{
    struct buffer anchor = {0}, names = {0}, text = {0};
    const char *id = json_text(entry, "id"), *heading = json_text(entry, part->heading);
    buffer_printf(&anchor, "%s%s", part->anchor, id ? id : "");
    if (json_text(entry, "activity"))
        add_activity(writing->db, &names, json_text(entry, "activity"));
    add_value(&text, entry, part->heading);
    insert(writing, buffer_text(&anchor), heading ? heading : "", &names, &text);
    buffer_free(&anchor);
    buffer_free(&names);
    buffer_free(&text);
}

static void write_part(struct writing *writing, const struct part *part)
{
    struct json_object *value = json_member(writing->body, part->member);
    struct buffer html_name = {0}, none = {0}, text = {0};
    if (json_object_is_type(value, json_type_array)) {
        for (size_t i = 0; i < json_object_array_length(value); i++)
            write_entry(writing, part, json_object_array_get_idx(value, i));
    } else if (value) {
        buffer_printf(&html_name, "%s_html", part->member);
        const char *html = json_text(writing->body, buffer_text(&html_name));
        add_html(&text, html ? html : "");
        insert(writing, part->anchor, part->heading, &none, &text);
    }
    buffer_free(&html_name);
    buffer_free(&text);
}

static bool has_own_part(const struct kind *kind, const char *member)
{
    for (const struct part *part = parts; part->kind; part++) {
        size_t length = strlen(part->member);
        if (strcmp(part->kind, kind->name) == 0 && strncmp(part->member, member, length) == 0 &&
            (!member[length] || strcmp(member + length, "_html") == 0))
            return true;
    }
    return false;
}

/* The page's top: what is said before the parts, and where there are none all of it. */
static void write_top(struct writing *writing)
{
    struct buffer names = {0}, text = {0}, anchor = {0};
    struct json_object *rest = json_object_new_object();
    json_object_object_foreach(writing->body, name, value) if (!has_own_part(writing->kind, name))
        json_add_shared(rest, name, value);
    add_texts(&names, writing->body, "other_names");
    /* The menu calls this page so, and its title seldom does. */
    if (strcmp(writing->kind->name, "checklist") == 0)
        buffer_printf(&names, "%s%s", names.length ? PASSAGE_BETWEEN_NAMES : "",
                      writing->kind->label);
    add_value(&text, rest, NULL);
    if (strcmp(writing->kind->name, "location") == 0)
        buffer_printf(&anchor, "location-%s", json_text(writing->body, "slug"));
    insert(writing, buffer_text(&anchor), "", &names, &text);
    json_object_put(rest);
    buffer_free(&names);
    buffer_free(&text);
    buffer_free(&anchor);
}

/* Keys never change, so that no document needs to be written anew when one that it names is. */
static void add_about(struct writing *writing)
{
    struct json_object *list = json_member(writing->body, "treatments");
    const char *treatment = json_text(writing->body, "treatment");
    for (size_t i = 0; i < json_length(writing->body, "treatments"); i++)
        add_words(&writing->about, json_object_get_string(json_object_array_get_idx(list, i)));
    if (treatment)
        add_words(&writing->about, treatment);
}

static void write_all(struct writing *writing)
{
    add_about(writing);
    write_top(writing);
    for (const struct part *part = parts; part->kind; part++)
        if (strcmp(part->kind, writing->kind->name) == 0)
            write_part(writing, part);
    buffer_free(&writing->about);
}

/* --- The site's words ------------------------------------------------------------------------- */

enum { WORD_LONGEST = 40, COLUMNS = 4 };

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words of the document's passages, each once: a sorted list whose texts stand in words. */
static const char **words_of(struct db *db, int64_t document, struct fold_words *words,
                             size_t *count)
{
    struct db_rows *rows = db_query(db, DB_PASSAGE_WORDS, "i", document);
    while (db_next(rows))
        for (int column = 0; column < COLUMNS; column++)
            fold_words_add(words, db_text(rows, column), strlen(db_text(rows, column)),
                           SIZE_MAX / 2);
    db_end(rows);
    const char **list = memory_new(words->count + 1, sizeof *list);
    size_t all = 0;
    *count = 0;
    for (size_t i = 0; i < words->count; i++)
        if (words->list[i].folded_size <= WORD_LONGEST)
            list[all++] = fold_word_text(words, i);
    qsort(list, all, sizeof *list, by_text);
    for (size_t i = 0; i < all; i++)
        if (*count == 0 || strcmp(list[*count - 1], list[i]) != 0)
            list[(*count)++] = list[i];
    return list;
}

static void count_words(struct db *db, const char **before, size_t before_count, const char **now,
                        size_t now_count)
{
    for (size_t i = 0, j = 0; i < before_count || j < now_count;) {
        int order = i == before_count ? 1 : j == now_count ? -1 : strcmp(before[i], now[j]);
        if (order < 0) {
            db_execute(db, DB_WORD_TAKE, "s", before[i]);
            db_execute(db, DB_WORD_DROP, "s", before[i]);
        } else if (order > 0) {
            db_execute(db, DB_WORD_ADD, "s", now[j]);
        }
        i += order <= 0;
        j += order >= 0;
    }
}

void passage_write(struct db *db, int64_t document)
{
    struct fold_words old_words = {0}, new_words = {0};
    size_t old_count, new_count;
    const char **old_list = words_of(db, document, &old_words, &old_count);
    struct db_rows *row = db_query(db, DB_LIVE_BODY, "i", document);
    struct writing writing = {.db = db, .document = document};
    writing.body = db_next(row) ? json_tokener_parse(db_text(row, 0)) : NULL;
    db_end(row);
    writing.kind = writing.body ? kind_by_name(json_text(writing.body, "kind")) : NULL;
    db_execute(db, DB_SEARCH_DELETE, "i", document);
    db_execute(db, DB_PASSAGE_DELETE, "i", document);
    if (writing.kind && !writing.kind->internal) {
        write_all(&writing);
        db_execute(db, DB_SEARCH_INSERT, "i", document);
    }
    const char **new_list = words_of(db, document, &new_words, &new_count);
    count_words(db, old_list, old_count, new_list, new_count);
    json_object_put(writing.body);
    free(old_list);
    free(new_list);
    fold_words_free(&old_words);
    fold_words_free(&new_words);
}

void passage_write_naming(struct db *db, const char *key)
{
    int64_t *naming = NULL;
    size_t count = 0;
    struct db_rows *rows = db_query(db, DB_REFERRING_IDS, "s", key);
    while (db_next(rows)) {
        naming = memory_resize(naming, (count + 1) * sizeof *naming);
        naming[count++] = db_integer(rows, 0);
    }
    db_end(rows);
    for (size_t i = 0; i < count; i++)
        passage_write(db, naming[i]);
    free(naming);
}

void passage_clear(struct db *db)
{
    db_execute(db, DB_SEARCH_CLEAR, "");
    db_execute(db, DB_PASSAGE_CLEAR, "");
    db_execute(db, DB_WORD_CLEAR, "");
}

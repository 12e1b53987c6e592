#include "content/vocabulary.h"

#include "base/memory.h"
#include "content/document.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { AT_ONCE = 50, DOCUMENTS_MAX = 1000, NAMES_MAX = 10000, PHRASE_WORDS_MAX = 8 };

/* --- Filling ---------------------------------------------------------------------------------- */

static size_t add_words(struct vocabulary *vocabulary, const char *text, size_t *first)
{
    *first = vocabulary->words.count;
    fold_words_add(&vocabulary->words, text, strlen(text), PHRASE_WORDS_MAX);
    return vocabulary->words.count - *first;
}

void vocabulary_add_phrase(struct vocabulary *vocabulary, size_t group, const char *words)
{
    struct phrase phrase = {.group = group};
    phrase.count = add_words(vocabulary, words, &phrase.first);
    if (phrase.count == 0)
        return;
    vocabulary->phrases =
        memory_resize(vocabulary->phrases, (vocabulary->phrase_count + 1) * sizeof phrase);
    vocabulary->phrases[vocabulary->phrase_count++] = phrase;
}

static void add_name(struct vocabulary *vocabulary, enum name_of type, const char *key,
                     const char *id, const char *text)
{
    struct direct_name name = {.type = type};
    name.count = add_words(vocabulary, text, &name.first);
    if (name.count == 0 || vocabulary->name_count == NAMES_MAX)
        return;
    name.key = memory_copy_text(key);
    name.id = memory_copy_text(id);
    vocabulary->names =
        memory_resize(vocabulary->names, (vocabulary->name_count + 1) * sizeof name);
    vocabulary->names[vocabulary->name_count++] = name;
}

static void add_groups(struct vocabulary *vocabulary, struct db *db, struct json_object *body)
{
    (void)db;
    struct json_object *groups = json_member(body, "groups");
    for (size_t i = 0; i < json_length(body, "groups"); i++) {
        struct json_object *group = json_object_array_get_idx(groups, i);
        struct json_object *words = json_member(group, "words");
        for (size_t j = 0; j < json_length(group, "words"); j++)
            vocabulary_add_phrase(vocabulary, i,
                                  json_object_get_string(json_object_array_get_idx(words, j)));
    }
}

static void add_activity(struct vocabulary *vocabulary, struct db *db, struct json_object *body)
{
    (void)db;
    struct json_object *others = json_member(body, "other_names");
    const char *key = json_text(body, "key");
    add_name(vocabulary, NAME_ACTIVITY, key, NULL, json_text(body, "title"));
    for (size_t i = 0; i < json_length(body, "other_names"); i++)
        add_name(vocabulary, NAME_ACTIVITY, key, NULL,
                 json_object_get_string(json_object_array_get_idx(others, i)));
}

static void add_signs(struct vocabulary *vocabulary, struct db *db, struct json_object *body)
{
    (void)db;
    struct json_object *signs = json_member(body, "signs");
    for (size_t i = 0; i < json_length(body, "signs"); i++) {
        struct json_object *sign = json_object_array_get_idx(signs, i);
        add_name(vocabulary, NAME_SIGN, json_text(body, "key"), json_text(sign, "id"),
                 json_text(sign, "title"));
    }
}

static void read_kind(struct vocabulary *vocabulary, struct db *db, const char *kind,
                      void (*add)(struct vocabulary *, struct db *, struct json_object *))
{
    struct document list[AT_ONCE];
    char *after = NULL;
    int64_t count = AT_ONCE;
    for (size_t all = 0; count == AT_ONCE && all < DOCUMENTS_MAX; all += AT_ONCE) {
        count = document_page(db, kind_by_name(kind), after, AT_ONCE, list);
        free(after);
        after = count > 0 ? memory_copy_text(json_text(list[count - 1].body, "key")) : NULL;
        for (int64_t i = 0; i < count; i++) {
            add(vocabulary, db, list[i].body);
            document_free(&list[i]);
        }
    }
    free(after);
}

/* --- Keeping ---------------------------------------------------------------------------------- */

void vocabulary_free(struct vocabulary *vocabulary)
{
    for (size_t i = 0; i < vocabulary->name_count; i++) {
        free(vocabulary->names[i].key);
        free(vocabulary->names[i].id);
    }
    free(vocabulary->names);
    free(vocabulary->phrases);
    fold_words_free(&vocabulary->words);
    *vocabulary = (struct vocabulary){0};
}

bool vocabulary_has_word(const struct vocabulary *vocabulary, const char *word)
{
    for (size_t i = 0; i < vocabulary->words.count; i++)
        if (strcmp(fold_word_text(&vocabulary->words, i), word) == 0)
            return true;
    return false;
}

const struct vocabulary *vocabulary_get(struct db *db)
{
    static struct vocabulary kept;
    static struct db *kept_of;
    static int64_t kept_version;
    int64_t version = document_site_version(db);
    if (kept_of == db && kept_version == version && version)
        return &kept;
    vocabulary_free(&kept);
    db_limit(db, DB_NO_LIMIT); /* half of it would be kept for all queries to come; it is capped */
    read_kind(&kept, db, "vocabulary", add_groups);
    read_kind(&kept, db, "activity", add_activity);
    read_kind(&kept, db, "treatment", add_signs);
    kept_of = db;
    kept_version = version;
    return &kept;
}

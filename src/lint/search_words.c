/* The words that the search takes for one another: a phrase in two groups makes one of both, and a
 * group of one word finds nothing. */
#include "content/kind.h"
#include "lint/checks.h"
#include "lint/finding.h"
#include "lint/lint.h"
#include "text/fold.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

enum { PHRASE_WORDS_MAX = 8 }; /* the search reads as many (content/vocabulary.c) */

/* One check on its way over the groups of one document. */
struct group_look {
    const struct lint_check *check;
    const char *key;
    struct json_object *seen; /* {folded: {path, words}} of the groups before */
    struct findings *findings;
};

/* path: of the group's words. phrases: its phrases as the search compares them, each with how it is
 * written first: {folded: words}. */
typedef void look_at_group(struct group_look *look, const char *path, struct json_object *phrases);

static void fold_phrase(const char *text, struct buffer *folded)
{
    struct fold_words words = {0};
    fold_words_add(&words, text, strlen(text), PHRASE_WORDS_MAX);
    for (size_t i = 0; i < words.count; i++) {
        const char *word = fold_word_text(&words, i);
        buffer_puts(folded, i ? " " : "");
        buffer_append(folded, word, fold_stem(word, words.list[i].folded_size));
    }
    fold_words_free(&words);
}

static struct json_object *phrases_of(struct json_object *group)
{
    struct json_object *phrases = json_object_new_object();
    struct json_object *words = json_member(group, "words");
    for (size_t i = 0; i < json_length(group, "words"); i++) {
        struct json_object *phrase = json_object_array_get_idx(words, i);
        struct buffer folded = {0};
        if (json_object_is_type(phrase, json_type_string))
            fold_phrase(json_object_get_string(phrase), &folded);
        if (folded.length && !json_member(phrases, buffer_text(&folded)))
            json_object_object_add(phrases, buffer_text(&folded), json_object_get(phrase));
        buffer_free(&folded);
    }
    return phrases;
}

static void each_group(struct json_object *document, struct group_look *look, look_at_group *at)
{
    struct json_object *groups = json_member(document, "groups");
    const char *kind = json_text(document, "kind");
    look->key = json_text(document, "key");
    for (size_t i = 0;
         kind && strcmp(kind, "vocabulary") == 0 && i < json_length(document, "groups"); i++) {
        struct json_object *group = json_object_array_get_idx(groups, i);
        struct buffer path = {0};
        if (!json_object_is_type(group, json_type_object))
            continue;
        const char *id = json_text(group, "id");
        if (id)
            buffer_printf(&path, "groups.%s.words", id);
        else
            buffer_printf(&path, "groups.%zu.words", i + 1);
        struct json_object *phrases = phrases_of(group);
        at(look, buffer_text(&path), phrases);
        json_object_put(phrases);
        buffer_free(&path);
    }
}

/* --- A phrase in two groups ------------------------------------------------------------------- */

static void note_seen(struct json_object *seen, const char *folded, const char *path,
                      const char *words)
{
    struct json_object *first = json_object_new_object();
    json_add_text(first, "path", path);
    json_add_text(first, "words", words);
    json_object_object_add(seen, folded, first);
}

static void look_for_seen(struct group_look *look, const char *path, struct json_object *phrases)
{
    json_object_object_foreach(phrases, folded, phrase)
    {
        const char *words = json_object_get_string(phrase);
        struct json_object *first = json_member(look->seen, folded);
        if (!first) {
            note_seen(look->seen, folded, path, words);
            continue;
        }
        struct finding *finding = finding_add(look->findings, look->check->code, look->check->level,
                                              look->key, path, words);
        finding_set_other(finding, look->key, json_text(first, "path"), json_text(first, "words"));
        finding_reason(finding,
                       "“%s” stands in two groups: who types it finds what belongs to either.",
                       words);
        finding_cure(finding, "Leave it in the group where patients mean it, or make one group of "
                              "the two.");
    }
}

void lint_words_in_two_groups(const struct lint_check *check, const struct lint_site *site,
                              struct json_object *document, struct findings *findings)
{
    struct group_look look = {
        .check = check, .seen = json_object_new_object(), .findings = findings};
    (void)site;
    each_group(document, &look, look_for_seen);
    json_object_put(look.seen);
}

/* --- A group of one phrase -------------------------------------------------------------------- */

static void look_for_lone(struct group_look *look, const char *path, struct json_object *phrases)
{
    if (json_object_object_length(phrases) != 1)
        return;
    struct json_object_iterator first = json_object_iter_begin(phrases);
    const char *words = json_object_get_string(json_object_iter_peek_value(&first));
    struct finding *finding =
        finding_add(look->findings, look->check->code, look->check->level, look->key, path, words);
    finding_reason(finding,
                   "To the search this group has one phrase only, “%s”: endings, capitals "
                   "and accents make no other. So it finds nothing more by it.",
                   words);
    finding_cure(finding, "Add what else patients type for it, or remove the group.");
}

void lint_lone_words(const struct lint_check *check, const struct lint_site *site,
                     struct json_object *document, struct findings *findings)
{
    struct group_look look = {.check = check, .findings = findings};
    (void)site;
    each_group(document, &look, look_for_lone);
}

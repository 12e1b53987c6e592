#include "content/search_part.h"

#include "base/names.h"
#include "content/search_find.h"
#include "content/search_words.h"
#include "store/db.h"

#include <string.h>

enum {
    JOINED_LEAST = 6, /* letters; of a shorter word it is no more than a guess */
    JOINED_MOST = 40,
    CONTENT_LEAST = 3, /* letters of a part that carries the question */
    PARTS_MAX = 10
};

struct parting {
    struct db *db;
    const struct vocabulary *vocabulary;
    const char *word;
    size_t size;
};

/* --- What is a word --------------------------------------------------------------------------- */

static bool is_word(const struct parting *parting, const char *word)
{
    size_t size = strlen(word);
    if (size == 1)
        return *word == 'a' || *word == 'i';
    return search_is_filler(word) ||
           (size >= CONTENT_LEAST && (vocabulary_has_word(parting->vocabulary, word) ||
                                      search_word_documents(parting->db, word) > 0));
}

/* --- Parting ---------------------------------------------------------------------------------- */

/* The fewest parts from each place on: size of the first of them; 0: it cannot be parted. */
static void find_parts(const struct parting *parting, size_t first_size[JOINED_MOST + 1])
{
    size_t parts[JOINED_MOST + 1] = {0};
    char part[JOINED_MOST + 1];
    for (size_t at = parting->size; at-- > 0;) {
        first_size[at] = 0;
        for (size_t size = parting->size - at; size > 0; size--) {
            bool may_be_fewer = at + size == parting->size || first_size[at + size];
            size_t count = 1 + (at + size == parting->size ? 0 : parts[at + size]);
            if (!may_be_fewer || (first_size[at] && count >= parts[at]))
                continue;
            memcpy(part, parting->word + at, size);
            part[size] = '\0';
            if (is_word(parting, part)) {
                first_size[at] = size;
                parts[at] = count;
            }
        }
    }
}

/* Words that also begin others: "outside" is not "out side", nor "inject" "in ject". */
static bool is_prefix(const char *word)
{
    static const char *const prefixes[] = {"a",   "all", "am",  "an", "as", "at",   "be",
                                           "by",  "do",  "for", "in", "on", "once", "or",
                                           "out", "re",  "so",  "to", "up", "us",   NULL};
    return names_have(prefixes, word);
}

/* Whether two parts that both carry meaning belong together: staff or the site have them so. */
static bool stand_together(const struct parting *parting, const char *one, const char *other)
{
    const struct vocabulary *vocabulary = parting->vocabulary;
    struct buffer both = {0};
    bool together = false;
    for (size_t i = 0; i < vocabulary->phrase_count && !together; i++) {
        size_t first = vocabulary->phrases[i].first;
        together = vocabulary->phrases[i].count == 2 &&
                   strcmp(fold_word_text(&vocabulary->words, first), one) == 0 &&
                   strcmp(fold_word_text(&vocabulary->words, first + 1), other) == 0;
    }
    buffer_printf(&both, "%s %s", one, other);
    together = together || search_site_knows(parting->db, buffer_text(&both));
    buffer_free(&both);
    return together;
}

static bool makes_sense(const struct parting *parting, const struct fold_words *parts)
{
    if (parts->count < 2 || parts->count > PARTS_MAX || is_prefix(fold_word_text(parts, 0)))
        return false;
    for (size_t i = 1; i < parts->count; i++) {
        const char *one = fold_word_text(parts, i - 1), *other = fold_word_text(parts, i);
        if (!search_is_filler(one) && !search_is_filler(other) &&
            !stand_together(parting, one, other))
            return false;
    }
    return true;
}

static bool part(const struct parting *parting, struct buffer *parted)
{
    size_t first_size[JOINED_MOST + 1];
    struct buffer text = {0};
    struct fold_words parts = {0};
    find_parts(parting, first_size);
    for (size_t at = 0; at < parting->size && first_size[at]; at += first_size[at]) {
        buffer_puts(&text, at ? " " : "");
        buffer_append(&text, parting->word + at, first_size[at]);
    }
    fold_words_add(&parts, buffer_text(&text), text.length, JOINED_MOST);
    bool is_parted = first_size[0] && makes_sense(parting, &parts);
    if (is_parted)
        buffer_puts(parted, buffer_text(&text));
    fold_words_free(&parts);
    buffer_free(&text);
    return is_parted;
}

/* --- The whole -------------------------------------------------------------------------------- */

static bool may_be_joined(const struct parting *parting)
{
    return parting->size >= JOINED_LEAST && parting->size <= JOINED_MOST &&
           !search_is_filler(parting->word) &&
           search_word_documents(parting->db, parting->word) == 0 &&
           !vocabulary_has_word(parting->vocabulary, parting->word);
}

void search_part(struct db *db, const char *typed, const struct vocabulary *vocabulary,
                 struct buffer *parted)
{
    struct fold_words words = {0};
    fold_words_add(&words, typed, search_length_looked_at(typed), SEARCH_TYPED_MAX);
    for (size_t i = 0; i < words.count; i++) {
        struct parting parting = {db, vocabulary, fold_word_text(&words, i),
                                  words.list[i].folded_size};
        buffer_puts(parted, i ? " " : "");
        if (!may_be_joined(&parting) || !part(&parting, parted))
            buffer_puts(parted, parting.word);
    }
    fold_words_free(&words);
}

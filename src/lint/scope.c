#include "lint/scope.h"

#include "lint/texts.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

static bool is_in(const struct scopes *scopes, const char *name)
{
    for (size_t i = 0; i < scopes->count; i++)
        if (strcmp(scopes->list[i], name) == 0)
            return true;
    return false;
}

static void add_scope(struct scopes *scopes, const char *name)
{
    if (name && !is_in(scopes, name) && scopes->count < SCOPES_MAX)
        scopes->list[scopes->count++] = name;
}

const char *scope_named(const struct topics *topics, const struct scopes *scopes, struct span span,
                        bool *own)
{
    struct topic_found found[TOPICS_FOUND_MAX];
    const char *other = NULL;
    *own = false;
    if (!span.tokens)
        return NULL;
    size_t count = topics_find(topics, span.tokens, span.first, span.end, found);
    for (size_t i = 0; i < count; i++) {
        if (found[i].class != TOPIC_TREATMENT)
            continue;
        if (is_in(scopes, found[i].name))
            *own = true;
        else if (!other)
            other = found[i].name;
    }
    return *own ? NULL : other;
}

/* A name, and how often a text says it. */
struct mention {
    const char *name;
    size_t count;
};

static void count_mentions(const struct topics *topics, const char *text, struct mention *mentions,
                           size_t *total)
{
    struct topic_found found[TOPICS_FOUND_MAX];
    struct tokens tokens = {0};
    tokens_read(text, &tokens);
    size_t count = topics_find(topics, &tokens, 0, tokens.count, found);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;
        if (found[i].class != TOPIC_TREATMENT)
            continue;
        while (at < SCOPES_MAX && mentions[at].name &&
               strcmp(mentions[at].name, found[i].name) != 0)
            at++;
        ++*total;
        if (at == SCOPES_MAX)
            continue;
        mentions[at].name = found[i].name;
        mentions[at].count++;
    }
    tokens_free(&tokens);
}

static void add_of_title(const struct topics *topics, const char *title, struct scopes *scopes)
{
    struct mention mentions[SCOPES_MAX] = {{NULL, 0}};
    size_t total = 0;
    if (title)
        count_mentions(topics, title, mentions, &total);
    for (size_t i = 0; i < SCOPES_MAX; i++)
        add_scope(scopes, mentions[i].name);
}

/* A page that speaks of one treatment alone, or nearly all the time, is about it. Returns how often
 * it names any. */
static size_t add_of_text(const struct topics *topics, const struct lint_texts *texts,
                          struct scopes *scopes)
{
    struct mention mentions[SCOPES_MAX] = {{NULL, 0}};
    size_t total = 0;
    for (size_t i = 0; i < texts->count; i++)
        count_mentions(topics, texts->list[i].text, mentions, &total);
    for (size_t i = 0; i < SCOPES_MAX; i++)
        if (mentions[i].count == total ||
            (mentions[i].count >= 3 && mentions[i].count * 3 >= total * 2))
            add_scope(scopes, mentions[i].name);
    return total;
}

static void add_referred(struct json_object *document, struct scopes *scopes)
{
    struct json_object *list = json_member(document, "treatments");
    size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    add_scope(scopes, json_text(document, "treatment"));
    for (size_t i = 0; i < count; i++) {
        struct json_object *key = json_object_array_get_idx(list, i);
        if (json_object_is_type(key, json_type_string))
            add_scope(scopes, json_object_get_string(key));
    }
}

void scopes_read(const struct topics *topics, struct json_object *document,
                 const struct lint_texts *texts, const char *only_treatment, struct scopes *scopes)
{
    size_t named = 0;
    const char *kind = json_text(document, "kind"), *key = json_text(document, "key");
    if (kind && strcmp(kind, "treatment") == 0)
        add_scope(scopes, key);
    add_referred(document, scopes);
    if (scopes->count == 0)
        add_of_title(topics, json_text(document, "title"), scopes);
    if (scopes->count == 0)
        named = add_of_text(topics, texts, scopes);
    if (scopes->count == 0 && named == 0)
        add_scope(scopes, only_treatment);
    if (scopes->count == 0)
        add_scope(scopes, key);
}

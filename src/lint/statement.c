#include "lint/statement.h"

#include "base/memory.h"
#include "lint/reader.h"
#include "lint/texts.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static void add_names(struct statements *statements, struct json_object *document,
                      enum topic_class class)
{
    const char *key = json_text(document, "key"), *title = json_text(document, "title");
    struct json_object *names = json_member(document, "other_names");
    size_t count =
        json_object_is_type(names, json_type_array) ? json_object_array_length(names) : 0;
    if (!key)
        return;
    if (title)
        topics_add(&statements->topics, title, class, key);
    for (size_t i = 0; i < count; i++) {
        struct json_object *name = json_object_array_get_idx(names, i);
        if (json_object_is_type(name, json_type_string))
            topics_add(&statements->topics, json_object_get_string(name), class, key);
    }
}

static bool is_kind(struct json_object *document, const char *name)
{
    const char *kind = json_text(document, "kind");
    return kind && strcmp(kind, name) == 0;
}

static void read_document(struct statements *statements, struct json_object *document,
                          struct lint_texts *texts)
{
    struct reader reader = {.statements = statements, .document = document, .texts = texts};
    reader.key = json_text(document, "key");
    reader.title = json_text(document, "title");
    if (!reader.key)
        return;
    if (!reader.title)
        reader.title = reader.key;
    lint_texts_read(document, texts);
    scopes_read(&statements->topics, document, texts, statements->only_treatment, &reader.scopes);
    read_claims(&reader);
    read_prose(&reader);
    tokens_free(&reader.previous);
}

static void note_declared(struct statements *statements)
{
    statements->declared = memory_new(statements->count + 1, sizeof *statements->declared);
    for (size_t i = 0; i < statements->count; i++)
        if (statements->list[i].declared)
            statements->declared[statements->declared_count++] = i;
}

void statements_read(struct json_object *const *documents, size_t count, struct lint_texts *texts,
                     struct statements *statements)
{
    for (size_t i = 0; i < count; i++)
        if (is_kind(documents[i], "treatment"))
            add_names(statements, documents[i], TOPIC_TREATMENT);
        else if (is_kind(documents[i], "activity"))
            add_names(statements, documents[i], TOPIC_ACTIVITY);
    for (size_t i = 0; i < count; i++)
        read_document(statements, documents[i], &texts[i]);
    note_declared(statements);
}

void statements_free(struct statements *statements)
{
    for (size_t i = 0; i < statements->told_count; i++) {
        free(statements->told[i].path);
        free(statements->told[i].quote);
    }
    free(statements->told);
    free(statements->list);
    free(statements->declared);
    topics_free(&statements->topics);
    *statements = (struct statements){0};
}

#include "lint/reader.h"

#include "base/memory.h"
#include "lint/marks.h"
#include "text/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* --- Keeping ---------------------------------------------------------------------------------- */

size_t reader_told(struct statements *statements, const char *path, const char *quote)
{
    if (statements->told_count == statements->told_room) {
        statements->told_room = statements->told_room ? 2 * statements->told_room : 32;
        statements->told =
            memory_resize(statements->told, statements->told_room * sizeof *statements->told);
    }
    statements->told[statements->told_count] =
        (struct told){.path = memory_copy_text(path), .quote = memory_copy_text(quote)};
    return statements->told_count++;
}

static void add_statement(struct statements *statements, const struct statement *statement)
{
    if (statements->count == statements->room) {
        statements->room = statements->room ? 2 * statements->room : 64;
        statements->list =
            memory_resize(statements->list, statements->room * sizeof *statements->list);
    }
    statements->list[statements->count++] = *statement;
}

void reader_add(struct reader *reader, const struct subject *subject, const char *scope,
                struct statement *statement)
{
    size_t scopes = scope ? 1 : reader->scopes.count;
    statement->document = reader->key;
    statement->title = reader->title;
    statement->aspect = subject->aspect;
    statement->before = subject->before;
    statement->conditions = subject->conditions;
    for (size_t s = 0; s < scopes; s++)
        for (size_t t = 0; t < subject->count; t++) {
            statement->scope = scope ? scope : reader->scopes.list[s];
            statement->topic = subject->topics[t];
            add_statement(reader->statements, statement);
        }
}

/* --- Which treatment -------------------------------------------------------------------------- */

static const char *scope_of(const struct reader *reader, const struct subject_place *place,
                            const char *otherwise)
{
    const struct span parts[] = {place->clause, place->sentence, place->heading};
    bool own = false;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const char *scope = scope_named(place->topics, &reader->scopes, parts[i], &own);
        if (scope || own)
            return scope;
    }
    return otherwise;
}

/* --- A sentence ------------------------------------------------------------------------------- */

bool reader_is_open(struct json_object *object)
{
    return json_member(object, "confirmed") && !json_true(object, "confirmed");
}

static void subject_of_mark(const struct subject_place *place, const struct mark *mark,
                            struct subject *subject)
{
    subject_of(place, subject);
    if (mark->kind == MARK_TIME)
        return;
    bool counts = mark->kind == MARK_COUNT && subject_counts_sessions(place);
    subject->aspect = mark->kind == MARK_NONE ? ASPECT_DOWNTIME
                      : counts                ? ASPECT_SESSION_COUNT
                                              : ASPECT_NONE;
    subject->topics[0] = "";
    subject->count = 1;
    subject->before = false;
}

static void read_marks(struct reader *reader, const struct place *place,
                       const struct tokens *tokens, const struct tokens *heading,
                       const char *sentence)
{
    struct mark marks[MARKS_MAX];
    size_t count = marks_find(tokens, marks);
    size_t told = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        struct subject subject;
        struct subject_place at = {
            .topics = &reader->statements->topics,
            .time = &marks[i].time,
            .clause = marks_clause(tokens, marks, count, i),
            .sentence = {tokens, 0, tokens->count},
            .before = {&reader->previous, 0, reader->previous.count},
            .heading = {heading->count ? heading : NULL, 0, heading->count},
            .heading_asks = place->heading_asks,
        };
        subject_of_mark(&at, &marks[i], &subject);
        if (subject.aspect == ASPECT_NONE)
            continue;
        if (told == SIZE_MAX)
            told = reader_told(reader->statements, place->path,
                               place->quote ? place->quote : sentence);
        struct statement statement = {.time = marks[i].time,
                                      .none = marks[i].kind == MARK_NONE,
                                      .declared = place->declared,
                                      .bare = place->bare,
                                      .open = place->open || reader_is_open(reader->document),
                                      .sentence = told};
        reader_add(reader, &subject, scope_of(reader, &at, place->scope), &statement);
    }
}

/* A copy without what is cited: [[fact:…]] says what its fact says, by design. */
static char *without_citations(const char *text, size_t length)
{
    char *copy = memory_new(length + 1, 1);
    memcpy(copy, text, length);
    for (char *start = copy; (start = strstr(start, "[[fact:")) != NULL;) {
        char *end = strstr(start, "]]");
        if (!end)
            break;
        memset(start, ' ', (size_t)(end + 2 - start));
        start = end + 2;
    }
    return copy;
}

void reader_sentence(struct reader *reader, const struct place *place, const char *text,
                     size_t length)
{
    struct tokens tokens = {0}, heading = {0};
    char *plain = without_citations(text, length);
    char *quote = memory_new(length + 1, 1);
    memcpy(quote, text, length);
    tokens_read(plain, &tokens);
    if (place->heading)
        tokens_read(place->heading, &heading);
    if (!subject_is_other((struct span){&tokens, 0, tokens.count}))
        read_marks(reader, place, &tokens, &heading, quote);
    tokens_free(&reader->previous);
    reader->previous = tokens;
    tokens_free(&heading);
    free(quote);
    free(plain);
}

#include "lint/statement.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "content/kind.h"
#include "content/time_words.h"
#include "lint/scope.h"
#include "lint/sentences.h"
#include "lint/texts.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* A document that is being read. */
struct reader {
    struct statements *statements;
    struct json_object *document;
    const char *key, *title;
    struct scopes scopes;
    struct tokens previous; /* the sentence before, in the same block */
};

/* Where a sentence stands. */
struct place {
    const char *path;
    const char *heading; /* or NULL */
    bool heading_asks;
    const char *scope;            /* instead of the document's; or NULL */
    struct json_object *declared; /* as in struct statement */
    bool open;                    /* the same */
    const char *quote;            /* instead of the sentence; or NULL */
};

/* --- Keeping ---------------------------------------------------------------------------------- */

static size_t add_told(struct statements *statements, const char *path, const char *quote)
{
    if (statements->told_count == statements->told_room) {
        statements->told_room = statements->told_room ? 2 * statements->told_room : 32;
        statements->told =
            memory_resize(statements->told, statements->told_room * sizeof *statements->told);
    }
    statements->told[statements->told_count] =
        (struct told){memory_copy_text(path), memory_copy_text(quote)};
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

/* One statement for each treatment and topic that it is about. */
static void add_subject(struct reader *reader, const struct subject *subject, const char *scope,
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

static bool is_open(struct json_object *object)
{
    return json_member(object, "confirmed") && !json_true(object, "confirmed");
}

/* What is held in a sentence: its times, "no downtime", its counts of sessions. */
struct mark {
    struct scanned_time time;
    enum { MARK_TIME, MARK_NONE, MARK_COUNT } kind;
};

enum { MARKS_MAX = 3 * SCAN_TIMES_MAX };

static int compare_marks(const void *a, const void *b)
{
    const struct mark *first = a, *second = b;
    return first->time.first < second->time.first ? -1 : first->time.first > second->time.first;
}

static size_t find_marks(const struct tokens *tokens, struct mark *marks)
{
    struct scanned_time times[SCAN_TIMES_MAX];
    struct span rest = {tokens, 0, tokens->count};
    size_t at, length, count = 0, found = time_scan(tokens, times);
    for (size_t i = 0; i < found; i++)
        marks[count++] = (struct mark){times[i], MARK_TIME};
    found = count_scan(tokens, subject_sessions, times);
    for (size_t i = 0; i < found; i++)
        marks[count++] = (struct mark){times[i], MARK_COUNT};
    while (count < MARKS_MAX && (length = subject_no_downtime(rest, &at)) > 0) {
        marks[count++] = (struct mark){{.first = at, .end = at + length}, MARK_NONE};
        rest.first = at + length;
    }
    qsort(marks, count, sizeof *marks, compare_marks);
    return count;
}

/* Where two parts of a sentence, each with its own time, are parted: after which token. */
static size_t boundary(const struct tokens *tokens, size_t from, size_t to)
{
    static const char *const strong[] = {";",     ":",       "(",        ")",      "-",       "but",
                                         "while", "whereas", "although", "though", "however", NULL};
    static const char *const weak[] = {",", "and", "or", NULL};
    for (size_t at = from; at < to; at++)
        if (tokens_match_any(tokens, at, to, strong) && tokens->list[at].kind != TOKEN_HYPHEN)
            return at + 1;
    for (size_t at = from; at < to; at++)
        if (tokens_match_any(tokens, at, to, weak))
            return at + 1;
    return from;
}

static struct span clause_of(const struct tokens *tokens, const struct mark *marks, size_t count,
                             size_t i)
{
    struct span clause = {tokens, 0, tokens->count};
    if (i > 0)
        clause.first = boundary(tokens, marks[i - 1].time.end, marks[i].time.first);
    if (i + 1 < count) {
        clause.end = boundary(tokens, marks[i].time.end, marks[i + 1].time.first);
        if (clause.end == marks[i].time.end)
            clause.end = marks[i + 1].time.first;
    }
    return clause;
}

/* How often sits beside how long without a part of its own: "daily for two weeks". */
static bool shares_clause(const struct tokens *tokens, const struct mark *a, const struct mark *b)
{
    bool rate = a->time.direction == SCAN_EVERY && b->time.direction != SCAN_EVERY;
    bool rated = b->time.direction == SCAN_EVERY && a->time.direction != SCAN_EVERY;
    return a->kind == MARK_TIME && b->kind == MARK_TIME && (rate || rated) &&
           boundary(tokens, a->time.end, b->time.first) == a->time.end;
}

static struct span wide_clause(const struct tokens *tokens, const struct mark *marks, size_t count,
                               size_t i)
{
    struct span clause = clause_of(tokens, marks, count, i);
    if (i > 0 && shares_clause(tokens, &marks[i - 1], &marks[i]))
        clause.first = clause_of(tokens, marks, count, i - 1).first;
    if (i + 1 < count && shares_clause(tokens, &marks[i], &marks[i + 1]))
        clause.end = clause_of(tokens, marks, count, i + 1).end;
    return clause;
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
    size_t count = find_marks(tokens, marks);
    size_t told = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        struct subject subject;
        struct subject_place at = {
            .topics = &reader->statements->topics,
            .time = &marks[i].time,
            .clause = wide_clause(tokens, marks, count, i),
            .sentence = {tokens, 0, tokens->count},
            .before = {&reader->previous, 0, reader->previous.count},
            .heading = {heading->count ? heading : NULL, 0, heading->count},
            .heading_asks = place->heading_asks,
        };
        subject_of_mark(&at, &marks[i], &subject);
        if (subject.aspect == ASPECT_NONE)
            continue;
        if (told == SIZE_MAX)
            told =
                add_told(reader->statements, place->path, place->quote ? place->quote : sentence);
        struct statement statement = {.time = marks[i].time,
                                      .none = marks[i].kind == MARK_NONE,
                                      .declared = place->declared,
                                      .open = place->open || is_open(reader->document),
                                      .sentence = told};
        add_subject(reader, &subject, scope_of(reader, &at, place->scope), &statement);
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

static void read_sentence(struct reader *reader, const struct place *place, const char *text,
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

static bool has_time(const char *text)
{
    struct scanned_time times[SCAN_TIMES_MAX];
    struct tokens tokens = {0};
    tokens_read(text, &tokens);
    bool found = time_scan(&tokens, times) > 0;
    tokens_free(&tokens);
    return found;
}

/* "For the first 24 hours, avoid:" goes with each item of the list below it. It is quoted with it
 * where it gives the time. */
static void read_with_lead(struct reader *reader, const struct place *place, const char *lead,
                           const struct sentence *sentence)
{
    struct place joined_place = *place;
    struct buffer joined = {0}, quote = {0};
    buffer_printf(&joined, "%s %.*s", lead, (int)sentence->length, sentence->start);
    buffer_append(&quote, sentence->start, sentence->length);
    joined_place.quote = has_time(lead) ? buffer_text(&joined) : buffer_text(&quote);
    read_sentence(reader, &joined_place, buffer_text(&joined), joined.length);
    buffer_free(&joined);
    buffer_free(&quote);
}

static void read_block(struct reader *reader, const struct place *place, const char *lead,
                       const char *text)
{
    struct sentence sentence;
    tokens_free(&reader->previous);
    for (; sentence_next(&text, &sentence); lead = NULL)
        if (lead)
            read_with_lead(reader, place, lead, &sentence);
        else if (!sentence.is_question)
            read_sentence(reader, place, sentence.start, sentence.length);
    tokens_free(&reader->previous);
}

/* --- Prose ------------------------------------------------------------------------------------ */

/* The words of a time stand with its figures; they are read with these. */
static bool is_of_time(const struct lint_text *text)
{
    return strcmp(text->field->name, "words") == 0 || strcmp(text->field->name, "condition") == 0;
}

/* The labels and titles of claims name what they are about and say nothing of it yet. */
static bool is_name(const struct lint_text *text)
{
    static const char *const names[] = {"title", "label", "other_names", "aspect", "heading",
                                        "left",  "right", "hours",       NULL};
    bool of_document = text->list == NULL;
    for (const char *const *name = names; *name; name++)
        if (strcmp(text->field->name, *name) == 0)
            return !(strcmp(*name, "left") == 0 || strcmp(*name, "right") == 0) || of_document;
    return text->list && strcmp(text->list, "hours") == 0;
}

static bool asks(const char *heading)
{
    static const char *const openings[] = {"How ",       "When ", "Can ",  "May ", "Do ",
                                           "Until when", "Will ", "What ", NULL};
    for (const char *const *opening = openings; heading && *opening; opening++)
        if (strncmp(heading, *opening, strlen(*opening)) == 0)
            return true;
    return heading && strchr(heading, '?') != NULL;
}

/* The right column of a comparison is about what stands over it. */
static const char *column_scope(struct reader *reader, const struct lint_text *text)
{
    bool own = false;
    struct tokens tokens = {0};
    const char *name = text->field->name;
    if (!text->list || strcmp(text->list, "rows") != 0 ||
        (strcmp(name, "left") != 0 && strcmp(name, "right") != 0))
        return NULL;
    const char *label = json_text(reader->document, name);
    tokens_read(label ? label : "", &tokens);
    const char *scope = scope_named(&reader->statements->topics, &reader->scopes,
                                    (struct span){&tokens, 0, tokens.count}, &own);
    tokens_free(&tokens);
    return scope || own ? scope : label;
}

static bool ends_with_colon(const char *text)
{
    size_t length = strlen(text);
    return length && text[length - 1] == ':';
}

static void read_text(struct reader *reader, const struct lint_text *text, const char *lead)
{
    struct place place = {
        .path = text->path, .heading = text->heading, .open = text->entry && is_open(text->entry)};
    const char *kind = json_text(reader->document, "kind");
    if (!place.heading && kind && strcmp(kind, "faq") == 0)
        place.heading = reader->title;
    place.heading_asks = asks(place.heading) || (text->list && strcmp(text->list, "facts") == 0);
    place.scope = column_scope(reader, text);
    read_block(reader, &place, lead, text->text);
}

static void read_prose(struct reader *reader)
{
    struct lint_texts texts = {0};
    size_t lead = SIZE_MAX;
    lint_texts_read(reader->document, &texts);
    for (size_t i = 0; i < texts.count; i++) {
        const struct lint_text *text = &texts.list[i];
        bool follows = lead != SIZE_MAX && text->block == TEXT_ITEM &&
                       strcmp(text->path, texts.list[lead].path) == 0;
        if (!follows)
            lead = SIZE_MAX;
        if (is_of_time(text) || is_name(text) || text->block == TEXT_HEADING)
            continue;
        read_text(reader, text, follows ? texts.list[lead].text : NULL);
        if (text->block == TEXT_PARAGRAPH && ends_with_colon(text->text))
            lead = i;
    }
    lint_texts_free(&texts);
}

/* --- Claims ----------------------------------------------------------------------------------- */

static void put_words(struct json_object *time, struct buffer *words)
{
    const char *kind = json_text(time, "kind");
    const char *published = json_text(time, "words");
    if (kind && strcmp(kind, "time") == 0)
        time_words_write(time, words);
    else if (published)
        buffer_puts(words, published);
}

/* The figures of a time, read back from its words. */
static bool read_time(struct json_object *time, struct scanned_time *scanned)
{
    struct scanned_time times[SCAN_TIMES_MAX];
    struct tokens tokens = {0};
    struct buffer words = {0};
    put_words(time, &words);
    tokens_read(buffer_text(&words), &tokens);
    bool one = time_scan(&tokens, times) == 1;
    if (one)
        *scanned = times[0];
    tokens_free(&tokens);
    buffer_free(&words);
    return one;
}

/* Whether claim names its own subject in words that prose uses; takes these. */
static void take_topics(struct reader *reader, const char *title, enum topic_class class,
                        struct subject *subject)
{
    struct topic_found found[TOPICS_FOUND_MAX];
    struct tokens tokens = {0};
    tokens_read(title, &tokens);
    size_t count = topics_find(&reader->statements->topics, &tokens, 0, tokens.count, found);
    for (size_t i = 0; i < count && subject->count == 0; i++)
        if (found[i].class == class)
            subject->topics[subject->count++] = found[i].name;
    tokens_free(&tokens);
}

static void add_claim(struct reader *reader, const struct subject *subject, const char *path,
                      const char *title, struct json_object *time, struct json_object *declared)
{
    struct buffer quote = {0};
    struct statement statement = {.declared = declared};
    if (subject->count == 0 || !read_time(time, &statement.time))
        return;
    const char *words = json_text(time, "words");
    buffer_printf(&quote, "%s: %s", title, words ? words : "");
    statement.sentence = add_told(reader->statements, path, buffer_text(&quote));
    buffer_free(&quote);
    add_subject(reader, subject, NULL, &statement);
}

static struct json_object *several(struct json_object *list)
{
    return json_object_array_length(list) > 1 ? list : NULL;
}

static void read_sign_list(struct reader *reader, struct json_object *sign, const char *path,
                           const char *name, enum aspect aspect)
{
    struct json_object *list = json_member(sign, name);
    const char *title = json_text(sign, "title");
    struct subject subject = {.aspect = aspect};
    if (!json_object_is_type(list, json_type_array) || !title)
        return;
    take_topics(reader, title, TOPIC_EFFECT, &subject);
    if (subject.count == 0)
        subject.topics[subject.count++] = title;
    for (size_t i = 0; i < json_object_array_length(list); i++) {
        struct buffer place = {0};
        buffer_printf(&place, "%s.%s.%zu.time", path, name, i + 1);
        struct json_object *time = json_member(json_object_array_get_idx(list, i), "time");
        if (time)
            add_claim(reader, &subject, buffer_text(&place), title, time, several(list));
        buffer_free(&place);
    }
}

static void read_sign(struct reader *reader, struct json_object *sign, const char *path)
{
    read_sign_list(reader, sign, path, "eases", ASPECT_EFFECT_EASES);
    read_sign_list(reader, sign, path, "gone", ASPECT_EFFECT_GONE);
}

/* A fact's label and figure are a sentence: "How long results last: 4 to 6 weeks". */
static void read_fact(struct reader *reader, struct json_object *fact, const char *path)
{
    struct json_object *figures = json_member(fact, "figures");
    const char *label = json_text(fact, "label");
    bool often = json_member(fact, "frequency") != NULL;
    if (!json_object_is_type(figures, json_type_array) || !label)
        return;
    for (size_t i = 0; i < json_object_array_length(figures); i++) {
        struct json_object *time = json_member(json_object_array_get_idx(figures, i), "time");
        struct buffer text = {0}, quote = {0}, place = {0};
        if (!time)
            continue;
        const char *words = json_text(time, "words");
        buffer_printf(&text, "%s: %s", label, often ? "every " : "");
        put_words(time, &text);
        buffer_printf(&quote, "%s: %s", label, words ? words : "");
        buffer_printf(&place, "%s.figures.%zu.time", path, i + 1);
        struct place at = {.path = buffer_text(&place),
                           .declared = several(figures),
                           .quote = buffer_text(&quote)};
        read_sentence(reader, &at, buffer_text(&text), text.length);
        tokens_free(&reader->previous);
        buffer_free(&text);
        buffer_free(&quote);
        buffer_free(&place);
    }
}

static void read_step_time(struct reader *reader, struct json_object *step, const char *path,
                           const char *name, const struct subject *subject)
{
    struct buffer place = {0};
    struct json_object *time = json_member(step, name);
    const char *title = json_text(step, "title");
    buffer_printf(&place, "%s.%s", path, name);
    if (time && title)
        add_claim(reader, subject, buffer_text(&place), title, time, NULL);
    buffer_free(&place);
}

static void read_step(struct reader *reader, struct json_object *step, const char *path)
{
    const char *action = json_text(step, "action"), *phase = json_text(step, "phase");
    const char *title = json_text(step, "title"), *activity = json_text(step, "activity");
    struct subject subject = {.before = phase && strcmp(phase, "before") == 0};
    if (!action || !title || strncmp(title, "Ask ", 4) == 0)
        return;
    if (activity)
        subject.topics[subject.count++] = activity;
    else
        take_topics(reader, title, TOPIC_ACTIVITY, &subject);
    bool not = strcmp(action, "do-not") == 0;
    subject.aspect = not ? ASPECT_NOT_UNTIL : ASPECT_DO_UNTIL;
    read_step_time(reader, step, path, subject.before ? "from" : "until", &subject);
    subject.aspect = not ? ASPECT_NONE : ASPECT_NOT_UNTIL; /* "put on make-up again from …" */
    if (!not &&!subject.before)
        read_step_time(reader, step, path, "from", &subject);
}

typedef void claim_reader(struct reader *reader, struct json_object *claim, const char *path);

static void read_claims(struct reader *reader, const char *list_name, claim_reader *read)
{
    struct json_object *list = json_member(reader->document, list_name);
    size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    for (size_t i = 0; i < count; i++) {
        struct json_object *claim = json_object_array_get_idx(list, i);
        struct buffer path = {0};
        if (!json_object_is_type(claim, json_type_object))
            continue;
        const char *id = json_text(claim, "id");
        if (id)
            buffer_printf(&path, "%s.%s", list_name, id);
        else
            buffer_printf(&path, "%s.%zu", list_name, i + 1);
        read(reader, claim, buffer_text(&path));
        buffer_free(&path);
    }
}

/* --- All documents ---------------------------------------------------------------------------- */

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

static void read_document(struct statements *statements, struct json_object *document)
{
    struct reader reader = {.statements = statements, .document = document};
    reader.key = json_text(document, "key");
    reader.title = json_text(document, "title");
    if (!reader.key)
        return;
    if (!reader.title)
        reader.title = reader.key;
    scopes_read(&statements->topics, document, &reader.scopes);
    read_claims(&reader, "facts", read_fact);
    read_claims(&reader, "signs", read_sign);
    read_claims(&reader, "steps", read_step);
    read_prose(&reader);
    tokens_free(&reader.previous);
}

void statements_read(struct json_object *const *documents, size_t count,
                     struct statements *statements)
{
    for (size_t i = 0; i < count; i++)
        if (is_kind(documents[i], "treatment"))
            add_names(statements, documents[i], TOPIC_TREATMENT);
        else if (is_kind(documents[i], "activity"))
            add_names(statements, documents[i], TOPIC_ACTIVITY);
    for (size_t i = 0; i < count; i++)
        read_document(statements, documents[i]);
}

void statements_free(struct statements *statements)
{
    for (size_t i = 0; i < statements->told_count; i++) {
        free(statements->told[i].path);
        free(statements->told[i].quote);
    }
    free(statements->told);
    free(statements->list);
    topics_free(&statements->topics);
    *statements = (struct statements){0};
}

/* What a document's claims say: facts, signs and steps with their times. */
#include "base/buffer.h"
#include "content/time_words.h"
#include "lint/reader.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

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
    statement.sentence = reader_told(reader->statements, path, buffer_text(&quote));
    buffer_free(&quote);
    reader_add(reader, subject, NULL, &statement);
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
        reader_sentence(reader, &at, buffer_text(&text), text.length);
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

static void read_list(struct reader *reader, const char *list_name, claim_reader *read)
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

void read_claims(struct reader *reader)
{
    read_list(reader, "facts", read_fact);
    read_list(reader, "signs", read_sign);
    read_list(reader, "steps", read_step);
}

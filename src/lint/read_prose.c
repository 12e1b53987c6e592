/* What a document's prose says. */
#include "base/buffer.h"
#include "content/kind.h"
#include "lint/reader.h"
#include "lint/sentences.h"
#include "lint/texts.h"
#include "text/json.h"

#include <stdint.h>
#include <string.h>

/* --- Sentences -------------------------------------------------------------------------------- */

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
    reader_sentence(reader, &joined_place, buffer_text(&joined), joined.length);
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
            reader_sentence(reader, place, sentence.start, sentence.length);
    tokens_free(&reader->previous);
}

/* --- Texts ------------------------------------------------------------------------------------ */

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

/* A claim has its source, and its words are part of it. */
static bool is_claim(const struct lint_text *text)
{
    return text->list && (json_member(text->entry, "source") || strcmp(text->list, "facts") == 0);
}

static void read_text(struct reader *reader, const struct lint_text *text, const char *lead)
{
    struct place place = {.path = text->path,
                          .heading = text->heading,
                          .open = text->entry && reader_is_open(text->entry)};
    const char *kind = json_text(reader->document, "kind");
    const char *source = json_text(text->parent, text->field->name);
    place.bare = !is_claim(text) && !(source && strstr(source, "]("));
    if (!place.heading && kind && strcmp(kind, "faq") == 0)
        place.heading = reader->title;
    place.heading_asks = asks(place.heading) || (text->list && strcmp(text->list, "facts") == 0);
    place.scope = column_scope(reader, text);
    read_block(reader, &place, lead, text->text);
}

void read_prose(struct reader *reader)
{
    const struct lint_texts *texts = reader->texts;
    size_t lead = SIZE_MAX;
    for (size_t i = 0; i < texts->count; i++) {
        const struct lint_text *text = &texts->list[i];
        bool follows = lead != SIZE_MAX && text->block == TEXT_ITEM &&
                       strcmp(text->path, texts->list[lead].path) == 0;
        if (!follows)
            lead = SIZE_MAX;
        if (is_of_time(text) || is_name(text) || text->block == TEXT_HEADING)
            continue;
        read_text(reader, text, follows ? texts->list[lead].text : NULL);
        if (text->block == TEXT_PARAGRAPH && ends_with_colon(text->text))
            lead = i;
    }
}

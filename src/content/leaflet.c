#include "content/leaflet.h"

#include "content/diff.h"
#include "content/document.h"
#include "content/draft.h"
#include "content/history.h"
#include "content/kind.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { DIGITS_MAX = 9 };

/* --- What stands on a leaflet ----------------------------------------------------------------- */

enum part_type {
    PART_TEXT,
    PART_NUMBER,  /* to call: shown whole, never in pieces */
    PART_TIME,    /* an object with words */
    PART_FIGURES, /* a list of objects with such times */
    PART_CHOICE,
    PART_CONFIRMED,
    PART_MARKDOWN
};

struct part {
    const char *name;
    const char *label; /* as patients read it */
    enum part_type type;
    bool safety; /* a change of it alone could do harm */
};

static const struct part step_parts[] = {
    {"title", "What", PART_TEXT, false},
    {"action", "Do it or not", PART_CHOICE, true},
    {"phase", "When", PART_CHOICE, true},
    {"from", "From", PART_TIME, true},
    {"until", "Until", PART_TIME, true},
    {"frequency", "How often", PART_TIME, true},
    {"confirmed", "How sure we are", PART_CONFIRMED, true},
    {"text", "How", PART_MARKDOWN, false},
    {"why", "Why", PART_MARKDOWN, false},
    {"note", "Note", PART_TEXT, false},
    {.name = NULL},
};

static const struct part sign_parts[] = {
    {"title", "What it is", PART_TEXT, false},
    {"urgency", "How urgent", PART_CHOICE, true},
    {"call", "Call us when", PART_MARKDOWN, true},
    {"eases", "Eases", PART_FIGURES, true},
    {"gone", "Usually gone", PART_FIGURES, true},
    {"confirmed", "How sure we are", PART_CONFIRMED, true},
    {"look", "How it looks and feels", PART_MARKDOWN, false},
    {"look_darker", "On brown and black skin", PART_MARKDOWN, false},
    {"note", "Note", PART_TEXT, false},
    {.name = NULL},
};

static const struct part clinic_parts[] = {
    {"phone", "Telephone", PART_NUMBER, true},
    {"out_of_hours", "When we are closed", PART_TEXT, true},
    {"emergency", "Urgent help", PART_TEXT, true},
    {.name = NULL},
};

static const struct part page_parts[] = {
    {"title", "Title", PART_TEXT, false},
    {"summary", "In short", PART_MARKDOWN, false},
    {.name = NULL},
};

static const struct {
    const char *value, *words;
} choices[] = {
    {"do", "do this"},
    {"do-not", "do not do this"},
    {"before", "before your treatment"},
    {"after", "after your treatment"},
    {"usual", "usual"},
    {"call", "call us"},
    {"emergency", "an emergency"},
};

static const char *choice_words(const char *value)
{
    for (size_t i = 0; i < sizeof choices / sizeof choices[0]; i++)
        if (strcmp(choices[i].value, value) == 0)
            return choices[i].words;
    return value;
}

static void put_figures(struct json_object *figures, struct buffer *words)
{
    for (size_t i = 0; i < json_object_array_length(figures); i++) {
        struct json_object *time = json_member(json_object_array_get_idx(figures, i), "time");
        buffer_printf(words, "%s%s", i ? " or " : "", json_text(time, "words"));
    }
}

/* Appends what the part says in words; entry may be NULL, which says nothing. */
static void put_words(struct json_object *entry, const struct part *part, struct buffer *words)
{
    struct json_object *value = entry ? json_member(entry, part->name) : NULL;
    if (!value)
        return;
    if (part->type == PART_TIME)
        buffer_puts(words, json_text(value, "words"));
    else if (part->type == PART_FIGURES)
        put_figures(value, words);
    else if (part->type == PART_CHOICE)
        buffer_puts(words, choice_words(json_object_get_string(value)));
    else if (part->type == PART_CONFIRMED)
        buffer_puts(words, json_object_get_boolean(value) ? "confirmed" : "ask us first");
    else
        buffer_puts(words, json_object_get_string(value));
}

/* --- Changes ---------------------------------------------------------------------------------- */

static void add_truth(struct json_object *object, const char *name)
{
    json_object_object_add(object, name, json_object_new_boolean(1));
}

/* Of a longer text the new one is shown: as HTML, which is made at publish. */
static void add_markdown_part(struct json_object *part, struct json_object *after, const char *name)
{
    struct buffer html_name = {0};
    buffer_printf(&html_name, "%s_html", name);
    const char *html = after ? json_text(after, buffer_text(&html_name)) : NULL;
    json_add_text(part, "now_html", html);
    if (!html)
        add_truth(part, "is_gone");
    buffer_free(&html_name);
}

static void add_piece(struct json_object *words, const char *kind, const char *mark,
                      const char *text)
{
    struct json_object *piece = json_object_new_object();
    json_add_text(piece, "kind", kind);
    json_add_text(piece, "text", text);
    add_truth(piece, mark);
    if (*text)
        json_object_array_add(words, piece);
    else
        json_object_put(piece);
}

/* As diff_words gives it, but in one piece. */
static struct json_object *whole(const char *before, const char *after)
{
    struct json_object *words = json_object_new_array();
    add_piece(words, "del", "is_removed", before);
    add_piece(words, "ins", "is_added", after);
    return words;
}

/* Adds the part to parts if it changed; returns whether it did. */
static bool compare_part(struct json_object *parts, const struct part *part,
                         struct json_object *before, struct json_object *after)
{
    struct buffer old_words = {0}, new_words = {0};
    put_words(before, part, &old_words);
    put_words(after, part, &new_words);
    bool changed = strcmp(buffer_text(&old_words), buffer_text(&new_words)) != 0;
    if (changed) {
        struct json_object *row = json_object_new_object();
        json_add_text(row, "label", part->label);
        if (part->type == PART_MARKDOWN) {
            add_markdown_part(row, after, part->name);
        } else {
            json_add_text(row, "before", buffer_text(&old_words));
            json_add_text(row, "after", buffer_text(&new_words));
            json_object_object_add(row, "words",
                                   (part->type == PART_NUMBER ? whole : diff_words)(
                                       buffer_text(&old_words), buffer_text(&new_words)));
        }
        json_object_array_add(parts, row);
    }
    buffer_free(&old_words);
    buffer_free(&new_words);
    return changed;
}

static bool says(struct json_object *entry, const char *name, const char *value)
{
    const char *own = entry ? json_text(entry, name) : NULL;
    return own && strcmp(own, value) == 0;
}

/* Whether all about this entry matters for safety, whatever has changed in it. */
static bool is_grave(struct json_object *entry)
{
    return says(entry, "action", "do-not") || says(entry, "urgency", "call") ||
           says(entry, "urgency", "emergency");
}

/* What is compared: an entry of a list, or a document. Either of before and after may be NULL. */
static void compare(struct json_object *changes, const char *about, const char *title,
                    const struct part *parts, struct json_object *before, struct json_object *after)
{
    struct json_object *rows = json_object_new_array(), *change = json_object_new_object();
    bool safety = is_grave(before) || is_grave(after);
    for (; parts->name; parts++)
        if (compare_part(rows, parts, before, after) && parts->safety && before && after)
            safety = true;
    json_add_text(change, "about", about);
    json_add_text(change, "title", title);
    add_truth(change, !before ? "is_new" : !after ? "is_gone" : "is_changed");
    if (says(after ? after : before, "action", "do-not"))
        add_truth(change, "is_do_not");
    bool changed = json_object_array_length(rows) > 0;
    json_object_object_add(change, "parts", rows);
    if (changed)
        json_object_array_add(json_member(changes, safety ? "safety" : "other"), change);
    else
        json_object_put(change);
}

static struct json_object *entry_with_id(struct json_object *document, const char *list_name,
                                         const char *id)
{
    struct json_object *list = json_member(document, list_name);
    for (size_t i = 0; i < json_length(document, list_name); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        if (says(entry, "id", id))
            return entry;
    }
    return NULL;
}

static void compare_lists(struct json_object *changes, const char *about, const char *list_name,
                          const struct part *parts, struct json_object *before,
                          struct json_object *after)
{
    struct json_object *list = json_member(after, list_name);
    for (size_t i = 0; i < json_length(after, list_name); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        struct json_object *old = entry_with_id(before, list_name, json_text(entry, "id"));
        compare(changes, about, json_text(entry, "title"), parts, old, entry);
    }
    list = json_member(before, list_name);
    for (size_t i = 0; i < json_length(before, list_name); i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        if (!entry_with_id(after, list_name, json_text(entry, "id")))
            compare(changes, about, json_text(entry, "title"), parts, entry, NULL);
    }
}

/* --- Versions --------------------------------------------------------------------------------- */

static bool read_number(const char **text, int64_t *number)
{
    size_t digits = strspn(*text, "0123456789");
    if (digits == 0 || digits > DIGITS_MAX || **text == '0')
        return false;
    *number = strtoll(*text, NULL, 10);
    *text += digits;
    return true;
}

bool leaflet_version_read(const char *text, struct leaflet_version *version)
{
    return read_number(&text, &version->checklist) && *text++ == '-' &&
           read_number(&text, &version->treatment) && *text++ == '-' &&
           read_number(&text, &version->clinic) && !*text;
}

void leaflet_version_write(const struct leaflet_version *version, struct buffer *out)
{
    buffer_printf(out, "%lld-%lld-%lld", (long long)version->checklist,
                  (long long)version->treatment, (long long)version->clinic);
}

/* The three live documents. */
struct texts {
    struct json_object *checklist; /* borrowed */
    struct document treatment, clinic;
};

static bool find_texts(struct db *db, struct json_object *checklist, struct texts *texts)
{
    *texts = (struct texts){.checklist = checklist};
    return document_by_key(db, json_text(checklist, "treatment"), &texts->treatment) &&
           document_first(db, kind_by_name("clinic"), &texts->clinic);
}

static void texts_free(struct texts *texts)
{
    document_free(&texts->treatment);
    document_free(&texts->clinic);
}

static struct leaflet_version version_of(struct db *db, const struct texts *texts)
{
    return (struct leaflet_version){
        .checklist = draft_live_number(db, json_text(texts->checklist, "key")),
        .treatment = draft_live_number(db, json_text(texts->treatment.body, "key")),
        .clinic = draft_live_number(db, json_text(texts->clinic.body, "key")),
    };
}

static int64_t later(int64_t one, int64_t other)
{
    return one > other ? one : other;
}

bool leaflet_version_now(struct db *db, const struct document *checklist,
                         struct leaflet_version *version, int64_t *changed_at)
{
    struct texts texts;
    bool found = find_texts(db, checklist->body, &texts);
    *version = (struct leaflet_version){0};
    if (found)
        *version = version_of(db, &texts);
    *changed_at =
        later(checklist->updated_at, later(texts.treatment.updated_at, texts.clinic.updated_at));
    texts_free(&texts);
    return found && version->checklist && version->treatment && version->clinic;
}

/* --- Comparing -------------------------------------------------------------------------------- */

static bool find_revision(struct db *db, struct json_object *document, int64_t number,
                          struct revision *revision)
{
    return history_revision(db, json_text(document, "key"), number, revision) &&
           !revision->is_blank;
}

static void compare_all(struct json_object *changes, const struct texts *texts,
                        struct json_object *checklist, struct json_object *treatment,
                        struct json_object *clinic)
{
    compare(changes, "clinic", "How to reach us", clinic_parts, clinic, texts->clinic.body);
    compare_lists(changes, "step", "steps", step_parts, checklist, texts->checklist);
    compare_lists(changes, "sign", "signs", sign_parts, treatment, texts->treatment.body);
    compare(changes, "page", "The page", page_parts, checklist, texts->checklist);
}

static enum leaflet_state compare_texts(struct db *db, const struct texts *texts,
                                        const struct leaflet_version *version,
                                        struct json_object *changes)
{
    struct revision checklist = {0}, treatment = {0}, clinic = {0};
    enum leaflet_state state = LEAFLET_UNKNOWN;
    if (find_revision(db, texts->checklist, version->checklist, &checklist) &&
        find_revision(db, texts->treatment.body, version->treatment, &treatment) &&
        find_revision(db, texts->clinic.body, version->clinic, &clinic)) {
        compare_all(changes, texts, checklist.body, treatment.body, clinic.body);
        bool changed = json_length(changes, "safety") || json_length(changes, "other");
        state = changed ? LEAFLET_SUPERSEDED : LEAFLET_CURRENT;
    }
    revision_free(&checklist);
    revision_free(&treatment);
    revision_free(&clinic);
    return state;
}

enum leaflet_state leaflet_compare(struct db *db, struct json_object *checklist,
                                   const struct leaflet_version *version,
                                   struct json_object **changes)
{
    struct texts texts;
    enum leaflet_state state = LEAFLET_UNKNOWN;
    *changes = json_object_new_object();
    json_object_object_add(*changes, "safety", json_object_new_array());
    json_object_object_add(*changes, "other", json_object_new_array());
    if (find_texts(db, checklist, &texts))
        state = compare_texts(db, &texts, version, *changes);
    texts_free(&texts);
    if (state != LEAFLET_SUPERSEDED) {
        json_object_put(*changes);
        *changes = NULL;
    }
    return state;
}

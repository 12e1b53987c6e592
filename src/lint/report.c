#include "lint/report.h"

#include "base/buffer.h"
#include "content/entry_name.h"
#include "content/kind.h"
#include "lint/answer.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name, *label;
} families[REPORT_FAMILIES] = {
    [LINT_CONTRADICTIONS] = {"contradictions", "Contradictions"},
    [LINT_SAFETY] = {"safety", "Safety"},
    [LINT_READING] = {"reading", "Reading"},
    [LINT_SEARCH] = {"search", "Search words"},
    [LINT_REVIEW] = {"review", "Clinical review"},
};

const char *report_family_name(enum lint_family family)
{
    return families[family].name;
}

const char *report_family_label(enum lint_family family)
{
    return families[family].label;
}

/* --- A path in words -------------------------------------------------------------------------- */

static const struct field *field_at(const struct field *fields, const char *path, size_t length)
{
    for (; fields && fields->name; fields++)
        if (strlen(fields->name) == length && strncmp(fields->name, path, length) == 0)
            return fields;
    return NULL;
}

/* The entry that a path's part names: by its id, or by its number. */
static struct json_object *entry_at(struct json_object *list, const char *part, size_t length)
{
    size_t count = json_object_is_type(list, json_type_array) ? json_object_array_length(list) : 0;
    for (size_t i = 0; i < count; i++) {
        struct json_object *entry = json_object_array_get_idx(list, i);
        const char *id = json_text(entry, "id");
        if (id && strlen(id) == length && strncmp(id, part, length) == 0)
            return entry;
    }
    unsigned long number = strtoul(part, NULL, 10);
    return number >= 1 && number <= count ? json_object_array_get_idx(list, number - 1) : NULL;
}

static void put_part(struct buffer *words, const char *part, size_t length)
{
    if (words->length)
        buffer_puts(words, " › ");
    buffer_append(words, part, length);
}

static void put_entry(struct buffer *words, const struct field *list, struct json_object *entry,
                      const char *part, size_t length)
{
    static const char *const names[] = {"title", "label", "heading", "aspect", NULL};
    for (const char *const *name = names; *name; name++) {
        const char *text = json_text(entry, *name);
        if (text && *text) {
            put_part(words, text, strlen(text));
            return;
        }
    }
    struct buffer texts = {0};
    entry_name_of_texts(list->fields, entry, &texts);
    if (texts.length)
        put_part(words, buffer_text(&texts), texts.length);
    else
        put_part(words, part, length);
    buffer_free(&texts);
}

/* Goes down the path: a field's name, then for a list an entry's, and so on. */
static void put_field(struct buffer *words, struct json_object *document, const char *path)
{
    const struct kind *kind = kind_by_name(json_text(document, "kind"));
    size_t length = strcspn(path, ".");
    const struct field *field = field_at(kind_common_fields, path, length);
    struct json_object *value = document;
    if (!field && kind)
        field = field_at(kind->fields, path, length);
    while (field) {
        put_part(words, field->label, strlen(field->label));
        value = json_member(value, field->name);
        path += length + (path[length] == '.');
        length = strcspn(path, ".");
        if (field->type == FIELD_LIST && length) {
            value = entry_at(value, path, length);
            put_entry(words, field, value, path, length);
            path += length + (path[length] == '.');
            length = strcspn(path, ".");
        }
        field = length ? field_at(field->fields, path, length) : NULL;
    }
}

/* --- Findings --------------------------------------------------------------------------------- */

static struct json_object *describe_place(const struct gathered *gathered,
                                          const struct finding_place *place)
{
    struct json_object *entry = json_object_new_object();
    struct json_object *document = json_member(gathered->by_key, place->document);
    const struct kind *kind = kind_by_name(json_text(document, "kind"));
    const char *title = json_text(document, "title");
    struct buffer words = {0};
    put_field(&words, document, place->path);
    json_add_text(entry, "document", place->document);
    json_add_text(entry, "title", title && *title ? title : place->document);
    json_add_text(entry, "kind_label", kind ? kind->label : "");
    json_add_text(entry, "path", place->path);
    json_add_text(entry, "field", words.length ? buffer_text(&words) : "The whole document");
    json_add_text(entry, "quote", place->quote);
    buffer_free(&words);
    return entry;
}

static struct json_object *describe(const struct gathered *gathered, const struct finding *finding,
                                    struct json_object *answer)
{
    struct json_object *entry = json_object_new_object();
    const struct lint_check *check = lint_check_called(finding->code);
    bool is_block = finding->level == FINDING_BLOCK;
    struct buffer mark = {0};
    answer_mark(finding, &mark);
    json_add_text(entry, "code", finding->code);
    json_add_text(entry, "label", check ? check->label : finding->code);
    json_add_text(entry, "family", check ? families[check->family].name : NULL);
    json_add_text(entry, "level", is_block ? "block" : "advice");
    json_object_object_add(entry, "is_block", json_object_new_boolean(is_block));
    json_add_text(entry, "mark", buffer_text(&mark));
    json_object_object_add(entry, "place", describe_place(gathered, &finding->place));
    if (finding->other.document)
        json_object_object_add(entry, "other", describe_place(gathered, &finding->other));
    json_add_text(entry, "reason", finding->reason);
    json_add_text(entry, "cure", finding->cure);
    json_add_shared(entry, "answer", answer);
    buffer_free(&mark);
    return entry;
}

struct json_object *report_findings(const struct gathered *gathered,
                                    const struct findings *findings, struct json_object *answers,
                                    struct report_counts *counts)
{
    struct json_object *list = json_object_new_array();
    struct report_counts sum = {0};
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->list[i];
        struct json_object *answer = answer_to(answers, finding);
        sum.blocks += finding->level == FINDING_BLOCK;
        sum.advice += finding->level == FINDING_ADVICE && !answer;
        sum.answered += answer != NULL;
        json_object_array_add(list, describe(gathered, finding, answer));
    }
    if (counts)
        *counts = sum;
    return list;
}

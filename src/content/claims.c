#include "content/claims.h"

#include "base/buffer.h"
#include "content/faults.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

/* One claim of a document. */
struct claim {
    const struct field *list; /* NULL: the document itself */
    struct json_object *entry;
};

static const struct field *field_named(const struct field *fields, const char *name)
{
    for (; fields && fields->name; fields++)
        if (strcmp(fields->name, name) == 0)
            return fields;
    return NULL;
}

static const struct kind *kind_of(struct json_object *document)
{
    return kind_by_name(json_text(document, "kind"));
}

/* --- What a claim says and where it is taken from --------------------------------------------- */

static struct json_object *source_named(struct json_object *document, const char *id)
{
    struct json_object *sources = json_member(document, "sources");
    for (size_t i = 0; i < json_length(document, "sources"); i++) {
        struct json_object *source = json_object_array_get_idx(sources, i);
        if (strcmp(json_text(source, "id"), id) == 0)
            return source;
    }
    return NULL;
}

/* Adds a place once. */
static void add_place(struct json_object *places, const char *title, const char *place)
{
    struct json_object *entry = json_object_new_object();
    json_add_text(entry, "title", title);
    json_add_text(entry, "place", place);
    for (size_t i = 0; i < json_object_array_length(places); i++)
        if (json_object_equal(json_object_array_get_idx(places, i), entry)) {
            json_object_put(entry);
            return;
        }
    json_object_array_add(places, entry);
}

static void collect(struct json_object *document, const struct field *fields,
                    struct json_object *object, struct json_object *places, struct buffer *words);

static void collect_member(struct json_object *document, const struct field *field,
                           struct json_object *value, struct json_object *places,
                           struct buffer *words)
{
    if (field->type == FIELD_OBJECT)
        collect(document, field->fields, value, places, words);
    for (size_t i = 0; field->type == FIELD_LIST && i < json_object_array_length(value); i++)
        collect(document, field->fields, json_object_array_get_idx(value, i), places, words);
    if (strcmp(field->name, "words") == 0)
        buffer_printf(words, "%s%s", words->length ? "; " : "", json_object_get_string(value));
}

/* Adds the places that object and its parts cite, and its times in words. */
static void collect(struct json_object *document, const struct field *fields,
                    struct json_object *object, struct json_object *places, struct buffer *words)
{
    const char *id = json_text(object, "source");
    struct json_object *source = id ? source_named(document, id) : NULL;
    if (source)
        add_place(places, json_text(source, "title"), json_text(object, "place"));
    for (const struct field *field = fields; field->name; field++) {
        struct json_object *value = json_member(object, field->name);
        if (value)
            collect_member(document, field, value, places, words);
    }
}

/* A document that is one claim cites all its sources. */
static void add_sources(struct json_object *document, struct json_object *places)
{
    struct json_object *sources = json_member(document, "sources");
    for (size_t i = 0; i < json_length(document, "sources"); i++) {
        struct json_object *source = json_object_array_get_idx(sources, i);
        add_place(places, json_text(source, "title"), json_text(source, "place"));
    }
}

/* The first of these members that object has; NULL if none. */
static const char *first_text(struct json_object *object, const char *const *names)
{
    for (; *names; names++)
        if (json_text(object, *names))
            return json_text(object, *names);
    return NULL;
}

/* Whether the rule of its list lets the claim be confirmed. The claim is sound otherwise. */
static bool may_be_confirmed(const struct claim *claim)
{
    struct faults faults = {0};
    struct json_object *copy = NULL;
    if (!claim->list || !claim->list->rule)
        return true;
    json_object_deep_copy(claim->entry, &copy, NULL);
    json_object_object_add(copy, "confirmed", json_object_new_boolean(1));
    claim->list->rule(copy, "", &faults);
    json_object_put(copy);
    bool may = faults.count == 0;
    faults_free(&faults);
    return may;
}

static struct json_object *describe(struct json_object *document, const struct claim *claim)
{
    static const char *const titles[] = {"title", "label", "id", NULL};
    static const char *const longer[] = {"text_html", "look_html", NULL};
    struct json_object *entry = json_object_new_object(), *places = json_object_new_array();
    struct buffer words = {0}, path = {0};
    if (claim->list)
        buffer_printf(&path, "%s.%s", claim->list->name, json_text(claim->entry, "id"));
    collect(document, claim->list ? claim->list->fields : kind_of(document)->fields, claim->entry,
            places, &words);
    if (json_object_array_length(places) == 0)
        add_sources(document, places);
    json_add_text(entry, "path", buffer_text(&path));
    json_add_text(entry, "title", first_text(claim->entry, titles));
    json_add_text(entry, "says",
                  words.length ? buffer_text(&words) : json_text(claim->entry, "short_answer"));
    if (!json_text(entry, "says"))
        json_add_text(entry, "says_html", first_text(claim->entry, longer));
    json_object_object_add(entry, "places", places);
    json_object_object_add(entry, "differs", json_object_new_boolean(!may_be_confirmed(claim)));
    buffer_free(&words);
    buffer_free(&path);
    return entry;
}

/* --- Finding claims --------------------------------------------------------------------------- */

static bool is_open(struct json_object *object)
{
    return json_object_is_type(object, json_type_object) && json_member(object, "confirmed") &&
           !json_true(object, "confirmed");
}

/* What is being collected. */
struct harvest {
    struct json_object *claims;
    size_t limit, total;
};

static void take(struct harvest *harvest, struct db_rows *row, struct json_object *document,
                 const struct claim *claim)
{
    if (harvest->total++ >= harvest->limit)
        return;
    struct json_object *entry = describe(document, claim);
    json_add_text(entry, "key", db_text(row, 0));
    json_add_text(entry, "kind_label", kind_by_name(db_text(row, 1))->label);
    json_add_text(entry, "document_title", db_text(row, 2));
    json_object_object_add(entry, "number", json_object_new_int64(db_integer(row, 3)));
    json_object_array_add(harvest->claims, entry);
}

static void take_list(struct harvest *harvest, struct db_rows *row, struct json_object *document,
                      const struct field *field)
{
    struct json_object *list = json_member(document, field->name);
    if (field->type != FIELD_LIST || !field_named(field->fields, "confirmed"))
        return;
    for (size_t i = 0; i < json_length(document, field->name); i++) {
        struct claim claim = {field, json_object_array_get_idx(list, i)};
        if (is_open(claim.entry))
            take(harvest, row, document, &claim);
    }
}

static void take_document(struct harvest *harvest, struct db_rows *row,
                          struct json_object *document)
{
    const struct kind *kind = kind_of(document);
    struct claim whole = {NULL, document};
    if (is_open(document))
        take(harvest, row, document, &whole);
    for (const struct field *field = kind->fields; field->name; field++)
        take_list(harvest, row, document, field);
}

struct json_object *claims_open(struct db *db, const char *key, size_t limit, size_t *total)
{
    struct harvest harvest = {json_object_new_array(), limit, 0};
    struct db_rows *rows = key ? db_query(db, DB_ATTENTION_UNCONFIRMED_OF, "s", key)
                               : db_query(db, DB_ATTENTION_UNCONFIRMED, "");
    while (db_next(rows)) {
        struct json_object *document = json_tokener_parse(db_text(rows, 4));
        if (document)
            take_document(&harvest, rows, document);
        json_object_put(document);
    }
    db_end(rows);
    *total = harvest.total;
    return harvest.claims;
}

/* --- Confirming ------------------------------------------------------------------------------- */

/* The claim at path, or one without an entry. */
static struct claim claim_at(struct json_object *document, const char *path)
{
    const struct kind *kind = kind_of(document);
    const char *dot = strchr(path, '.');
    if (!*path && kind && field_named(kind->fields, "confirmed"))
        return (struct claim){NULL, document};
    for (const struct field *field = kind && dot ? kind->fields : NULL; field && field->name;
         field++) {
        struct json_object *list = json_member(document, field->name);
        if (field->type != FIELD_LIST || strlen(field->name) != (size_t)(dot - path) ||
            strncmp(field->name, path, (size_t)(dot - path)) != 0 ||
            !field_named(field->fields, "confirmed") || !json_object_is_type(list, json_type_array))
            continue;
        for (size_t i = 0; i < json_object_array_length(list); i++) {
            struct json_object *entry = json_object_array_get_idx(list, i);
            const char *id =
                json_object_is_type(entry, json_type_object) ? json_text(entry, "id") : NULL;
            if (id && strcmp(id, dot + 1) == 0)
                return (struct claim){field, entry};
        }
    }
    return (struct claim){0};
}

enum claim_result claim_confirm(struct json_object *live, const char *path,
                                struct json_object *into)
{
    struct claim claim = claim_at(live, path), target = claim_at(into, path);
    if (!claim.entry)
        return CLAIM_MISSING;
    if (!is_open(claim.entry))
        return CLAIM_ALREADY;
    if (!may_be_confirmed(&claim))
        return CLAIM_DIFFERS;
    if (!target.entry || !json_object_equal(claim.entry, target.entry))
        return CLAIM_REWRITTEN;
    json_object_object_add(target.entry, "confirmed", json_object_new_boolean(1));
    return CLAIM_CONFIRMED;
}

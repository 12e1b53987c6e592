#include "content/rows.h"

#include "content/cite.h"
#include "content/claim_rows.h"
#include "content/derive.h"
#include "content/kind.h"
#include "content/publish.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

/* Where a document without a place of its own stands in lists: last. */
enum { POSITION_LAST = 10000 };

/* A document's live revision. */
struct source {
    const struct kind *kind;
    struct json_object *body; /* owned */
    int64_t revision;
    int64_t changed_at;
    bool withdrawn;
};

static bool read_source(struct db *db, int64_t document, struct source *source)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_LIVE_REVISION, "i", document);
    *source = (struct source){0};
    if (db_next(row)) {
        source->kind = kind_by_name(db_text(row, 1));
        source->withdrawn = db_text(row, 3) != NULL;
        source->revision = db_integer(row, 4);
        source->body = json_tokener_parse(db_text(row, 5));
        source->changed_at = db_integer(row, 6);
    }
    db_end(row);
    return source->kind && source->body;
}

void rows_leave_slug(struct db *db, int64_t document)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_LIVE_REVISION, "i", document);
    if (db_next(row))
        db_execute(db, DB_REDIRECT_PUT, "ssi", db_text(row, 1), db_text(row, 2), document);
    db_end(row);
    db_execute(db, DB_DOCUMENT_PARK_SLUG, "i", document);
    db_execute(db, DB_LIVE_DELETE, "i", document);
}

static int64_t insert_document(struct db *db, const struct draft *draft)
{
    db_execute(db, DB_DOCUMENT_INSERT, "ssss", json_text(draft->body, "key"),
               draft->derivation.kind->name, json_text(draft->body, "slug"),
               json_text(draft->body, "lang"));
    return db_last_id(db);
}

static int64_t next_number(struct db *db, int64_t document)
{
    struct db_rows *row = db_query(db, DB_REVISION_LAST, "i", document);
    int64_t number = db_next(row) ? db_integer(row, 0) + 1 : 1;
    db_end(row);
    return number;
}

void rows_write_revision(struct db *db, struct draft *draft, time_t now)
{
    const struct kind *kind = draft->derivation.kind;
    const char *slug = json_text(draft->body, "slug");
    if (!draft->document)
        draft->document = insert_document(db, draft);
    db_execute(db, DB_REVISION_INSERT, "iiisssi", draft->document, next_number(db, draft->document),
               (int64_t)kind->shape,
               json_object_to_json_string_ext(draft->body, JSON_C_TO_STRING_PLAIN |
                                                               JSON_C_TO_STRING_NOSLASHESCAPE),
               draft->author, draft->note, (int64_t)now);
    int64_t revision = db_last_id(db);
    if (json_member(draft->body, "withdrawn")) {
        db_execute(db, DB_DOCUMENT_SET_WITHDRAWN, "iissi", draft->document, revision, slug,
                   json_text(draft->body, "lang"), (int64_t)now);
        db_execute(db, DB_CHANGE_NOTE, "i", draft->document);
    } else
        db_execute(db, DB_DOCUMENT_SET_LIVE, "iissi", draft->document, revision, slug,
                   json_text(draft->body, "lang"), (int64_t)now);
    db_execute(db, DB_REDIRECT_DELETE, "ss", kind->name, slug);
}

static void write_live(struct db *db, int64_t document, const struct source *source,
                       const struct derivation *derivation)
{
    struct json_object *body = derivation->body;
    struct json_object *review = json_member(body, "review");
    db_execute(db, DB_LIVE_INSERT, "iisssississ", document, source->revision,
               derivation->kind->name, json_text(body, "key"), json_text(body, "slug"),
               json_integer(body, "position", POSITION_LAST), json_text(body, "title"),
               buffer_text(&derivation->summary), source->changed_at,
               json_object_to_json_string_ext(body, JSON_C_TO_STRING_PLAIN |
                                                        JSON_C_TO_STRING_NOSLASHESCAPE),
               review ? json_text(review, "next_due") : NULL);
}

static void write_references(struct db *db, int64_t document, const struct derivation *derivation)
{
    for (size_t i = 0; i < derivation->reference_count; i++)
        db_execute(db, DB_REFERENCE_INSERT, "ssisis", derivation->references[i].target,
                   derivation->kind->name,
                   json_integer(derivation->body, "position", POSITION_LAST),
                   json_text(derivation->body, "title"), document, derivation->references[i].field);
}

void rows_write_derived(struct db *db, int64_t document, const struct derivation *derivation)
{
    struct source source;
    db_execute(db, DB_LIVE_DELETE, "i", document);
    db_execute(db, DB_REFERENCE_DELETE, "i", document);
    bool is_live = read_source(db, document, &source) && !source.withdrawn;
    if (is_live) {
        write_live(db, document, &source, derivation);
        write_references(db, document, derivation);
    }
    claim_rows_write(db, document, is_live ? derivation : NULL);
    if (strcmp(derivation->kind->name, "clinic") == 0)
        brand_write(db, is_live ? &derivation->brand : NULL);
    json_object_put(source.body);
}

void rows_rebuild_document(struct db *db, int64_t document)
{
    struct source source;
    struct derivation derivation;
    if (read_source(db, document, &source)) {
        struct faults faults = {0}; /* publish let none through */
        derive(source.body, source.kind, &derivation);
        cite_fill(db, &derivation, NULL, &faults);
        faults_free(&faults);
        rows_write_derived(db, document, &derivation);
        derivation_free(&derivation);
    }
    json_object_put(source.body);
}

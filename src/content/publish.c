#include "content/publish.h"

#include "base/names.h"
#include "content/check.h"
#include "content/cite.h"
#include "content/citing.h"
#include "content/document.h"
#include "content/kind.h"
#include "content/passage.h"
#include "content/rows.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

/* Slugs that the program's own paths take; a page of that name could never be reached. A test
 * holds this list against the routes. */
static const char *const reserved_page_slugs[] = {
    "admin", "aftercare", "api",    "brand",   "can-i",  "comparisons", "contact",
    "error", "errors",    "health", "helpful", "kept",   "leaflet",     "manifest",
    "plan",  "questions", "search", "sitemap", "static", "treatments",  NULL};

static void refuse_reserved_slug(struct draft *draft)
{
    const char *slug = json_text(draft->body, "slug");
    if (strcmp(draft->derivation.kind->name, "page") != 0)
        return;
    if (names_have(reserved_page_slugs, slug))
        faults_add(&draft->faults, "slug", "is '%s', which the program itself uses", slug);
}

void draft_prepare(struct draft *draft, struct json_object *document, const char *author,
                   const char *note)
{
    *draft = (struct draft){.body = document, .author = author, .note = note};
    const struct kind *kind = document_check(document, &draft->faults);
    if (draft->faults.count)
        return;
    draft->base = json_integer(document, "revision", BASE_NONE);
    json_object_object_del(document, "revision");
    derive(document, kind, &draft->derivation);
    refuse_reserved_slug(draft);
}

void draft_free(struct draft *draft)
{
    derivation_free(&draft->derivation);
    faults_free(&draft->faults);
    json_object_put(draft->body);
    *draft = (struct draft){0};
}

static bool is_withdrawn(const struct draft *draft)
{
    return json_member(draft->body, "withdrawn") != NULL;
}

/* Whether others may cite it. */
static bool has_facts(const struct draft *draft)
{
    const struct kind *kind = draft->derivation.kind;
    return kind && strcmp(kind->name, "treatment") == 0;
}

static bool writes(const struct draft *draft)
{
    return draft->outcome != DRAFT_UNCHANGED && draft->outcome != DRAFT_REFUSED;
}

/* --- What a draft is, compared with what is live ---------------------------------------------- */

static void refuse_moved_base(struct draft *draft, int64_t live)
{
    if (draft->base == BASE_ANY || draft->base == live)
        return;
    if (draft->base == BASE_NONE)
        faults_add(&draft->faults, "key",
                   "is of a document that exists, with another text (revision %lld): export it "
                   "and change that, or replace it",
                   (long long)live);
    else
        faults_add(&draft->faults, "revision",
                   "is %lld, but the document has changed since: it has revision %lld now",
                   (long long)draft->base, (long long)live);
}

static void compare_with_live(struct draft *draft, struct db_rows *row)
{
    const char *kind = draft->derivation.kind->name;
    struct json_object *live = json_tokener_parse(db_text(row, 6));
    draft->document = db_integer(row, 0);
    draft->slug_changed = strcmp(db_text(row, 2), json_text(draft->body, "slug")) != 0;
    if (strcmp(db_text(row, 1), kind) != 0)
        faults_add(&draft->faults, "kind", "is %s, but this document is of kind %s", kind,
                   db_text(row, 1));
    else if (live && json_object_equal(live, draft->body))
        draft->outcome = DRAFT_UNCHANGED;
    else
        refuse_moved_base(draft, db_integer(row, 5));
    json_object_put(live);
}

static void settle_outcome(struct db *db, struct draft *draft)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_BY_KEY, "s", json_text(draft->body, "key"));
    bool exists = db_next(row);
    draft->outcome = is_withdrawn(draft) ? DRAFT_WITHDRAWN : exists ? DRAFT_CHANGED : DRAFT_NEW;
    /* One that was exported elsewhere is new here, whatever its revision was there. */
    if (exists)
        compare_with_live(draft, row);
    db_end(row);
    if (draft->faults.count)
        draft->outcome = DRAFT_REFUSED;
}

/* What is published together. */
struct set {
    struct draft *drafts;
    size_t count;
    time_t now;
    struct json_object *keys;  /* of all its documents, the faulty ones included; owned */
    struct citing_list citing; /* live documents that cite facts of its treatments */
};

static void collect_keys(struct set *set)
{
    set->keys = json_object_new_object();
    for (size_t i = 0; i < set->count; i++) {
        struct draft *draft = &set->drafts[i];
        bool is_object = json_object_is_type(draft->body, json_type_object);
        const char *key = is_object ? json_text(draft->body, "key") : NULL;
        if (!key)
            continue;
        if (json_object_object_get_ex(set->keys, key, NULL))
            faults_add(&draft->faults, "key", "stands twice among these documents: '%s'", key);
        json_object_object_add(set->keys, key, NULL);
    }
}

static bool any_refused(const struct draft *drafts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (drafts[i].faults.count)
            return true;
    return false;
}

/* --- Checks against the set as a whole, once it is written ------------------------------------ */

static void refuse_taken_slug(struct db *db, struct draft *draft)
{
    const char *slug = json_text(draft->body, "slug");
    struct db_rows *row =
        db_query(db, DB_DOCUMENT_BY_KIND_SLUG, "ss", draft->derivation.kind->name, slug);
    if (db_next(row) && strcmp(db_text(row, 0), json_text(draft->body, "key")) != 0)
        faults_add(&draft->faults, "slug", "is '%s', which the document '%s' has", slug,
                   db_text(row, 0));
    db_end(row);
}

static void refuse_second_of_one(struct db *db, struct draft *draft)
{
    const struct kind *kind = draft->derivation.kind;
    if (!kind->only_one)
        return;
    if (is_withdrawn(draft)) /* every page shows it */
        faults_add(&draft->faults, "withdrawn", "cannot be: there is always one %s", kind->name);
    struct db_rows *row =
        db_query(db, DB_LIVE_KIND_OTHER, "ss", kind->name, json_text(draft->body, "key"));
    if (db_next(row))
        faults_add(&draft->faults, "kind", "allows one document; there is '%s' already",
                   db_text(row, 0));
    db_end(row);
}

static void refuse_dead_reference(struct db *db, const struct set *set, struct draft *draft,
                                  const char *field, const char *target, const char *of_kind)
{
    struct db_rows *row = db_query(db, DB_LIVE_BY_KEY, "s", target);
    bool is_live = db_next(row);
    /* One of the set that is not live has a fault of its own, which is told there. */
    if (!is_live && !json_object_object_get_ex(set->keys, target, NULL))
        faults_add(&draft->faults, field, "names '%s', which is neither live nor in this set",
                   target);
    else if (is_live && of_kind && strcmp(db_text(row, 4), of_kind) != 0)
        faults_add(&draft->faults, field, "names '%s', which is of kind %s, not %s", target,
                   db_text(row, 4), of_kind);
    db_end(row);
}

static void refuse_dead_references(struct db *db, const struct set *set, struct draft *draft)
{
    const struct derivation *derivation = &draft->derivation;
    struct json_object *withdrawn = json_member(draft->body, "withdrawn");
    const char *instead = withdrawn ? json_text(withdrawn, "instead") : NULL;
    if (instead)
        refuse_dead_reference(db, set, draft, "withdrawn.instead", instead, NULL);
    for (size_t i = 0; !withdrawn && i < derivation->reference_count; i++)
        refuse_dead_reference(db, set, draft, derivation->references[i].field,
                              derivation->references[i].target, derivation->references[i].of_kind);
}

static void refuse_withdrawing_what_is_used(struct db *db, struct draft *draft)
{
    if (!is_withdrawn(draft))
        return;
    struct db_rows *row =
        db_query(db, DB_REFERRING_ALL, "si", json_text(draft->body, "key"), (int64_t)1);
    if (db_next(row))
        faults_add(&draft->faults, "withdrawn", "cannot be: the %s '%s' names it", db_text(row, 0),
                   db_text(row, 1));
    db_end(row);
}

/* --- Writing ---------------------------------------------------------------------------------- */

static void leave_changed_slug(struct db *db, struct set *set, struct draft *draft)
{
    (void)set;
    if (draft->document && draft->slug_changed)
        rows_leave_slug(db, draft->document);
}

static void write_revision(struct db *db, struct set *set, struct draft *draft)
{
    refuse_taken_slug(db, draft);
    if (!draft->faults.count)
        rows_write_revision(db, draft, set->now);
}

static void write_derived(struct db *db, struct set *set, struct draft *draft)
{
    if (draft->faults.count)
        return;
    if (!is_withdrawn(draft))
        cite_fill(db, &draft->derivation, set->keys, &draft->faults);
    rows_write_derived(db, draft->document, &draft->derivation);
}

static bool writes_document(const struct set *set, int64_t document)
{
    for (size_t i = 0; i < set->count; i++)
        if (writes(&set->drafts[i]) && set->drafts[i].document == document)
            return true;
    return false;
}

/* What cites a treatment's facts is derived anew with it. */
static void write_citing(struct db *db, struct set *set, struct draft *draft)
{
    if (!draft->document || is_withdrawn(draft) || !has_facts(draft))
        return;
    citing_read(db, json_text(draft->body, "key"), &set->citing);
    for (size_t i = 0; i < set->citing.count; i++) {
        struct citing *citing = &set->citing.list[i];
        if (citing_is_current(db, citing) && !writes_document(set, citing->document))
            citing_write(db, citing, set->now, &draft->faults);
    }
}

static void write_passages(struct db *db, struct set *set, struct draft *draft)
{
    (void)set;
    passage_write(db, draft->document);
    if (strcmp(draft->derivation.kind->name, "activity") == 0)
        passage_write_naming(db, json_text(draft->body, "key"));
}

static void check_written(struct db *db, struct set *set, struct draft *draft)
{
    refuse_second_of_one(db, draft);
    refuse_dead_references(db, set, draft);
    refuse_withdrawing_what_is_used(db, draft);
}

/* Each goes over the whole set before the next begins: documents of one set may name each other,
 * and exchange their slugs. */
static void (*const passes[])(struct db *db, struct set *set, struct draft *draft) = {
    leave_changed_slug, write_revision, write_derived, write_citing, write_passages, check_written};

/* Returns how many drafts were written. */
static size_t write_set(struct db *db, struct set *set)
{
    size_t written = 0;
    for (size_t pass = 0; pass < sizeof passes / sizeof passes[0]; pass++) {
        written = 0;
        for (size_t i = 0; i < set->count; i++) {
            if (!writes(&set->drafts[i]))
                continue;
            passes[pass](db, set, &set->drafts[i]);
            written++;
        }
    }
    return written;
}

/* What is faulty already is passed over, so that the faults of all others are told as well. */
static void settle_set(struct db *db, const struct set *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (!set->drafts[i].faults.count)
            settle_outcome(db, &set->drafts[i]);
}

/* Before the transaction, since Markdown takes time. */
static void read_citing(struct db *db, struct set *set)
{
    for (size_t i = 0; i < set->count; i++)
        if (!set->drafts[i].faults.count && has_facts(&set->drafts[i]))
            citing_read(db, json_text(set->drafts[i].body, "key"), &set->citing);
}

void publish_ungated(struct db *db, struct draft *drafts, size_t count, time_t now)
{
    (void)db, (void)drafts, (void)count, (void)now;
}

enum publish_result publish(struct db *db, struct draft *drafts, size_t count, time_t now,
                            publish_gate *gate, bool (*also)(struct db *db, void *data), void *data)
{
    struct set set = {.drafts = drafts, .count = count, .now = now};
    gate(db, drafts, count, now);
    read_citing(db, &set);
    if (db_begin_write(db) != DB_OK) {
        citing_free(&set.citing);
        return PUBLISH_FAILED;
    }
    collect_keys(&set);
    settle_set(db, &set);
    if (write_set(db, &set) > 0)
        db_execute(db, DB_SITE_BUMP, "");
    json_object_put(set.keys);
    citing_free(&set.citing);
    if (any_refused(drafts, count) || (also && !also(db, data))) {
        db_roll_back(db);
        return PUBLISH_REFUSED;
    }
    return db_commit(db) == DB_OK ? PUBLISH_DONE : PUBLISH_FAILED;
}

/* --- Rebuilding ------------------------------------------------------------------------------- */

/* The first pass writes what a document's own text gives, the second what others add to it. */
static size_t rebuild_pass(struct db *db, void (*write)(struct db *, int64_t))
{
    size_t count = 0;
    int64_t last = 0;
    for (bool more = true; more; count += more) {
        struct db_rows *row = db_query(db, DB_DOCUMENT_NEXT, "i", last);
        more = db_next(row);
        if (more)
            last = db_integer(row, 0);
        db_end(row);
        if (more)
            write(db, last);
    }
    return count;
}

enum publish_result publish_rebuild(struct db *db, size_t *count)
{
    if (db_begin_write(db) != DB_OK)
        return PUBLISH_FAILED;
    passage_clear(db);
    *count = rebuild_pass(db, rows_rebuild_document);
    rebuild_pass(db, passage_write);
    db_execute(db, DB_SITE_SET_DERIVED, "i", (int64_t)DERIVED_FORM);
    if (*count > 0)
        db_execute(db, DB_SITE_BUMP, "");
    return db_commit(db) == DB_OK ? PUBLISH_DONE : PUBLISH_FAILED;
}

enum publish_result publish_catch_up(struct db *db)
{
    struct db_rows *row = db_query(db, DB_SITE_DERIVED, "");
    bool current = db_next(row) && db_integer(row, 0) == DERIVED_FORM;
    size_t count;
    db_end(row);
    return current ? PUBLISH_DONE : publish_rebuild(db, &count);
}

#include "content/citing.h"

#include "base/memory.h"
#include "content/cite.h"
#include "content/kind.h"
#include "content/passage.h"
#include "content/rows.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

static bool is_listed(const struct citing_list *list, int64_t document, int64_t revision)
{
    for (size_t i = 0; i < list->count; i++)
        if (list->list[i].document == document && list->list[i].revision == revision)
            return true;
    return false;
}

static void add(struct citing_list *list, int64_t document, int64_t revision)
{
    list->list = memory_resize(list->list, (list->count + 1) * sizeof *list->list);
    list->list[list->count++] = (struct citing){.document = document, .revision = revision};
}

static void read_derivation(struct db *db, struct citing *citing)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_LIVE_REVISION, "i", citing->document);
    struct json_object *body = NULL;
    const struct kind *kind = NULL;
    if (db_next(row) && db_integer(row, 4) == citing->revision) {
        kind = kind_by_name(db_text(row, 1));
        body = json_tokener_parse(db_text(row, 5));
    }
    db_end(row);
    if (kind && body)
        derive(body, kind, &citing->derivation);
    json_object_put(body);
}

void citing_read(struct db *db, const char *key, struct citing_list *list)
{
    size_t before = list->count;
    struct db_rows *rows = db_query(db, DB_CITING_DOCUMENTS, "s", key);
    while (db_next(rows))
        if (!is_listed(list, db_integer(rows, 0), db_integer(rows, 1)))
            add(list, db_integer(rows, 0), db_integer(rows, 1));
    db_end(rows);
    for (size_t i = before; i < list->count; i++)
        read_derivation(db, &list->list[i]);
}

bool citing_is_current(struct db *db, const struct citing *citing)
{
    struct db_rows *row = db_query(db, DB_DOCUMENT_LIVE_REVISION, "i", citing->document);
    bool current = db_next(row) && db_integer(row, 4) == citing->revision && !db_text(row, 3);
    db_end(row);
    return current;
}

static void tell_faults(const struct citing *citing, const struct faults *dead,
                        struct faults *faults)
{
    struct json_object *body = citing->derivation.body;
    for (size_t i = 0; i < dead->count; i++) {
        faults_add(faults, "facts",
                   "are cited by the %s '%s', whose %s then %s. Change that first, or publish both "
                   "together",
                   citing->derivation.kind->name, json_text(body, "key"), dead->list[i].path,
                   dead->list[i].message);
        faults_drop_repeated(faults);
    }
}

/* Most often another fact has changed than the one that is cited. */
static bool reads_as_before(struct db *db, const struct citing *citing)
{
    const char *words = json_object_to_json_string_ext(
        citing->derivation.body, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
    struct db_rows *row = db_query(db, DB_LIVE_BODY, "i", citing->document);
    bool same = db_next(row) && strcmp(db_text(row, 0), words) == 0;
    db_end(row);
    return same;
}

void citing_write(struct db *db, struct citing *citing, time_t now, struct faults *faults)
{
    struct faults dead = {0};
    if (citing->written || !citing->derivation.kind)
        return;
    cite_fill(db, &citing->derivation, NULL, &dead);
    tell_faults(citing, &dead, faults);
    if (!reads_as_before(db, citing)) {
        db_execute(db, DB_DOCUMENT_SET_CHANGED, "ii", citing->document, (int64_t)now);
        rows_write_derived(db, citing->document, &citing->derivation);
        passage_write(db, citing->document);
    }
    citing->written = true;
    faults_free(&dead);
}

void citing_free(struct citing_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        derivation_free(&list->list[i].derivation);
    free(list->list);
    *list = (struct citing_list){0};
}

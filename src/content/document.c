#include "content/document.h"

#include "base/memory.h"
#include "content/kind.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

void document_take(struct db_rows *rows, struct document *document)
{
    document->body = json_tokener_parse(db_text(rows, 0));
    document->updated_at = db_integer(rows, 1);
    document->id = db_integer(rows, 2);
    document->summary = memory_copy_text(db_text(rows, 3));
}

static bool take_only_row(struct db_rows *rows, struct document *document)
{
    *document = (struct document){0};
    if (db_next(rows))
        document_take(rows, document);
    db_end(rows);
    return document->body != NULL;
}

bool document_by_slug(struct db *db, const struct kind *kind, const char *slug,
                      struct document *document)
{
    return take_only_row(db_query(db, DB_LIVE_BY_SLUG, "ss", kind->name, slug), document);
}

bool document_by_key(struct db *db, const char *key, struct document *document)
{
    return take_only_row(db_query(db, DB_LIVE_BY_KEY, "s", key), document);
}

bool document_first(struct db *db, const struct kind *kind, struct document *document)
{
    return take_only_row(db_query(db, DB_LIVE_BODIES_FIRST, "si", kind->name, (int64_t)1),
                         document);
}

void document_free(struct document *document)
{
    json_object_put(document->body);
    free(document->summary);
    *document = (struct document){0};
}

bool document_path(const struct kind *kind, const char *slug, struct buffer *path)
{
    if (!kind->path)
        return false;
    buffer_printf(path, "%s%s", kind->path, slug);
    return true;
}

/* --- Lists ------------------------------------------------------------------------------------ */

static struct json_object *list_entry(const struct kind *kind, const char *key, const char *slug,
                                      const char *title, const char *summary)
{
    struct json_object *entry = json_object_new_object();
    struct buffer path = {0};
    json_add_text(entry, "kind", kind->name);
    json_add_text(entry, "key", key);
    json_add_text(entry, "slug", slug);
    json_add_text(entry, "title", title);
    json_add_text(entry, "summary", summary);
    if (document_path(kind, slug, &path))
        json_add_text(entry, "page_url", buffer_text(&path));
    buffer_free(&path);
    return entry;
}

/* Rows of key, slug, title, summary. */
static struct json_object *take_list(struct db_rows *rows, const struct kind *kind)
{
    struct json_object *list = json_object_new_array();
    while (db_next(rows))
        json_object_array_add(list, list_entry(kind, db_text(rows, 0), db_text(rows, 1),
                                               db_text(rows, 2), db_text(rows, 3)));
    db_end(rows);
    return list;
}

struct json_object *document_list(struct db *db, const struct kind *kind, int64_t limit,
                                  int64_t offset)
{
    return take_list(db_query(db, DB_LIVE_LIST, "sii", kind->name, limit, offset), kind);
}

struct json_object *document_list_referring(struct db *db, const char *key, const struct kind *kind,
                                            int64_t limit)
{
    return take_list(db_query(db, DB_REFERRING, "ssi", key, kind->name, limit), kind);
}

struct json_object *document_entry(struct db *db, const char *key)
{
    struct db_rows *row = db_query(db, DB_LIVE_ENTRY, "s", key);
    struct json_object *entry = NULL;
    if (db_next(row))
        entry = list_entry(kind_by_name(db_text(row, 4)), db_text(row, 0), db_text(row, 1),
                           db_text(row, 2), db_text(row, 3));
    db_end(row);
    return entry;
}

int64_t document_count(struct db *db, const struct kind *kind)
{
    struct db_rows *rows = db_query(db, DB_LIVE_NUMBER, "s", kind->name);
    int64_t count = db_next(rows) ? db_integer(rows, 0) : 0;
    db_end(rows);
    return count;
}

static struct db_rows *page_rows(struct db *db, const struct kind *kind, const char *after,
                                 int64_t limit)
{
    if (!after)
        return db_query(db, DB_LIVE_BODIES_FIRST, "si", kind->name, limit);
    struct db_rows *mark = db_query(db, DB_LIVE_BY_KEY, "s", after);
    struct db_rows *rows = NULL;
    if (db_next(mark) && strcmp(db_text(mark, 4), kind->name) == 0)
        rows = db_query(db, DB_LIVE_BODIES_AFTER, "siiss", kind->name, limit, db_integer(mark, 6),
                        db_text(mark, 5), after);
    db_end(mark);
    return rows;
}

int64_t document_page(struct db *db, const struct kind *kind, const char *after, int64_t limit,
                      struct document *documents)
{
    struct db_rows *rows = page_rows(db, kind, after, limit);
    int64_t count = 0;
    if (!rows)
        return -1;
    while (count < limit && db_next(rows))
        document_take(rows, &documents[count++]);
    db_end(rows);
    return count;
}

/* --- References ------------------------------------------------------------------------------- */

/* Rows that hold kind, key, slug and title from column first on. A document named several times
 * stands once. */
static struct json_object *take_references(struct db_rows *rows, int first)
{
    struct json_object *list = json_object_new_array();
    while (db_next(rows)) {
        struct json_object *entry = json_object_new_object();
        json_add_text(entry, "kind", db_text(rows, first));
        json_add_text(entry, "key", db_text(rows, first + 1));
        json_add_text(entry, "slug", db_text(rows, first + 2));
        json_add_text(entry, "title", db_text(rows, first + 3));
        json_object_array_add(list, entry);
    }
    db_end(rows);
    return list;
}

struct json_object *document_references(struct db *db, int64_t id)
{
    return take_references(db_query(db, DB_REFERRED_BY_DOCUMENT, "i", id), 0);
}

struct json_object *document_referrers(struct db *db, const char *key, int64_t limit)
{
    return take_references(db_query(db, DB_REFERRING_ALL, "si", key, limit), 0);
}

/* --- What stood elsewhere, or stands no more -------------------------------------------------- */

bool document_moved(struct db *db, const struct kind *kind, const char *slug, struct buffer *now)
{
    struct db_rows *rows = db_query(db, DB_MOVED, "ss", kind->name, slug);
    bool moved = db_next(rows);
    if (moved)
        buffer_puts(now, db_text(rows, 0));
    db_end(rows);
    return moved;
}

struct json_object *document_withdrawn(struct db *db, const struct kind *kind, const char *slug)
{
    struct db_rows *rows = db_query(db, DB_WITHDRAWN, "ss", kind->name, slug);
    struct json_object *withdrawn = NULL;
    if (db_next(rows)) {
        struct json_object *body = json_tokener_parse(db_text(rows, 0));
        withdrawn = json_object_get(json_member(body, "withdrawn"));
        json_object_put(body);
    }
    db_end(rows);
    return withdrawn;
}

int64_t document_site_version(struct db *db)
{
    struct db_rows *rows = db_query(db, DB_SITE_VERSION, "");
    int64_t version = db_next(rows) ? db_integer(rows, 0) : 0;
    db_end(rows);
    return version;
}

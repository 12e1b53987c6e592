#include "content/changes.h"

#include "content/kind.h"
#include "store/db.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* --- Marks ------------------------------------------------------------------------------------ */

void changes_mark_write(const struct changes_mark *mark, struct buffer *text)
{
    buffer_printf(text, "%lld", (long long)mark->version);
    if (mark->document)
        buffer_printf(text, ".%lld", (long long)mark->document);
}

/* Digits alone, and not more than a number can hold. */
static bool read_digits(const char **text, int64_t *number)
{
    size_t digits = strspn(*text, "0123456789");
    if (digits == 0 || digits > 15)
        return false;
    *number = strtoll(*text, NULL, 10);
    *text += digits;
    return true;
}

bool changes_mark_read(const char *text, struct changes_mark *mark)
{
    *mark = (struct changes_mark){0};
    if (!read_digits(&text, &mark->version))
        return false;
    if (*text == '.') {
        text++;
        if (!read_digits(&text, &mark->document))
            return false;
    }
    return !*text;
}

/* --- Changes ---------------------------------------------------------------------------------- */

bool changes_are_known(struct db *db, const struct changes_mark *since)
{
    struct db_rows *row = db_query(db, DB_CHANGES_SPAN, "");
    bool known = since->version == 0 || (db_next(row) && since->version >= db_integer(row, 0) &&
                                         since->version <= db_integer(row, 1));
    db_end(row);
    return known;
}

struct db_rows *changes_start(struct db *db, const struct changes_mark *after)
{
    /* Without a document: all of that version has been read. */
    int64_t document = after->document ? after->document : INT64_MAX;
    return db_query(db, DB_CHANGES_AFTER, "ii", after->version, document);
}

static void take_change(struct db *db, struct db_rows *rows, struct change *change)
{
    *change = (struct change){.mark = {db_integer(rows, 0), db_integer(rows, 1)},
                              .kind = kind_by_name(db_text(rows, 2)),
                              .key = db_text(rows, 3),
                              .slug = db_text(rows, 4),
                              .is_live = db_text(rows, 5) != NULL};
    if (change->is_live) {
        change->document.body = json_tokener_parse(db_text(rows, 5));
        change->document.updated_at = db_integer(rows, 6);
        change->document.id = change->mark.document;
    } else {
        change->withdrawn = document_withdrawn(db, change->kind, change->slug);
    }
}

bool changes_next(struct db *db, struct db_rows *rows, struct change *change)
{
    while (db_next(rows)) {
        if (kind_by_name(db_text(rows, 2))->internal)
            continue;
        take_change(db, rows, change);
        return true;
    }
    return false;
}

void changes_end(struct db_rows *rows)
{
    db_end(rows);
}

void change_free(struct change *change)
{
    document_free(&change->document);
    json_object_put(change->withdrawn);
    *change = (struct change){0};
}

/* --- All that is live ------------------------------------------------------------------------- */

int64_t changes_live(struct db *db, int64_t *last, int64_t limit, struct document *documents)
{
    struct db_rows *rows = db_query(db, DB_LIVE_NEXT, "ii", *last, limit);
    int64_t count = 0;
    while (db_next(rows)) {
        *last = db_integer(rows, 2);
        if (!kind_by_name(db_text(rows, 4))->internal)
            document_take(rows, &documents[count++]);
    }
    db_end(rows);
    return count;
}

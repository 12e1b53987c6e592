/* What has changed for those who read: for mirrors. */
#ifndef AFTERCARE_CONTENT_CHANGES_H
#define AFTERCARE_CONTENT_CHANGES_H

#include "base/buffer.h"
#include "content/document.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct db_rows;
struct kind;

/* How far somebody has read: everything up to that version of the site and, of what changed with
 * the next one, up to that document. */
struct changes_mark {
    int64_t version;
    int64_t document;
};

struct change {
    struct changes_mark mark; /* who has read this one */
    const struct kind *kind;
    const char *key, *slug; /* borrowed until the next */
    bool is_live;
    struct document document;      /* of a live one; the caller frees it */
    struct json_object *withdrawn; /* {reason, instead?} of another; the caller puts it */
};

/* Whether what has changed since the mark is known: not where a backup was restored after it, and
 * not where it is one of another database, which has come further. Since the very beginning always
 * is. */
bool changes_are_known(struct db *db, const struct changes_mark *since);

/* The documents that changed after the mark, in the order of the site's versions, each once, as it
 * is now: what was published, what cites what was published, what was withdrawn. End with
 * changes_end. */
struct db_rows *changes_start(struct db *db, const struct changes_mark *after);
bool changes_next(struct db *db, struct db_rows *rows, struct change *change);
void changes_end(struct db_rows *rows);

void change_free(struct change *change);

/* Appends a mark as text ("12", "12.40"), and reads it back; false if text is none. */
void changes_mark_write(const struct changes_mark *mark, struct buffer *text);
bool changes_mark_read(const char *text, struct changes_mark *mark);

/* Up to limit live documents after the one whose id is *last, in the order of their ids; *last gets
 * the last one's. What only staff read is passed over. Returns how many; the caller frees each. */
int64_t changes_live(struct db *db, int64_t *last, int64_t limit, struct document *documents);

#endif

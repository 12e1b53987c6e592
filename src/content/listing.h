/* Lists of live documents as programs ask for them: filtered, sorted, a page at a time. */
#ifndef AFTERCARE_CONTENT_LISTING_H
#define AFTERCARE_CONTENT_LISTING_H

#include "base/buffer.h"
#include "content/document.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct kind;

enum listing_order {
    LISTING_POSITION, /* as in lists */
    LISTING_TITLE,
    LISTING_TITLE_DOWN,
    LISTING_UPDATED,
    LISTING_UPDATED_DOWN,
    LISTING_ORDERS
};

/* "title", "-title" …; NULL past the last. */
const char *listing_order_name(enum listing_order order);

/* Where a list goes on: after a document that had these. Documents that change, come or go in
 * between neither repeat others nor hide them. */
struct listing_mark {
    int64_t number;    /* its position, or when it was updated */
    char *title, *key; /* owned */
};

struct listing {
    const struct kind *kind;
    enum listing_order order;
    const struct listing_mark *after; /* NULL: from the first */
    int64_t updated_since;            /* seconds since 1970; 0 for all */
    const char *due_before;           /* YYYY-MM-DD: whose review is due before; NULL for all */
    const char *due_from;             /* the same, from that day on */
    const char *treatment;            /* a key: what is about that treatment; NULL for all */
};

/* Up to limit documents of the list. Returns how many; the caller frees each (document_free). last,
 * where not NULL, gets the mark of the one before the end of limit - 1 documents (freed by
 * listing_mark_free), so that who asks for one more than it shows knows where to go on. */
int64_t listing_read(struct db *db, const struct listing *listing, int64_t limit,
                     struct document *documents, struct listing_mark *last);

/* Appends a mark as text, and reads it back: false if text is none, or one of another order. */
void listing_mark_write(const struct listing_mark *mark, enum listing_order order,
                        struct buffer *text);
bool listing_mark_read(const char *text, enum listing_order order, struct listing_mark *mark);

void listing_mark_free(struct listing_mark *mark);

#endif

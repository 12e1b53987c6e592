/* Reading what is live. Every function reads; none parses Markdown. */
#ifndef AFTERCARE_CONTENT_DOCUMENT_H
#define AFTERCARE_CONTENT_DOCUMENT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

struct db;
struct json_object;
struct kind;

struct document {
    int64_t id;
    int64_t updated_at;       /* when the live revision was published; seconds since 1970 */
    struct json_object *body; /* owned; NULL if there is none */
    char *summary;            /* plain text, as in lists; owned */
};

/* Each fills *document and returns true, or returns false. The caller calls document_free. */
bool document_by_slug(struct db *db, const struct kind *kind, const char *slug,
                      struct document *document);
bool document_by_key(struct db *db, const char *key, struct document *document);
/* The one document of a kind (the clinic), or the first in order. */
bool document_first(struct db *db, const struct kind *kind, struct document *document);

void document_free(struct document *document);

/* Fills *document from the current row of a statement that gives a live document's body,
 * updated_at, id and summary first. */
struct db_rows;
void document_take(struct db_rows *rows, struct document *document);

/* Live documents in order, as they stand in lists: an array of {kind, key, title, summary,
 * page_url}, which the caller puts. page_url is missing where the kind has no page. */
struct json_object *document_list(struct db *db, const struct kind *kind, int64_t limit,
                                  int64_t offset);

/* The same for the live documents of kind that refer to the document called key. */
struct json_object *document_list_referring(struct db *db, const char *key, const struct kind *kind,
                                            int64_t limit);

/* The live document called key, as it stands in lists; the caller puts it. NULL if there is none.
 */
struct json_object *document_entry(struct db *db, const char *key);

/* How many live documents of kind there are. */
int64_t document_count(struct db *db, const struct kind *kind);

/* Up to limit whole documents of kind, in order, after the one called after (NULL: from the
 * first). Returns how many; the caller frees each. -1 if after names no live document of kind. */
int64_t document_page(struct db *db, const struct kind *kind, const char *after, int64_t limit,
                      struct document *documents);

/* The documents that this one refers to, and those that refer to it (at most limit): arrays of
 * {kind, key, title, slug}, which the caller puts. */
struct json_object *document_references(struct db *db, int64_t id);
struct json_object *document_referrers(struct db *db, const char *key, int64_t limit);

/* Appends the path of a page; false where the kind has none. */
bool document_path(const struct kind *kind, const char *slug, struct buffer *path);

/* What the document of kind that was once called slug is called now: appends that slug, or returns
 * false. */
bool document_moved(struct db *db, const struct kind *kind, const char *slug, struct buffer *now);

/* The last word of a withdrawn document: {reason, instead?}, which the caller puts; NULL if there
 * is none of that name. */
struct json_object *document_withdrawn(struct db *db, const struct kind *kind, const char *slug);

/* What every ETag is made from. 0 if the database does not answer. */
int64_t document_site_version(struct db *db);

#endif

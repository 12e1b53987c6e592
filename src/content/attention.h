/* What needs a person: reviews, references that lead nowhere, and finding a document to work on.
 * Every function reads; the caller puts what it returns. */
#ifndef AFTERCARE_CONTENT_ATTENTION_H
#define AFTERCARE_CONTENT_ATTENTION_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct json_object;

/* Live documents whose review is due by last (YYYY-MM-DD), the longest overdue first: an array of
 * {key, kind_label, title, next_due, is_overdue}; overdue is what was due before today. */
struct json_object *attention_reviews(struct db *db, const char *today, const char *last);

/* References to what is not there: of live documents (is_live) to what is not live, and of drafts
 * to what is neither live nor a draft, or of another kind than the field takes: an array of {key,
 * kind_label, title, field, target, is_live | is_draft}. */
struct json_object *attention_broken(struct db *db);

/* The drafts that name the document called key: an array of {key, kind, kind_label, title}. */
struct json_object *attention_drafts_naming(struct db *db, const char *key);

/* Documents and drafts part of whose title or key is typed ("" finds all; case and accents do not
 * matter), by kind and title: an array of {key, kind, kind_label, title, is_live, is_withdrawn,
 * is_draft, is_in_review}. At most limit; *total gets how many there are. */
struct json_object *attention_find(struct db *db, const char *typed, int64_t limit, int64_t *total);

/* Whether something live (is_live), or a draft (is_draft), has that key: {key, kind, kind_label,
 * title, is_live, is_draft}; NULL if neither. */
struct json_object *attention_entry(struct db *db, const char *key);

/* What was last said about the draft of key: {action, who, detail, at}; NULL if nothing was. */
struct json_object *attention_last_word(struct db *db, const char *key);

/* The staff.id of who last wrote the text of key; 0 if no member of staff is known to have. */
int64_t attention_last_writer(struct db *db, const char *key);

#endif

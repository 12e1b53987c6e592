/* Drafts: texts that are being worked on. A draft may be invalid; the rules bind when it is
 * published (content/publish.h, whose struct draft is one document on its way there).
 *
 * Functions that write run inside a transaction of the caller's, so that an audit line, or a whole
 * set of drafts, goes with them or not at all:
 *
 *     if (db_begin_write(db) == DB_OK)
 *         result = draft_save(db, now, &draft, staff, &other);
 *     ... audit_write(db, ...);
 *     if (db_commit(db) != DB_OK) ... nothing was saved
 */
#ifndef AFTERCARE_CONTENT_DRAFT_H
#define AFTERCARE_CONTENT_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

struct db;
struct json_object;

enum draft_state { DRAFT_EDITING, DRAFT_IN_REVIEW };

struct draft_text {
    char *key;                /* owned */
    char *kind;               /* owned */
    int64_t version;          /* raised by each save; 0: there is no draft */
    int64_t base;             /* the live revision's number that it was made from; 0: none */
    enum draft_state state;   /* saving a changed text makes it DRAFT_EDITING */
    struct json_object *body; /* without a "revision"; NULL: there is neither draft nor revision;
                                 owned */
    int64_t author;           /* staff.id of who saved last; 0: nobody known */
    int64_t updated_at;       /* seconds since 1970 */
};

enum draft_result {
    DRAFT_SAVED,
    DRAFT_SAME,     /* the text is what was saved already; nothing was written */
    DRAFT_CONFLICT, /* somebody else saved, published or discarded it since */
    DRAFT_FAILED    /* the database failed: db_state says how */
};

/* The draft of that key. False, and *draft empty, if there is none. */
bool draft_load(struct db *db, const char *key, struct draft_text *draft);

/* The draft, or where there is none the text that was last published (a withdrawn document's last
 * word too), with version 0 and its number as base. False if there is neither. */
bool draft_open(struct db *db, const char *key, struct draft_text *draft);

/* The number of the revision of that key that is live (or its last word); 0 if there is none. */
int64_t draft_live_number(struct db *db, const char *key);

/* Saves draft->body under draft->key. draft->version and draft->base are those that the person was
 * shown; after DRAFT_SAVED draft->version is the new one. For DRAFT_CONFLICT, and then alone,
 * *other gets what stands there now (as draft_open does), which the caller frees. */
enum draft_result draft_save(struct db *db, int64_t now, struct draft_text *draft, int64_t author,
                             struct draft_text *other);

/* Deletes the draft of that key, whatever its version. */
void draft_delete(struct db *db, const char *key);

/* Raises the version by one. False, and nothing written, if the draft of that key has not this
 * version. */
bool draft_set_state(struct db *db, const char *key, int64_t version, enum draft_state state);

/* The drafts, the last saved first, from offset on: an array of {key, kind, title, state
 * ("editing", "in-review"), is_in_review, author (staff.id, or 0), author_name, version, base,
 * updated_at}, which the caller puts. */
struct json_object *draft_list(struct db *db, int64_t limit, int64_t offset);

void draft_text_free(struct draft_text *draft);

#endif

/* Publishing: the one way by which anything that patients read changes. */
#ifndef AFTERCARE_CONTENT_PUBLISH_H
#define AFTERCARE_CONTENT_PUBLISH_H

#include "content/derive.h"
#include "content/faults.h"
#include "store/db.h"

#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct json_object;

/* What a draft was made from. */
enum {
    BASE_NONE = 0, /* a new document */
    BASE_ANY = -1  /* whatever is live: it is replaced */
};

enum draft_outcome {
    DRAFT_REFUSED,   /* faults say why */
    DRAFT_NEW,       /* a new document */
    DRAFT_CHANGED,   /* a new revision */
    DRAFT_UNCHANGED, /* the live text is the same; nothing was written */
    DRAFT_WITHDRAWN
};

struct draft {
    struct json_object *body; /* checked by draft_prepare; owned */
    int64_t base;             /* the live revision's number that it was made from, or BASE_… */
    const char *author;
    const char *note;
    enum draft_outcome outcome;
    struct faults faults;
    struct derivation derivation;
    int64_t document; /* its id, once it is known */
    bool slug_changed;
};

enum publish_result {
    PUBLISH_DONE,
    PUBLISH_REFUSED, /* some draft has faults; nothing was written */
    PUBLISH_FAILED   /* the database failed: db_state says how; nothing was written */
};

/* Checks document (taken over) and renders what publish will write. Done before the transaction,
 * since Markdown takes time. Faults go to draft->faults. A member "revision" of the document
 * becomes the base and is no part of the body. */
void draft_prepare(struct draft *draft, struct json_object *document, const char *author,
                   const char *note);

void draft_free(struct draft *draft);

/* What is asked before the transaction, and adds a fault to each draft that must not go live. The
 * checks of src/lint/, which this folder does not know, come in by it (lint_gate). */
typedef void publish_gate(struct db *db, struct draft *drafts, size_t count, time_t now);

/* The gate that lets all pass: where nothing goes live in the end (drafts are made of an import),
 * and in tests. */
publish_gate publish_ungated;

/* Publishes count prepared drafts in one transaction: all or none. now is the time of the new
 * revisions; seconds since 1970. also(db, data), where not NULL, is more that goes live with it or
 * not at all, and runs in the transaction once the set is written (a draft's end, a line of the
 * audit trail). Where it returns false nothing is written, and the result is PUBLISH_REFUSED. */
enum publish_result publish(struct db *db, struct draft *drafts, size_t count, time_t now,
                            publish_gate *gate, bool (*also)(struct db *db, void *data),
                            void *data);

/* Makes every derived row anew from the live revisions, in one transaction. *count gets how many
 * documents there were. */
enum publish_result publish_rebuild(struct db *db, size_t *count);

/* Which rows are derived, and how; raised where a new build makes others of the same documents. */
enum { DERIVED_FORM = 6 };

/* publish_rebuild where the derived rows are of another form than this build's: after an upgrade,
 * or in a backup of before it. */
enum publish_result publish_catch_up(struct db *db);

#endif

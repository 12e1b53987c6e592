/* Looking back: what a document said before. Nothing here changes history, but for history_blank.
 * Functions that write run inside a transaction of the caller's, as those of content/draft.h. */
#ifndef AFTERCARE_CONTENT_HISTORY_H
#define AFTERCARE_CONTENT_HISTORY_H

#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct db;
struct json_object;

/* One text that was published. */
struct revision {
    int64_t number;
    char *author;             /* who published it, by full name; owned */
    char *note;               /* owned */
    int64_t created_at;       /* seconds since 1970 */
    struct json_object *body; /* without members where it was blanked; owned */
    bool is_live;             /* what patients read; of a withdrawn document, its last word */
    bool is_blank;            /* an administrator took its text away */
};

enum history_result {
    HISTORY_DONE,
    HISTORY_MISSING, /* there is no such revision, or its text was taken away */
    HISTORY_DRAFT,   /* there is a draft, which would be lost */
    HISTORY_LIVE,    /* it is what is live */
    HISTORY_FAILED   /* the database failed: db_state says how */
};

/* The revisions of the document called key whose number is below before (0: all), the last one
 * first, at most limit: an array of {number, author, note, created_at, is_live, is_blank,
 * is_withdrawal, written_by (who saved the draft last, where that is not the author)}, which the
 * caller puts. Empty if there is no such document. */
struct json_object *history_list(struct db *db, const char *key, int64_t before, int64_t limit);

/* Each fills *revision and returns true, or returns false. The caller calls revision_free. */
bool history_revision(struct db *db, const char *key, int64_t number, struct revision *revision);
/* The one that was live just before the moment. */
bool history_as_of(struct db *db, const char *key, time_t moment, struct revision *revision);
/* The one that is live now, or a withdrawn document's last word. */
bool history_live(struct db *db, const char *key, struct revision *revision);

void revision_free(struct revision *revision);

/* Makes the text of a revision the document's draft, based on what is live. HISTORY_DRAFT where
 * there is a draft already, unless over_draft. author is a staff.id. */
enum history_result history_bring_back(struct db *db, int64_t now, const char *key, int64_t number,
                                       int64_t author, bool over_draft);

/* Takes away the text and the note of a revision that should never have been written, and that is
 * not live: there remain its number, its author and its time. */
enum history_result history_blank(struct db *db, const char *key, int64_t number);

#endif

#include "staff/audit.h"

#include "store/db.h"

#include <string.h>

static const struct {
    const char *name;
    const char *words;
} actions[AUDIT_ACTIONS] = {
    [AUDIT_SIGN_IN] = {"sign-in", "Signed in"},
    [AUDIT_SIGN_IN_REFUSED] = {"sign-in-refused", "Sign-in refused"},
    [AUDIT_SIGN_OUT] = {"sign-out", "Signed out"},
    [AUDIT_SESSION_ENDED] = {"session-ended", "Session ended"},
    [AUDIT_PASSWORD_CHANGED] = {"password-changed", "Password set"},
    [AUDIT_CODE_ON] = {"code-on", "One-time codes on"},
    [AUDIT_CODE_OFF] = {"code-off", "One-time codes off"},
    [AUDIT_RECOVERY_CODES] = {"recovery-codes", "New recovery codes"},
    [AUDIT_STAFF_ADDED] = {"staff-added", "Person added"},
    [AUDIT_STAFF_ROLE] = {"staff-role", "Role changed"},
    [AUDIT_STAFF_DISABLED] = {"staff-disabled", "Person disabled"},
    [AUDIT_STAFF_ENABLED] = {"staff-enabled", "Person enabled"},
    [AUDIT_STAFF_RESET] = {"staff-reset", "Password and codes taken away"},
    [AUDIT_STAFF_LINK] = {"staff-link", "Sign-in link made"},
    [AUDIT_SETTING] = {"setting", "Setting changed"},
    [AUDIT_DRAFT_SAVED] = {"draft-saved", "Draft saved"},
    [AUDIT_DRAFT_DELETED] = {"draft-deleted", "Draft deleted"},
    [AUDIT_REVIEW_ASKED] = {"review-asked", "Review asked for"},
    [AUDIT_REVIEW_RETURNED] = {"review-returned", "Returned from review"},
    [AUDIT_PUBLISHED] = {"published", "Published"},
    [AUDIT_WITHDRAWN] = {"withdrawn", "Withdrawn"},
    [AUDIT_BROUGHT_BACK] = {"brought-back", "Brought back"},
    [AUDIT_CONFIRMED] = {"confirmed", "Claim confirmed"},
    [AUDIT_REVIEWED] = {"reviewed", "Clinically reviewed"},
    [AUDIT_REVISION_BLANKED] = {"revision-blanked", "Revision blanked"},
    [AUDIT_CHECK_ANSWERED] = {"check-answered", "Advice answered"},
    [AUDIT_CHECK_ANSWER_TAKEN_BACK] = {"check-answer-taken-back", "Answer taken back"},
    [AUDIT_IMPORTED] = {"imported", "Imported"},
    [AUDIT_EXPORTED] = {"exported", "Exported"},
    [AUDIT_RESTORED] = {"restored", "Restored from a backup"},
};

enum { SECONDS_OF_A_DAY = 24 * 3600 };

void audit_write(struct db *db, int64_t now, const struct staff *who, const char *who_name,
                 enum audit_action action, const char *document, const char *detail,
                 const char *address)
{
    db_execute(db, DB_AUDIT_INSERT, "iisssss", now, who ? who->id : (int64_t)0,
               who ? who->name : who_name, actions[action].name, document, detail ? detail : "",
               address && *address ? address : NULL);
}

void audit_by(struct db *db, int64_t now, struct staff_actor actor, enum audit_action action,
              const char *document, const char *detail)
{
    audit_write(db, now, actor.staff, "command line", action, document, detail, actor.address);
}

void audit_forget_addresses(struct db *db, int64_t now, int64_t days)
{
    db_execute(db, DB_AUDIT_FORGET, "i", now - days * SECONDS_OF_A_DAY);
}

const char *audit_action_name(enum audit_action action)
{
    return actions[action].name;
}

const char *audit_action_words(const char *action)
{
    for (size_t i = 0; i < AUDIT_ACTIONS; i++)
        if (strcmp(actions[i].name, action) == 0)
            return actions[i].words;
    return NULL;
}

size_t audit_read(struct db *db, const struct audit_filter *filter, size_t most,
                  void (*take)(const struct audit_line *line, void *context), void *context)
{
    size_t count = 0;
    struct db_rows *rows = db_query(db, DB_AUDIT_READ, "iissi", filter->before, filter->staff,
                                    filter->action, filter->document, (int64_t)most);
    for (; db_next(rows); count++) {
        struct audit_line line = {
            .id = db_integer(rows, 0),
            .at = db_integer(rows, 1),
            .who = db_text(rows, 2),
            .action = db_text(rows, 3),
            .document = db_text(rows, 4),
            .detail = db_text(rows, 5),
            .address = db_text(rows, 6),
        };
        take(&line, context);
    }
    db_end(rows);
    return count;
}

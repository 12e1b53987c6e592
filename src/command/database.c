#include "command/database.h"

#include "content/publish.h"

#include <stdio.h>

/* What to do about each way of failing. */
static const char *const advice[] = {
    [DB_BUSY] = "; another program writes to it: try again",
    [DB_FULL] = "; the disk is full",
    [DB_TOO_NEW] = "; it was made by a newer aftercare: use that one",
    [DB_MISSING] = "; make one with 'aftercare import'",
    [DB_ERROR] = "",
};

static const char *advice_for(enum db_result result)
{
    return result < sizeof advice / sizeof advice[0] && advice[result] ? advice[result] : "";
}

bool database_is_named(const char *command, const char *path)
{
    if (!path)
        fprintf(stderr, "aftercare %s: --database says which file\n", command);
    return path != NULL;
}

struct db *database_open(const char *command, const char *path, enum db_mode mode)
{
    struct db *db = NULL;
    const char *message = "";
    enum db_result result = db_open(path, mode, &db, &message);
    if (result != DB_OK) {
        fprintf(stderr, "aftercare %s: %s cannot be opened: %s%s\n", command, path, message,
                advice_for(result));
        return NULL;
    }
    if (mode == DB_READ_ONLY || (db_migrate(db) == DB_OK && publish_catch_up(db) == PUBLISH_DONE))
        return db;
    database_complain(command, db);
    db_close(db);
    return NULL;
}

void database_complain(const char *command, const struct db *db)
{
    fprintf(stderr, "aftercare %s: the database failed: %s%s\n", command, db_message(db),
            advice_for(db_state(db)));
}

/* aftercare rebuild: makes the derived rows anew, after a new build renders something otherwise. */
#include "command/command.h"
#include "command/database.h"
#include "content/publish.h"

#include <stdio.h>

static const char *database;

static const struct flag flags[] = {DATABASE_FLAG(database)};

static const struct flags_command command = {
    "rebuild",
    "",
    "Makes everything that is derived from the live documents anew: their HTML, references and "
    "words for the search. Patients go on reading meanwhile.",
    flags,
    sizeof flags / sizeof flags[0],
    0,
    0};

int command_rebuild(int argc, char **argv)
{
    size_t count = 0;
    enum flags_result result = flags_read(&command, argc, argv, NULL);
    if (result != FLAGS_GO)
        return (int)result;
    if (!database_is_named("rebuild", database))
        return (int)FLAGS_WRONG;
    struct db *db = database_open("rebuild", database, DB_READ_WRITE);
    if (!db)
        return 1;
    bool done = publish_rebuild(db, &count) == PUBLISH_DONE;
    if (done)
        printf("rebuilt %zu documents\n", count);
    else
        database_complain("rebuild", db);
    db_close(db);
    return done ? 0 : 1;
}

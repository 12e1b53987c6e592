/* aftercare export: all documents as one JSON array, which import reads again. */
#include "content/export.h"
#include "command/command.h"
#include "command/database.h"

#include <stdio.h>

static const char *database;

static const struct flag flags[] = {DATABASE_FLAG(database)};

static const struct flags_command command = {
    "export",
    "",
    "Writes every document, withdrawn ones included, to standard output as one JSON array. Each "
    "carries the number of its revision, by which import sees whether it has changed since.",
    flags,
    sizeof flags / sizeof flags[0],
    0,
    0};

static bool print(const char *text, void *context)
{
    (void)context;
    return fputs(text, stdout) >= 0;
}

int command_export(int argc, char **argv)
{
    enum flags_result result = flags_read(&command, argc, argv, NULL);
    if (result != FLAGS_GO)
        return (int)result;
    if (!database_is_named("export", database))
        return (int)FLAGS_WRONG;
    struct db *db = database_open("export", database, DB_READ_ONLY);
    if (!db)
        return 1;
    bool done = export_documents(db, print, NULL) && fflush(stdout) == 0;
    if (db_state(db) != DB_OK)
        database_complain("export", db);
    else if (!done)
        perror("aftercare export: standard output");
    done = done && db_state(db) == DB_OK;
    db_close(db);
    return done ? 0 : 1;
}

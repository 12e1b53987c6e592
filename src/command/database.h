/* What the commands that work on a database share. */
#ifndef AFTERCARE_COMMAND_DATABASE_H
#define AFTERCARE_COMMAND_DATABASE_H

#include "command/flags.h"
#include "store/db.h"

/* The flag that names the database; target is a const char *. */
#define DATABASE_FLAG(variable)                                                                    \
    {                                                                                              \
        "--database", "AFTERCARE_DATABASE", FLAG_TEXT, "PATH", "the SQLite file of the site", 0,   \
            0, &(variable)                                                                         \
    }

/* Whether the database was named; if not, one line on standard error says how. The command then
 * ends with 2. */
bool database_is_named(const char *command, const char *path);

/* Opens the database at path (DB_READ_ONLY, or one of the writing modes, which also migrate). NULL,
 * after one line on standard error that begins with the command's name, if it cannot be. */
struct db *database_open(const char *command, const char *path, enum db_mode mode);

/* Says on standard error why the database failed. */
void database_complain(const char *command, const struct db *db);

#endif

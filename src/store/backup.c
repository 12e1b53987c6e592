#include "store/backup.h"

#include "base/memory.h"
#include "store/db.h"
#include "store/private.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(struct buffer *error, const char *what, const char *path, const char *why)
{
    buffer_printf(error, "%s %s: %s", path, what, why);
    return false;
}

static bool fail_errno(struct buffer *error, const char *what, const char *path)
{
    return fail(error, what, path, strerror(errno));
}

static sqlite3 *open_file(const char *path, int flags)
{
    sqlite3 *connection = NULL;
    if (sqlite3_open_v2(path, &connection, flags | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
        sqlite3_close(connection);
        return NULL;
    }
    sqlite3_busy_timeout(connection, DB_BUSY_MS);
    return connection;
}

/* The first row's first column goes to value; false where there is no row. SQLITE_DONE or
 * SQLITE_ROW go to *code where it went well. */
static bool first_value(sqlite3 *connection, const char *sql, struct buffer *value, int *code)
{
    sqlite3_stmt *statement = NULL;
    *code = sqlite3_prepare_v2(connection, sql, -1, &statement, NULL);
    if (*code == SQLITE_OK)
        *code = sqlite3_step(statement);
    bool found = *code == SQLITE_ROW;
    if (found) {
        const char *text = (const char *)sqlite3_column_text(statement, 0);
        buffer_puts(value, text ? text : "");
    }
    sqlite3_finalize(statement);
    return found;
}

/* --- Files ------------------------------------------------------------------------------------ */

/* Whether the file's bytes, or a folder's names, are on the disk. */
static bool sync_path(const char *path, int flags)
{
    int file = open(path, flags | O_CLOEXEC);
    bool done = file >= 0 && fsync(file) == 0;
    int reason = errno;
    if (file >= 0)
        close(file);
    errno = reason;
    return done;
}

static bool sync_folder_of(const char *path)
{
    char *copy = memory_copy_text(path);
    bool done = sync_path(dirname(copy), O_RDONLY | O_DIRECTORY);
    free(copy);
    return done;
}

bool backup_place(const char *file, const char *to, struct buffer *error)
{
    int done = renameat2(AT_FDCWD, file, AT_FDCWD, to, RENAME_NOREPLACE);
    if (done != 0 && (errno == EINVAL || errno == ENOSYS)) { /* not every file system has it */
        struct stat there;
        if (lstat(to, &there) == 0)
            errno = EEXIST;
        else
            done = rename(file, to);
    }
    if (done != 0 || !sync_folder_of(to))
        return fail_errno(error, "cannot be written", to);
    return true;
}

static void remove_database(const char *path)
{
    static const char *const endings[] = {"", "-journal", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        struct buffer name = {0};
        buffer_printf(&name, "%s%s", path, endings[i]);
        unlink(buffer_text(&name));
        buffer_free(&name);
    }
}

/* --- Copying ---------------------------------------------------------------------------------- */

/* All pages in one step: in WAL mode that holds up no writer, and no writer can make it begin
 * again. */
static bool copy_pages(sqlite3 *from, sqlite3 *to, struct buffer *error)
{
    enum { TRIES = 50, PAUSE_MS = 100 };
    sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
    int code = backup ? SQLITE_BUSY : sqlite3_errcode(to);
    for (int i = 0; backup && i < TRIES && (code == SQLITE_BUSY || code == SQLITE_LOCKED); i++) {
        if (i > 0)
            sqlite3_sleep(PAUSE_MS);
        code = sqlite3_backup_step(backup, -1);
    }
    sqlite3_backup_finish(backup);
    if (code != SQLITE_DONE)
        buffer_printf(error, "the copy cannot be made: %s", sqlite3_errstr(code));
    return code == SQLITE_DONE;
}

/* A copy of a database in WAL mode says that it is in that mode too, and would need its -wal file
 * beside it. */
static bool make_whole(sqlite3 *copy, const char *path, struct buffer *error)
{
    struct buffer mode = {0};
    int code;
    bool whole = first_value(copy, "PRAGMA journal_mode = DELETE", &mode, &code) &&
                 strcmp(buffer_text(&mode), "delete") == 0;
    buffer_free(&mode);
    return whole || fail(error, "cannot be made one file", path, sqlite3_errmsg(copy));
}

static bool copy_into(const char *from, const char *to, struct buffer *error)
{
    sqlite3 *source = open_file(from, SQLITE_OPEN_READONLY);
    sqlite3 *copy = open_file(to, SQLITE_OPEN_READWRITE);
    bool done = false;
    if (!source || !copy)
        fail(error, "cannot be opened", source ? to : from, strerror(errno));
    else
        done = copy_pages(source, copy, error) && make_whole(copy, to, error);
    sqlite3_close(source);
    sqlite3_close(copy);
    if (done && !sync_path(to, O_RDONLY))
        done = fail_errno(error, "cannot be written", to);
    return done;
}

bool backup_copy(const char *from, const char *to, struct buffer *error)
{
    int file = open(to, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return fail_errno(error, "cannot be written", to);
    close(file);
    bool done = copy_into(from, to, error);
    if (!done)
        remove_database(to);
    return done;
}

/* --- Checking --------------------------------------------------------------------------------- */

struct expectation {
    const char *sql;
    const char *value; /* NULL: no row at all */
    const char *fault;
};

static bool meets(sqlite3 *connection, const struct expectation *expected, struct buffer *error)
{
    struct buffer value = {0};
    int code;
    bool found = first_value(connection, expected->sql, &value, &code);
    bool met = expected->value ? found && strcmp(buffer_text(&value), expected->value) == 0
                               : code == SQLITE_DONE;
    if (!met && !found)
        buffer_printf(error, "%s (%s)", expected->fault, sqlite3_errmsg(connection));
    else if (!met)
        buffer_printf(error, "%s (%s)", expected->fault, buffer_text(&value));
    buffer_free(&value);
    return met;
}

static bool has_known_schema(sqlite3 *connection, struct buffer *error)
{
    struct buffer value = {0};
    int code;
    first_value(connection, "PRAGMA user_version", &value, &code);
    long version = strtol(buffer_text(&value), NULL, 10);
    buffer_free(&value);
    if (version >= 1 && version <= db_schema_version())
        return true;
    buffer_printf(error, "its schema is version %ld; this build knows 1 to %d", version,
                  db_schema_version());
    return false;
}

bool backup_check(const char *path, struct buffer *error)
{
    char application[20];
    snprintf(application, sizeof application, "%d", DB_APPLICATION_ID);
    const struct expectation expectations[] = {
        {"PRAGMA application_id", application, "it is no database of this program"},
        {"PRAGMA integrity_check(1)", "ok", "it is damaged"},
        {"PRAGMA foreign_key_check", NULL, "rows in it refer to nothing, in the table"},
    };
    sqlite3 *connection = open_file(path, SQLITE_OPEN_READONLY);
    if (!connection)
        return fail_errno(error, "cannot be opened", path);
    bool sound = true;
    for (size_t i = 0; sound && i < sizeof expectations / sizeof expectations[0]; i++)
        sound = meets(connection, &expectations[i], error);
    sound = sound && has_known_schema(connection, error);
    sqlite3_close(connection);
    return sound;
}

/* --- Putting one in place --------------------------------------------------------------------- */

/* Leaving WAL mode needs the database for oneself: that shows whether anything else has it open,
 * and makes it one file. A file too damaged for it stays as it is. */
static bool fold_log(const char *path, struct buffer *error)
{
    struct buffer mode = {0};
    int code;
    sqlite3 *connection = open_file(path, SQLITE_OPEN_READWRITE);
    if (!connection)
        return fail_errno(error, "cannot be opened", path);
    first_value(connection, "PRAGMA journal_mode = DELETE", &mode, &code);
    sqlite3_close(connection);
    buffer_free(&mode);
    if (code != SQLITE_BUSY && code != SQLITE_LOCKED)
        return true;
    buffer_printf(error, "another program has %s open", path);
    return false;
}

static bool move_logs(const char *path, const char *aside, struct buffer *error)
{
    static const char *const endings[] = {"-wal", "-shm"};
    bool done = true;
    for (size_t i = 0; done && i < sizeof endings / sizeof endings[0]; i++) {
        struct buffer from = {0}, to = {0};
        buffer_printf(&from, "%s%s", path, endings[i]);
        buffer_printf(&to, "%s%s", aside, endings[i]);
        if (access(buffer_text(&from), F_OK) == 0)
            done = backup_place(buffer_text(&from), buffer_text(&to), error);
        buffer_free(&from);
        buffer_free(&to);
    }
    return done;
}

/* Two names for a moment, so that there is a database at path all the time. */
static bool keep(const char *path, const char *aside, struct buffer *error)
{
    if (!fold_log(path, error) || !move_logs(path, aside, error))
        return false;
    if (link(path, aside) == 0)
        return true;
    if (errno != EPERM && errno != EOPNOTSUPP) /* as of a file system without links */
        return fail_errno(error, "cannot be written", aside);
    return backup_place(path, aside, error);
}

/* The owner of what is replaced, or of its folder: root may restore for the service's user. */
static bool take_owner(const char *file, const char *path)
{
    struct stat like;
    char *copy = memory_copy_text(path);
    bool known = stat(path, &like) == 0 || stat(dirname(copy), &like) == 0;
    free(copy);
    return known && (geteuid() != 0 || chown(file, like.st_uid, like.st_gid) == 0);
}

bool backup_replace(const char *file, const char *path, const char *aside, bool *kept,
                    struct buffer *error)
{
    *kept = access(path, F_OK) == 0;
    if (!take_owner(file, path))
        return fail_errno(error, "cannot be given to its owner", file);
    if (*kept && !keep(path, aside, error))
        return false;
    if (rename(file, path) != 0 || !sync_folder_of(path))
        return fail_errno(error, "cannot be written", path);
    return true;
}

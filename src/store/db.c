#include "store/db.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/memory.h"
#include "store/private.h"
#include "store/sql.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { PROGRESS_OPERATIONS = 1000 }; /* how often the interrupt flag is looked at */

struct db_rows {
    struct db *db;
    sqlite3_stmt *statement; /* prepared when first asked for; owned */
};

struct db {
    sqlite3 *connection;
    char *path; /* owned */
    dev_t device;
    ino_t inode;
    enum db_result state;
    char message[256];
    const volatile sig_atomic_t *interrupt;
    int64_t limit_at; /* milliseconds of the monotonic clock; DB_NO_LIMIT */
    bool limit_reached;
    struct db_rows rows[DB_STATEMENT_COUNT];
};

/* --- Results ---------------------------------------------------------------------------------- */

static enum db_result result_of(int code)
{
    switch (code) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE:
        return DB_OK;
    case SQLITE_READONLY_RECOVERY:
    case SQLITE_READONLY_DIRECTORY:
    case SQLITE_READONLY_CANTINIT:
        return DB_LOST;
    default:
        break;
    }
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return DB_BUSY;
    case SQLITE_FULL:
        return DB_FULL;
    case SQLITE_INTERRUPT:
        return DB_TIMEOUT;
    case SQLITE_CANTOPEN:
    case SQLITE_NOTADB:
        return DB_LOST;
    default:
        return DB_ERROR;
    }
}

static void note_result(struct db *db, int code)
{
    enum db_result result = result_of(code);
    if (result == DB_OK || db->state >= result || (result == DB_TIMEOUT && db->limit_reached))
        return;
    if (db->state == DB_OK)
        snprintf(db->message, sizeof db->message, "%s (%d)", sqlite3_errmsg(db->connection),
                 sqlite3_extended_errcode(db->connection));
    db->state = result;
}

const char *db_path(const struct db *db)
{
    return db->path;
}

enum db_result db_state(const struct db *db)
{
    return db->state;
}

void db_clear_state(struct db *db)
{
    db->state = DB_OK;
    db->limit_at = DB_NO_LIMIT;
    db->message[0] = '\0';
}

const char *db_message(const struct db *db)
{
    return db->message;
}

/* --- Opening ---------------------------------------------------------------------------------- */

static int run(struct db *db, const char *sql)
{
    int code = sqlite3_exec(db->connection, sql, NULL, NULL, NULL);
    note_result(db, code == SQLITE_OK ? code : sqlite3_extended_errcode(db->connection));
    return code;
}

static int64_t pragma_integer(struct db *db, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    int64_t value = -1;
    int code = sqlite3_prepare_v2(db->connection, sql, -1, &statement, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_step(statement);
    if (code == SQLITE_ROW)
        value = sqlite3_column_int64(statement, 0);
    else
        note_result(db, sqlite3_extended_errcode(db->connection));
    sqlite3_finalize(statement);
    return value;
}

static void set_up_writer(struct db *db)
{
    int keep = 1;
    run(db, "PRAGMA journal_mode = WAL");
    run(db, "PRAGMA synchronous = FULL");
    /* What is deleted or overwritten is gone from the file too, not only out of reach. */
    run(db, "PRAGMA secure_delete = ON");
    /* A reader may not be able to make the -wal file; a clean close must leave it. */
    sqlite3_file_control(db->connection, NULL, SQLITE_FCNTL_PERSIST_WAL, &keep);
}

static void refuse_foreign_file(struct db *db)
{
    int64_t application = pragma_integer(db, "PRAGMA application_id");
    int64_t tables = pragma_integer(db, "SELECT count(*) FROM sqlite_schema");
    if (db->state == DB_OK && application != DB_APPLICATION_ID && tables > 0) {
        db->state = DB_FOREIGN;
        snprintf(db->message, sizeof db->message, "the file belongs to another program");
    }
}

int db_schema_version(void)
{
    int count = 0;
    while (db_migrations[count])
        count++;
    return count;
}

static void refuse_newer_schema(struct db *db, enum db_mode mode)
{
    int64_t version = pragma_integer(db, "PRAGMA user_version");
    int known = db_schema_version();
    if (db->state != DB_OK)
        return;
    if (version > known) {
        db->state = DB_TOO_NEW;
        snprintf(db->message, sizeof db->message, "its schema is version %lld; this build knows %d",
                 (long long)version, known);
    } else if (mode == DB_READ_ONLY && version < known) {
        db->state = DB_LOST; /* the opener migrates it */
        snprintf(db->message, sizeof db->message, "its schema is not migrated yet");
    }
}

static int64_t milliseconds_now(void)
{
    return clock_now() / CLOCK_MILLISECOND;
}

static bool is_over_limit(struct db *db)
{
    bool is_over = db->limit_at != DB_NO_LIMIT && milliseconds_now() >= db->limit_at;
    db->limit_reached = db->limit_reached || is_over;
    return is_over;
}

static int on_progress(void *context)
{
    struct db *db = context;
    if (db->interrupt && *db->interrupt) {
        db->limit_reached = false; /* this one is a fault */
        return 1;
    }
    return is_over_limit(db);
}

enum db_result db_open(const char *path, enum db_mode mode, struct db **db, const char **message)
{
    static const int flags[] = {
        [DB_READ_ONLY] = SQLITE_OPEN_READONLY,
        [DB_READ_WRITE] = SQLITE_OPEN_READWRITE,
        [DB_CREATE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
    };
    static char last_message[256];
    struct db *opened = memory_new(1, sizeof *opened);
    struct stat file;
    opened->path = memory_copy_text(path);
    opened->limit_at = DB_NO_LIMIT;
    bool missing = stat(path, &file) != 0;
    int code = sqlite3_open_v2(path, &opened->connection, flags[mode] | SQLITE_OPEN_NOMUTEX, NULL);
    if (code == SQLITE_OK) {
        sqlite3_extended_result_codes(opened->connection, 1);
        sqlite3_busy_timeout(opened->connection, DB_BUSY_MS);
        run(opened, "PRAGMA foreign_keys = ON");
        refuse_foreign_file(opened);
        if (mode != DB_READ_ONLY && opened->state == DB_OK)
            set_up_writer(opened);
        refuse_newer_schema(opened, mode);
        sqlite3_progress_handler(opened->connection, PROGRESS_OPERATIONS, on_progress, opened);
    } else {
        note_result(opened, code);
    }
    if (opened->state == DB_OK && stat(path, &file) == 0) {
        opened->device = file.st_dev;
        opened->inode = file.st_ino;
        *db = opened;
        return DB_OK;
    }
    enum db_result result = missing && mode != DB_CREATE ? DB_MISSING : opened->state;
    snprintf(last_message, sizeof last_message, "%s",
             result == DB_MISSING ? "there is no such file" : opened->message);
    if (message)
        *message = last_message;
    db_close(opened);
    *db = NULL;
    return result == DB_OK ? DB_LOST : result;
}

enum db_result db_migrate(struct db *db)
{
    int known = db_schema_version();
    db_begin_write(db);
    int64_t version = pragma_integer(db, "PRAGMA user_version");
    for (int64_t i = version; i < known && db->state == DB_OK; i++)
        run(db, db_migrations[i]);
    char pragmas[100];
    snprintf(pragmas, sizeof pragmas, "PRAGMA user_version = %d; PRAGMA application_id = %d", known,
             DB_APPLICATION_ID);
    if (version < known)
        run(db, pragmas);
    return db_commit(db);
}

void db_close(struct db *db)
{
    if (!db)
        return;
    for (size_t i = 0; i < DB_STATEMENT_COUNT; i++)
        sqlite3_finalize(db->rows[i].statement);
    sqlite3_close(db->connection);
    free(db->path);
    free(db);
}

bool db_replaced(const struct db *db)
{
    struct stat file;
    return stat(db->path, &file) != 0 || file.st_dev != db->device || file.st_ino != db->inode;
}

void db_set_interrupt_flag(struct db *db, const volatile sig_atomic_t *flag)
{
    db->interrupt = flag;
}

void db_limit(struct db *db, int64_t milliseconds)
{
    db->limit_at = milliseconds == DB_NO_LIMIT ? DB_NO_LIMIT : milliseconds_now() + milliseconds;
    db->limit_reached = false;
}

bool db_limit_reached(const struct db *db)
{
    return db->limit_reached;
}

/* --- Transactions ----------------------------------------------------------------------------- */

void db_begin_read(struct db *db)
{
    run(db, "BEGIN");
}

void db_end_read(struct db *db)
{
    if (!sqlite3_get_autocommit(db->connection))
        sqlite3_exec(db->connection, "ROLLBACK", NULL, NULL, NULL);
}

enum db_result db_begin_write(struct db *db)
{
    run(db, "BEGIN IMMEDIATE");
    return db->state;
}

enum db_result db_commit(struct db *db)
{
    if (db->state == DB_OK)
        run(db, "COMMIT");
    db_roll_back(db);
    return db->state;
}

void db_roll_back(struct db *db)
{
    if (!sqlite3_get_autocommit(db->connection))
        sqlite3_exec(db->connection, "ROLLBACK", NULL, NULL, NULL);
}

void db_forget_past(struct db *db)
{
    /* Another connection that reads on an old page keeps this from being whole: SQLite waits as for
     * a lock, and takes the rest along with the next checkpoint. That is no fault of the request.
     */
    sqlite3_wal_checkpoint_v2(db->connection, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

/* --- Statements ------------------------------------------------------------------------------- */

static bool prepare(struct db_rows *rows, struct db *db, enum db_statement statement)
{
    rows->db = db;
    if (!rows->statement)
        note_result(db, sqlite3_prepare_v3(db->connection, db_statements[statement].text, -1,
                                           SQLITE_PREPARE_PERSISTENT, &rows->statement, NULL));
    return rows->statement != NULL;
}

static void bind(struct db_rows *rows, const char *types, va_list values)
{
    for (int i = 1; types[i - 1]; i++) {
        if (types[i - 1] == 's')
            note_result(rows->db,
                        sqlite3_bind_text(rows->statement, i, va_arg(values, const char *), -1,
                                          SQLITE_TRANSIENT));
        else
            note_result(rows->db, sqlite3_bind_int64(rows->statement, i, va_arg(values, int64_t)));
    }
}

static struct db_rows *start(struct db *db, enum db_statement statement, const char *types,
                             va_list values)
{
    struct db_rows *rows = &db->rows[statement];
    if (prepare(rows, db, statement)) {
        sqlite3_reset(rows->statement);
        bind(rows, types, values);
    }
    return rows;
}

struct db_rows *db_query(struct db *db, enum db_statement statement, const char *types, ...)
{
    va_list values;
    va_start(values, types);
    struct db_rows *rows = start(db, statement, types, values);
    va_end(values);
    return rows;
}

bool db_next(struct db_rows *rows)
{
    if (!rows->statement || is_over_limit(rows->db))
        return false;
    int code = sqlite3_step(rows->statement);
    note_result(rows->db, code);
    return code == SQLITE_ROW;
}

const char *db_text(struct db_rows *rows, int column)
{
    return (const char *)sqlite3_column_text(rows->statement, column);
}

int64_t db_integer(struct db_rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

void db_end(struct db_rows *rows)
{
    sqlite3_reset(rows->statement);
}

bool db_execute(struct db *db, enum db_statement statement, const char *types, ...)
{
    va_list values;
    va_start(values, types);
    struct db_rows *rows = start(db, statement, types, values);
    va_end(values);
    bool done = rows->statement && !db_next(rows);
    db_end(rows);
    return done && db->state == DB_OK;
}

int64_t db_last_id(struct db *db)
{
    return sqlite3_last_insert_rowid(db->connection);
}

sqlite3 *db_connection(struct db *db)
{
    return db->connection;
}

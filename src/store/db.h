/* The database: opening, migrating, running the named statements of sql/statements/.
 *
 * Errors do not travel from call to call: each is kept as the connection's state, the worst one
 * since db_clear_state. A query that fails gives no rows; who asked looks at db_state once, before
 * the answer is sent. The only folder that includes <sqlite3.h> is this one. */
#ifndef AFTERCARE_STORE_DB_H
#define AFTERCARE_STORE_DB_H

#include "store/statements.h" /* generated: enum db_statement */

#include <signal.h>
#include <stdbool.h>
#include <stdint.h>

struct db;
struct db_rows; /* a running statement */

enum db_result {
    DB_OK,
    DB_BUSY,    /* a writer waited DB_BUSY_MS in vain: try again */
    DB_FULL,    /* no room on the disk */
    DB_TIMEOUT, /* ended by the interrupt flag */
    DB_TOO_NEW, /* made by a newer build of this program */
    DB_FOREIGN, /* a SQLite file of another program */
    DB_MISSING, /* no file at the path */
    DB_LOST,    /* a reader's states that only a writer or the opener can mend: NOTADB, CANTOPEN,
                   READONLY_RECOVERY, READONLY_DIRECTORY */
    DB_ERROR
};

enum db_mode {
    DB_READ_ONLY,  /* may create and write the -shm file */
    DB_READ_WRITE, /* the file must be there */
    DB_CREATE      /* read-write, and made where it is missing */
};

enum { DB_BUSY_MS = 5000 };

/* Opens the database at path. On anything but DB_OK *db is NULL and *message, where message is
 * not NULL, says what happened (static or in the calling process's memory until the next call). */
enum db_result db_open(const char *path, enum db_mode mode, struct db **db, const char **message);

/* Brings a read-write database to this build's schema, in one transaction. */
enum db_result db_migrate(struct db *db);

void db_close(struct db *db);

/* The path that it was opened with. */
const char *db_path(const struct db *db);

/* Whether the file at the path is no longer the one that was opened (moved over, or gone). */
bool db_replaced(const struct db *db);

enum db_result db_state(const struct db *db);
void db_clear_state(struct db *db);
/* What went wrong first since db_clear_state; "" if nothing did. */
const char *db_message(const struct db *db);

/* While *flag is not 0, running statements end with DB_TIMEOUT. NULL takes the flag away. */
void db_set_interrupt_flag(struct db *db, const volatile sig_atomic_t *flag);

/* From now on, statements end with no more rows once milliseconds have gone by, which is no fault:
 * db_state stays as it is. 0 ends each at once; DB_NO_LIMIT takes the limit away. */
enum { DB_NO_LIMIT = -1 };
void db_limit(struct db *db, int64_t milliseconds);
/* Whether a statement has been ended by the limit since it was set. */
bool db_limit_reached(const struct db *db);

/* One snapshot for several reads. */
void db_begin_read(struct db *db);
void db_end_read(struct db *db);

/* BEGIN IMMEDIATE: waits up to DB_BUSY_MS for another writer. */
enum db_result db_begin_write(struct db *db);
/* Commits, or rolls back where db_state is not DB_OK. Returns db_state. */
enum db_result db_commit(struct db *db);
void db_roll_back(struct db *db);

/* Takes what was overwritten before out of the write-ahead log as well: copies the log into the
 * file and empties it. Outside a transaction. */
void db_forget_past(struct db *db);

/* Starts a statement. types has a letter for each parameter that follows: 's' const char * (NULL
 * binds NULL), 'i' int64_t. The texts are copied. Never NULL; a failed start gives no rows. A
 * statement must be ended before it is started again. */
struct db_rows *db_query(struct db *db, enum db_statement statement, const char *types, ...);

/* Steps to the next row; false at the end. */
bool db_next(struct db_rows *rows);

/* The row's columns; texts are borrowed until the next step. A NULL text is NULL. */
const char *db_text(struct db_rows *rows, int column);
int64_t db_integer(struct db_rows *rows, int column);

void db_end(struct db_rows *rows);

/* Runs a statement that gives no rows. Returns false if it failed. */
bool db_execute(struct db *db, enum db_statement statement, const char *types, ...);

int64_t db_last_id(struct db *db);

/* For tests: prepares every statement; the first that fails is named in *name. */
bool db_prepare_all(struct db *db, const char **name);

/* For tests: appends each line of EXPLAIN QUERY PLAN of statement to out. */
struct buffer;
void db_explain(struct db *db, enum db_statement statement, struct buffer *out);
const char *db_statement_name(enum db_statement statement);

/* For tests: appends the schema, a line each object, sorted. */
void db_dump_schema(struct db *db, struct buffer *out);

#endif

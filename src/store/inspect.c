/* Looking at the database from the tests: that every statement compiles, how each is run, and
 * what the schema is. */
#include "base/buffer.h"
#include "store/db.h"
#include "store/private.h"
#include "store/sql.h"

#include <sqlite3.h>

const char *db_statement_name(enum db_statement statement)
{
    return db_statements[statement].name;
}

bool db_prepare_all(struct db *db, const char **name)
{
    for (int i = 0; i < DB_STATEMENT_COUNT; i++) {
        sqlite3_stmt *statement = NULL;
        *name = db_statements[i].name;
        int code =
            sqlite3_prepare_v2(db_connection(db), db_statements[i].text, -1, &statement, NULL);
        sqlite3_finalize(statement);
        if (code != SQLITE_OK)
            return false;
    }
    return true;
}

/* Appends column of every row of sql, a line each. */
static void append_rows(struct db *db, const char *sql, int column, struct buffer *out)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(db_connection(db), sql, -1, &statement, NULL) == SQLITE_OK)
        while (sqlite3_step(statement) == SQLITE_ROW)
            buffer_printf(out, "%s\n", (const char *)sqlite3_column_text(statement, column));
    sqlite3_finalize(statement);
}

void db_explain(struct db *db, enum db_statement statement, struct buffer *out)
{
    struct buffer sql = {0};
    buffer_printf(&sql, "EXPLAIN QUERY PLAN %s", db_statements[statement].text);
    append_rows(db, buffer_text(&sql), 3, out);
    buffer_free(&sql);
}

void db_dump_schema(struct db *db, struct buffer *out)
{
    append_rows(db, "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name", 0, out);
}

/* The SQL that the build embeds from sql/ (cmake/embed_sql.c). */
#ifndef AFTERCARE_STORE_SQL_H
#define AFTERCARE_STORE_SQL_H

#include <stddef.h>

struct db_sql {
    const char *name;
    const char *text;
};

extern const char *const db_migrations[];   /* in order, ended by NULL */
extern const struct db_sql db_statements[]; /* by enum db_statement */

#endif

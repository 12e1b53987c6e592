/* For the files of this folder alone. */
#ifndef AFTERCARE_STORE_PRIVATE_H
#define AFTERCARE_STORE_PRIVATE_H

struct db;
struct sqlite3;

enum { DB_APPLICATION_ID = 0x41667463 }; /* "Aftc" */

/* The schema that this build makes and knows. */
int db_schema_version(void);

struct sqlite3 *db_connection(struct db *db);

#endif

/* For the files of this folder alone. */
#ifndef AFTERCARE_STORE_PRIVATE_H
#define AFTERCARE_STORE_PRIVATE_H

struct db;
struct sqlite3;

struct sqlite3 *db_connection(struct db *db);

#endif

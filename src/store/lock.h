/* Who works with a database for long: `aftercare serve` shares this lock while it runs, and a
 * restore, which puts another file in the database's place, has it alone. It is a lock of the open
 * file (fcntl, OFD) beside the database: workers inherit it, and it ends with the last process that
 * has it, however that ends. */
#ifndef AFTERCARE_STORE_LOCK_H
#define AFTERCARE_STORE_LOCK_H

enum lock_use { LOCK_SHARED, LOCK_ALONE };

enum lock_result {
    LOCK_TAKEN,
    LOCK_HELD,  /* another has it, in a way that does not go with this one */
    LOCK_FAILED /* the file cannot be opened or locked: errno says why */
};

/* Takes the lock of the database at path, without waiting. *file is the descriptor that holds it;
 * closing it gives it back. It is -1 where the lock was not taken. */
enum lock_result lock_take(const char *path, enum lock_use use, int *file);

#endif

/* A database of its own for a test, in a folder that goes when the test ends. */
#ifndef AFTERCARE_TESTS_SCRATCH_H
#define AFTERCARE_TESTS_SCRATCH_H

#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the four above first */
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct scratch {
    char folder[64];
    char path[80];
    struct db *db;
};

static inline int scratch_open(void **state)
{
    struct scratch *scratch = calloc(1, sizeof *scratch);
    strcpy(scratch->folder, "/tmp/aftercare-test-XXXXXX");
    assert_non_null(mkdtemp(scratch->folder));
    snprintf(scratch->path, sizeof scratch->path, "%s/site.db", scratch->folder);
    assert_int_equal(db_open(scratch->path, DB_CREATE, &scratch->db, NULL), DB_OK);
    assert_int_equal(db_migrate(scratch->db), DB_OK);
    *state = scratch;
    return 0;
}

static inline int scratch_close(void **state)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    struct scratch *scratch = *state;
    db_close(scratch->db);
    for (size_t i = 0; i < 3; i++) {
        char path[100];
        snprintf(path, sizeof path, "%s%s", scratch->path, endings[i]);
        unlink(path);
    }
    rmdir(scratch->folder);
    free(scratch);
    return 0;
}

#endif

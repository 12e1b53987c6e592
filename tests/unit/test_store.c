/* The schema and the statements. */
#include "scratch.h"

#include "base/buffer.h"

static void every_statement_compiles(void **state)
{
    struct scratch *scratch = *state;
    const char *name = NULL;
    if (!db_prepare_all(scratch->db, &name))
        fail_msg("%s does not compile", name);
}

/* Whole tables that may be read from end to end, with the reason. */
static const struct {
    const char *statement, *why;
} may_scan[] = {
    {"export_all", "an export reads everything"},
    {"live_kind_other", "kinds that allow one document have few"},
    {"attention_reviews", "the desk of staff looks through what is live"},
    {"attention_unconfirmed", "the desk of staff looks through what is live"},
    {"attention_broken", "the desk of staff looks through what is named"},
    {"attention_drafts", "staff work on few drafts at a time"},
    {"passage_clear", "a rebuild writes everything anew"},
    {"word_clear", "a rebuild writes everything anew"},
    {"sitemap_part", "a part of the sitemap is read in the order of the table"},
    {"sitemap_count", "the sitemap names everything"},
    {"find_documents", "any part of a title is found"},
};

static bool is_allowed(const char *name)
{
    for (size_t i = 0; i < sizeof may_scan / sizeof may_scan[0]; i++)
        if (strcmp(may_scan[i].statement, name) == 0)
            return true;
    return false;
}

/* FTS5 calls each use of its index a scan, a single row included; a subquery is what it reads. */
static bool scans_a_table(const char *plan)
{
    for (const char *scan = plan; (scan = strstr(scan, "SCAN ")); scan++) {
        size_t length = strcspn(scan, "\n");
        if (strncmp(scan, "SCAN CONSTANT ROW", 17) != 0 &&
            strncmp(scan, "SCAN (subquery", 14) != 0 && !memmem(scan, length, "VIRTUAL TABLE", 13))
            return true;
    }
    return false;
}

static void no_statement_scans_a_table(void **state)
{
    struct scratch *scratch = *state;
    for (int i = 0; i < DB_STATEMENT_COUNT; i++) {
        struct buffer plan = {0};
        db_explain(scratch->db, (enum db_statement)i, &plan);
        const char *name = db_statement_name((enum db_statement)i);
        if (scans_a_table(buffer_text(&plan)) && !is_allowed(name))
            fail_msg("%s reads a whole table: %s", name, buffer_text(&plan));
        if (strstr(buffer_text(&plan), "TEMP B-TREE FOR ORDER BY") &&
            strncmp(name, "live_", 5) == 0)
            fail_msg("%s sorts what an index should give in order: %s", name, buffer_text(&plan));
        buffer_free(&plan);
    }
}

static void migrating_twice_changes_nothing(void **state)
{
    struct scratch *scratch = *state;
    struct buffer before = {0}, after = {0};
    db_dump_schema(scratch->db, &before);
    assert_int_equal(db_migrate(scratch->db), DB_OK);
    db_dump_schema(scratch->db, &after);
    assert_true(before.length > 1000);
    assert_string_equal(buffer_text(&before), buffer_text(&after));
    buffer_free(&before);
    buffer_free(&after);
}

static void a_reader_cannot_write(void **state)
{
    struct scratch *scratch = *state;
    struct db *reader = NULL;
    assert_int_equal(db_open(scratch->path, DB_READ_ONLY, &reader, NULL), DB_OK);
    assert_false(db_execute(reader, DB_SITE_BUMP, ""));
    assert_int_not_equal(db_state(reader), DB_OK);
    assert_true(strstr(db_message(reader), "readonly") != NULL);
    db_close(reader);
}

static void a_revision_is_never_changed(void **state)
{
    struct scratch *scratch = *state;
    char command[400];
    assert_true(db_execute(scratch->db, DB_DOCUMENT_INSERT, "ssss", "a", "page", "a", "en"));
    assert_true(db_execute(scratch->db, DB_REVISION_INSERT, "iiisssi", (int64_t)1, (int64_t)1,
                           (int64_t)1, "{}", "x", "", (int64_t)0));
    /* No statement of ours even tries: ask SQLite's own shell. */
    snprintf(command, sizeof command,
             "sqlite3 %s \"UPDATE revision SET body = '[]'\" 2>&1 | grep -q 'never changed' && "
             "sqlite3 %s \"DELETE FROM revision\" 2>&1 | grep -q 'never deleted'",
             scratch->path, scratch->path);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): a test's own command */
}

static void no_file_is_told_apart(void **state)
{
    (void)state;
    struct db *db = NULL;
    const char *message = NULL;
    assert_int_equal(db_open("/nonexistent/site.db", DB_READ_ONLY, &db, &message), DB_MISSING);
    assert_int_equal(db_open("/nonexistent/site.db", DB_READ_WRITE, &db, &message), DB_MISSING);
    assert_null(db);
    assert_string_equal(message, "there is no such file");
}

static void garbage_is_told_apart(void **state)
{
    struct scratch *scratch = *state;
    char path[100];
    struct db *db = NULL;
    snprintf(path, sizeof path, "%s/garbage", scratch->folder);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("no database ", file);
    fclose(file);
    assert_int_equal(db_open(path, DB_READ_ONLY, &db, NULL), DB_LOST);
    assert_int_equal(db_open(path, DB_READ_WRITE, &db, NULL), DB_LOST);
    unlink(path);
}

static volatile sig_atomic_t stop;

static void the_interrupt_flag_ends_a_statement(void **state)
{
    struct scratch *scratch = *state;
    char key[20];
    db_begin_write(scratch->db);
    for (int i = 0; i < 3000; i++) {
        snprintf(key, sizeof key, "key-%d", i);
        db_execute(scratch->db, DB_DOCUMENT_INSERT, "ssss", key, "clinic", key, "en");
    }
    assert_int_equal(db_commit(scratch->db), DB_OK);
    stop = 1;
    db_set_interrupt_flag(scratch->db, &stop);
    struct db_rows *rows = db_query(scratch->db, DB_LIVE_KIND_OTHER, "ss", "clinic", "no-such-key");
    assert_false(db_next(rows));
    db_end(rows);
    assert_int_equal(db_state(scratch->db), DB_TIMEOUT);
    db_set_interrupt_flag(scratch->db, NULL);
}

static void a_file_that_was_moved_over_is_noticed(void **state)
{
    struct scratch *scratch = *state;
    char path[100];
    struct db *other = NULL;
    snprintf(path, sizeof path, "%s/other", scratch->folder);
    assert_int_equal(db_open(path, DB_CREATE, &other, NULL), DB_OK);
    db_close(other);
    assert_false(db_replaced(scratch->db));
    assert_int_equal(rename(path, scratch->path), 0);
    assert_true(db_replaced(scratch->db));
    snprintf(path, sizeof path, "%s/other-wal", scratch->folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/other-shm", scratch->folder);
    unlink(path);
}

static void a_newer_schema_is_refused(void **state)
{
    struct scratch *scratch = *state;
    char command[200];
    struct db *db = NULL;
    snprintf(command, sizeof command, "sqlite3 %s 'PRAGMA user_version = 999'", scratch->path);
    assert_int_equal(system(command), 0); /* NOLINT(cert-env33-c): a test's own command */
    assert_int_equal(db_open(scratch->path, DB_READ_WRITE, &db, NULL), DB_TOO_NEW);
    assert_int_equal(db_open(scratch->path, DB_READ_ONLY, &db, NULL), DB_TOO_NEW);
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, scratch_open, scratch_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_DATABASE(every_statement_compiles),
        WITH_DATABASE(no_statement_scans_a_table),
        WITH_DATABASE(migrating_twice_changes_nothing),
        WITH_DATABASE(a_reader_cannot_write),
        WITH_DATABASE(a_revision_is_never_changed),
        WITH_DATABASE(no_file_is_told_apart),
        WITH_DATABASE(garbage_is_told_apart),
        WITH_DATABASE(the_interrupt_flag_ends_a_statement),
        WITH_DATABASE(a_file_that_was_moved_over_is_noticed),
        WITH_DATABASE(a_newer_schema_is_refused),
    };
    return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}

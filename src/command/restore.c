/* aftercare restore: puts a backup in the place of the database, and keeps what it replaces. */
#include "command/command.h"
#include "command/database.h"
#include "staff/audit.h"
#include "store/backup.h"
#include "store/lock.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *database, *from;

static const struct flag flags[] = {
    DATABASE_FLAG(database),
    {"--from", NULL, FLAG_TEXT, "FILE", "the backup; it is read only", 0, 0, &from},
};

static const struct flags_command command = {
    "restore",
    "",
    "Checks a backup and puts a copy of it in the place of the database, which is kept beside it. "
    "The site must be stopped. Whoever was signed in must sign in again.",
    flags,
    sizeof flags / sizeof flags[0],
    0,
    0};

/* Nobody serves or restores the database meanwhile. */
static bool lock_database(int *lock, struct buffer *error)
{
    enum lock_result result = lock_take(database, LOCK_ALONE, lock);
    if (result == LOCK_HELD)
        buffer_printf(error, "%s is being served: stop 'aftercare serve' first", database);
    else if (result == LOCK_FAILED)
        buffer_printf(error, "%s.lock cannot be written: %s", database, strerror(errno));
    return result == LOCK_TAKEN;
}

static void put_name_of_old(struct buffer *name)
{
    char when[32];
    time_t now = time(NULL);
    struct tm day;
    gmtime_r(&now, &day);
    strftime(when, sizeof when, "%Y-%m-%d-%H%M%S", &day);
    buffer_printf(name, "%s.before-%s", database, when);
}

/* Copies the backup beside the database, checks the copy, and changes the two. */
static bool put_in_place(const char *aside, bool *kept, struct buffer *error)
{
    struct buffer part = {0};
    buffer_printf(&part, "%s.part-%d", database, (int)getpid());
    bool copied = backup_copy(from, buffer_text(&part), error);
    bool done = copied && backup_check(buffer_text(&part), error) &&
                backup_replace(buffer_text(&part), database, aside, kept, error);
    if (copied && !done)
        unlink(buffer_text(&part));
    buffer_free(&part);
    return done;
}

/* What must not be as it was when the backup was made. The site's version jumps to the clock, which
 * is past every version that was ever handed out as an ETag, or to a mirror. */
static void begin_anew(struct db *db)
{
    time_t now = time(NULL);
    if (db_begin_write(db) != DB_OK)
        return;
    db_execute(db, DB_SITE_RAISE, "i", (int64_t)now);
    db_execute(db, DB_CHANGES_RAISE, "");
    db_execute(db, DB_SESSIONS_END, "");
    db_execute(db, DB_SIGN_IN_LINKS_END, "");
    audit_write(db, now, NULL, "command line", AUDIT_RESTORED, NULL, from, NULL);
    db_commit(db);
}

static void say_what_was_done(struct db *db, const char *aside, bool kept)
{
    struct db_rows *row = db_query(db, DB_COUNT_CONTENTS, "");
    if (db_next(row))
        printf("restored %s from %s: %lld documents, %lld revisions, %lld staff\n", database, from,
               (long long)db_integer(row, 0), (long long)db_integer(row, 1),
               (long long)db_integer(row, 2));
    db_end(row);
    if (kept)
        printf("what stood there before is kept as %s\n", aside);
}

static bool restore(struct buffer *error)
{
    struct buffer aside = {0};
    int lock = -1;
    bool kept = false;
    struct db *db = NULL;
    put_name_of_old(&aside);
    bool done = lock_database(&lock, error) && put_in_place(buffer_text(&aside), &kept, error);
    if (done)
        db = database_open("restore", database, DB_READ_WRITE);
    if (db) {
        begin_anew(db);
        say_what_was_done(db, buffer_text(&aside), kept);
        if (db_state(db) != DB_OK)
            database_complain("restore", db);
    }
    done = db && db_state(db) == DB_OK;
    db_close(db);
    if (lock >= 0)
        close(lock);
    buffer_free(&aside);
    return done;
}

int command_restore(int argc, char **argv)
{
    struct buffer error = {0};
    enum flags_result result = flags_read(&command, argc, argv, NULL);
    if (result != FLAGS_GO)
        return (int)result;
    if (!database || !from) {
        fprintf(stderr, "aftercare restore: %s\n",
                from ? "--database says which file" : "--from says which backup");
        return FLAGS_WRONG;
    }
    bool done = restore(&error);
    if (error.length)
        fprintf(stderr, "aftercare restore: %s\n", buffer_text(&error));
    buffer_free(&error);
    return done ? 0 : 1;
}

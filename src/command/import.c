/* aftercare import: publishes the documents of JSON or CSV files, or makes drafts of them, all or
 * nothing. */
#include "content/import.h"

#include "command/command.h"
#include "command/database.h"
#include "command/formats.h"
#include "lint/gate.h"
#include "staff/audit.h"
#include "text/json.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A file of documents is small; this bounds what a wrong path can do. */
enum { FILE_MAX_BYTES = 256 * 1024 * 1024 };

static const char *database, *note = "", *author = "import", *format_name;
static bool replace, dry_run, as_drafts, show_progress;
static enum import_format format;

static const struct flag flags[] = {
    DATABASE_FLAG(database),
    {"--replace", NULL, FLAG_SWITCH, NULL,
     "replace documents that changed since they were exported", 0, 0, &replace},
    {"--author", "AFTERCARE_AUTHOR", FLAG_TEXT, "NAME", "who publishes, for the history", 0, 0,
     &author},
    {"--dry-run", NULL, FLAG_SWITCH, NULL,
     "say what would change, a line a document, and write nothing", 0, 0, &dry_run},
    {"--drafts", NULL, FLAG_SWITCH, NULL,
     "make drafts, which staff look at and publish, instead of publishing", 0, 0, &as_drafts},
    {"--format", NULL, FLAG_TEXT, "FORMAT",
     FORMATS "; otherwise csv for files whose names end so, and json", 0, 0, &format_name},
    {"--progress", NULL, FLAG_SWITCH, NULL, "say on standard error how far it is, as on a terminal",
     0, 0, &show_progress},
    {"--note", NULL, FLAG_TEXT, "TEXT", "why, for the history", 0, 0, &note},
};

static const struct flags_command command = {
    "import",
    "FILE…",
    "Publishes the documents of JSON files (an object or an array of objects each) and of CSV "
    "files (as export writes them) at once, or none of them; '-' is standard input. Makes the "
    "database where there is none.",
    flags,
    sizeof flags / sizeof flags[0],
    1,
    -1};

static void tell(const char *file, const char *path, const char *message)
{
    if (*path)
        fprintf(stderr, "%s: %s: %s\n", file, path, message);
    else
        fprintf(stderr, "%s: %s\n", file, message);
}

static bool read_stream(FILE *in, struct buffer *text)
{
    char bytes[65536];
    size_t length;
    while ((length = fread(bytes, 1, sizeof bytes, in)) > 0) {
        buffer_append(text, bytes, length);
        if (text->length > FILE_MAX_BYTES) {
            errno = EFBIG;
            return false;
        }
    }
    return !ferror(in);
}

/* Adds a file's documents; a file that cannot be read is a fault like any other. */
static void add_file(struct import *import, const char *path)
{
    struct buffer text = {0};
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (in && read_stream(in, &text))
        import_add_as(import, format_name ? format : import_format_of(path), path,
                      buffer_text(&text), text.length, replace, author, note);
    else
        faults_add(&import->unread, path, "cannot be read: %s", strerror(errno));
    if (in && in != stdin)
        fclose(in);
    buffer_free(&text);
}

static void show_checked(size_t checked)
{
    progress_show("checked", checked);
}

/* "12 documents: 3 new, 2 changed, 7 unchanged, 0 withdrawn" */
static void put_outcomes(const struct import *import, struct buffer *words)
{
    size_t counts[DRAFT_WITHDRAWN + 1] = {0};
    for (size_t i = 0; i < import->count; i++)
        counts[import->drafts[i].outcome]++;
    buffer_printf(words, "%zu documents:", import->count);
    for (enum draft_outcome outcome = DRAFT_NEW; outcome <= DRAFT_WITHDRAWN; outcome++)
        buffer_printf(words, "%s %zu %s", outcome == DRAFT_NEW ? "" : ",", counts[outcome],
                      import_outcome_name(outcome));
}

static void print_outcomes(const struct import *import, const char *before, const char *after)
{
    struct buffer words = {0};
    put_outcomes(import, &words);
    printf("%s %s%s\n", before, buffer_text(&words), after);
    buffer_free(&words);
}

/* --- What can be done with documents that are sound ------------------------------------------- */

/* Runs inside the transaction of the import. */
static bool write_audit(struct db *db, void *data)
{
    struct buffer words = {0};
    put_outcomes(data, &words);
    if (as_drafts)
        buffer_puts(&words, ", as drafts");
    audit_write(db, time(NULL), NULL, author, AUDIT_IMPORTED, NULL, buffer_text(&words), NULL);
    buffer_free(&words);
    return true;
}

static bool publish_all(struct import *import, struct db *db)
{
    enum publish_result result =
        publish(db, import->drafts, import->count, time(NULL), lint_gate, write_audit, import);
    if (result == PUBLISH_DONE)
        print_outcomes(import, "imported", "");
    return result == PUBLISH_DONE;
}

static bool make_drafts(struct import *import, struct db *db)
{
    if (import_rehearse(import, db, time(NULL), publish_ungated) != PUBLISH_DONE ||
        db_begin_write(db) != DB_OK)
        return false;
    if (!import_save_drafts(import, db, time(NULL), 0)) {
        db_roll_back(db);
        return false;
    }
    write_audit(db, import);
    if (db_commit(db) != DB_OK)
        return false;
    print_outcomes(import, "made drafts of", "");
    return true;
}

static void print_change(struct json_object *change)
{
    struct json_object *paths = json_member(change, "paths");
    printf("%-9s %s %s", json_text(change, "outcome"), json_text(change, "kind"),
           json_text(change, "key"));
    for (size_t i = 0; i < json_object_array_length(paths); i++)
        printf("%s %s", i ? "," : ":", json_object_get_string(json_object_array_get_idx(paths, i)));
    putchar('\n');
}

static bool show_changes(struct import *import, struct db *db)
{
    if (import_rehearse(import, db, time(NULL), lint_gate) != PUBLISH_DONE)
        return false;
    struct json_object *changes = import_changes(import, db);
    for (size_t i = 0; i < json_object_array_length(changes); i++)
        print_change(json_object_array_get_idx(changes, i));
    json_object_put(changes);
    print_outcomes(import, "dry run:", "; nothing was written");
    return db_state(db) == DB_OK;
}

static bool work_on_database(struct import *import)
{
    bool done = false;
    struct db *db = database_open("import", database, dry_run ? DB_READ_WRITE : DB_CREATE);
    if (!db)
        return false;
    if (dry_run)
        done = show_changes(import, db);
    else
        done = as_drafts ? make_drafts(import, db) : publish_all(import, db);
    if (db_state(db) != DB_OK)
        database_complain("import", db);
    db_close(db);
    return done;
}

int command_import(int argc, char **argv)
{
    struct import import = {.progress = show_checked};
    int count;
    enum flags_result result = flags_read(&command, argc, argv, &count);
    if (result != FLAGS_GO)
        return (int)result;
    if ((format_name && !format_read("import", format_name, &format)) ||
        !database_is_named("import", database))
        return FLAGS_WRONG;
    progress_begin("import", show_progress);
    for (int i = 1; i <= count; i++)
        add_file(&import, argv[i]);
    /* What is faulty must not make a database, and what cannot be read must not be left out of
     * one. Where there is a database, the faults that only show against it are told as well. */
    bool done = false;
    if (!import_has_faults(&import) || (!import.unread.count && access(database, F_OK) == 0))
        done = work_on_database(&import);
    if (import_has_faults(&import)) {
        import_tell_faults(&import, tell);
        fputs("aftercare import: nothing was written\n", stderr);
        done = false;
    }
    import_free(&import);
    return done ? 0 : 1;
}

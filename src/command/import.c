/* aftercare import: publishes the documents of JSON files, all or nothing. */
#include "content/import.h"

#include "command/command.h"
#include "command/database.h"

#include <errno.h>
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* A file of documents is small; this bounds what a wrong path can do. */
enum { FILE_MAX_BYTES = 256 * 1024 * 1024 };

static const char *database, *note = "", *author = "import";
static bool replace;

static const struct flag flags[] = {
    DATABASE_FLAG(database),
    {"--replace", NULL, FLAG_SWITCH, NULL,
     "replace documents that changed since they were exported", 0, 0, &replace},
    {"--author", "AFTERCARE_AUTHOR", FLAG_TEXT, "NAME", "who publishes, for the history", 0, 0,
     &author},
    {"--note", NULL, FLAG_TEXT, "TEXT", "why, for the history", 0, 0, &note},
};

static const struct flags_command command = {
    "import",
    "FILE…",
    "Publishes the documents of JSON files (an object or an array of objects each; '-' is standard "
    "input) at once, or none of them. Makes the database where there is none.",
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
        import_add(import, path, buffer_text(&text), text.length, replace, author, note);
    else
        faults_add(&import->unread, path, "cannot be read: %s", strerror(errno));
    if (in && in != stdin)
        fclose(in);
    buffer_free(&text);
}

static void print_outcomes(const struct import *import)
{
    static const char *const words[] = {[DRAFT_NEW] = "new",
                                        [DRAFT_CHANGED] = "changed",
                                        [DRAFT_UNCHANGED] = "unchanged",
                                        [DRAFT_WITHDRAWN] = "withdrawn"};
    size_t counts[sizeof words / sizeof words[0]] = {0};
    for (size_t i = 0; i < import->count; i++)
        counts[import->drafts[i].outcome]++;
    printf("imported %zu documents:", import->count);
    for (size_t i = DRAFT_NEW; i < sizeof words / sizeof words[0]; i++)
        printf(" %zu %s%s", counts[i], words[i],
               i + 1 < sizeof words / sizeof words[0] ? "," : "\n");
}

static int publish_import(struct import *import, struct db *db)
{
    enum publish_result result = publish(db, import->drafts, import->count, time(NULL));
    if (result == PUBLISH_FAILED)
        database_complain("import", db);
    if (result == PUBLISH_DONE)
        print_outcomes(import);
    return result == PUBLISH_DONE ? 0 : 1;
}

int command_import(int argc, char **argv)
{
    struct import import = {0};
    int count, status = 1;
    enum flags_result result = flags_read(&command, argc, argv, &count);
    if (result != FLAGS_GO)
        return (int)result;
    if (!database_is_named("import", database))
        return (int)FLAGS_WRONG;
    for (int i = 1; i <= count; i++)
        add_file(&import, argv[i]);
    /* What is faulty must not make a database, and what cannot be read must not be left out of
     * one. Where there is a database, the faults that only show against it are told as well. */
    if (!import_has_faults(&import) || (!import.unread.count && access(database, F_OK) == 0)) {
        struct db *db = database_open("import", database, DB_CREATE);
        if (db)
            status = publish_import(&import, db);
        db_close(db);
    }
    if (import_has_faults(&import)) {
        import_tell_faults(&import, tell);
        fputs("aftercare import: nothing was written\n", stderr);
        status = 1;
    }
    import_free(&import);
    return status;
}

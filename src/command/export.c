/* aftercare export: documents as one JSON array or CSV file, which import reads again. */
#include "content/export.h"
#include "command/command.h"
#include "command/database.h"
#include "command/formats.h"
#include "content/kind.h"
#include "content/sheet.h"

#include <stdio.h>

static const char *database, *kind_name, *format_name = "json";
static bool show_progress;

static const struct flag flags[] = {
    DATABASE_FLAG(database),
    {"--kind", NULL, FLAG_TEXT, "KIND", "documents of this kind only: treatment, faq, checklist …",
     0, 0, &kind_name},
    {"--format", NULL, FLAG_TEXT, "FORMAT", FORMATS "; csv is for --kind faq and --kind checklist",
     0, 0, &format_name},
    {"--progress", NULL, FLAG_SWITCH, NULL, "say on standard error how far it is, as on a terminal",
     0, 0, &show_progress},
};

static const struct flags_command command = {
    "export",
    "",
    "Writes every document, withdrawn ones included, to standard output as one JSON array, or "
    "the questions or checklists as rows for a spreadsheet (CSV). Each carries the number of its "
    "revision, by which import sees whether it has changed since.",
    flags,
    sizeof flags / sizeof flags[0],
    0,
    0};

/* What the flags ask for, once they are understood. */
struct request {
    const struct kind *kind; /* NULL: all */
    enum import_format format;
};

static bool read_request(struct request *request)
{
    if (!format_read("export", format_name, &request->format))
        return false;
    request->kind = kind_name ? kind_read("export", kind_name) : NULL;
    if (kind_name && !request->kind)
        return false;
    if (request->format == IMPORT_JSON || sheet_has_layout(request->kind))
        return true;
    fputs("aftercare export: --format csv is for --kind faq or --kind checklist\n", stderr);
    return false;
}

/* export_documents hands over each document in two pieces: what separates it, and itself. */
static bool print(const char *text, void *pieces)
{
    size_t *count = pieces;
    if (++*count % 2 == 1 && *count > 1)
        progress_show("written", *count / 2);
    return fputs(text, stdout) >= 0;
}

static bool export(struct db *db, const struct request *request)
{
    size_t pieces = 0;
    return request->format == IMPORT_CSV ? export_sheet(db, request->kind, print, &pieces)
                                         : export_documents(db, request->kind, print, &pieces);
}

int command_export(int argc, char **argv)
{
    struct request request = {0};
    enum flags_result result = flags_read(&command, argc, argv, NULL);
    if (result != FLAGS_GO)
        return (int)result;
    if (!read_request(&request) || !database_is_named("export", database))
        return FLAGS_WRONG;
    progress_begin("export", show_progress);
    struct db *db = database_open("export", database, DB_READ_ONLY);
    if (!db)
        return 1;
    bool done = export(db, &request) && fflush(stdout) == 0;
    if (db_state(db) != DB_OK)
        database_complain("export", db);
    else if (!done)
        perror("aftercare export: standard output");
    done = done && db_state(db) == DB_OK;
    db_close(db);
    return done ? 0 : 1;
}

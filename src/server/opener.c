#include "server/opener.h"

#include "content/publish.h"
#include "content/search_correct.h"
#include "site/site.h"
#include "store/db.h"
#include "view/app.h"

#include <errno.h>
#include <string.h>

static void explain(const struct server_options *options, enum db_result result,
                    const char *message, struct buffer *error)
{
    if (result == DB_MISSING)
        buffer_printf(error,
                      "there is no database at %s; this makes one: aftercare import --database %s "
                      "FILE…",
                      options->database, options->database);
    else
        buffer_printf(error, "the database %s cannot be opened: %s", options->database, message);
}

static struct db *open_database(const struct server_options *options, struct buffer *error)
{
    struct db *db = NULL;
    const char *message = "";
    enum db_result result = db_open(options->database, DB_READ_WRITE, &db, &message);
    if (result == DB_OK)
        result = db_migrate(db);
    if (result == DB_OK && publish_catch_up(db) != PUBLISH_DONE)
        result = db_state(db);
    if (result == DB_OK)
        return db;
    explain(options, result, db ? db_message(db) : message, error);
    db_close(db);
    return NULL;
}

bool opener_run(const struct server_options *options, struct buffer *error)
{
    struct app app = {.base_url = options->base_url};
    app.db = open_database(options, error);
    bool done = app.db != NULL && search_correct_prepare(error);
    if (done && !app_load(&app, options->templates, error))
        done = false;
    if (done && options->error_pages && !site_write_error_files(&app, options->error_pages)) {
        buffer_printf(error, "the error pages cannot be written to %s: %s", options->error_pages,
                      strerror(errno));
        done = false;
    }
    app_unload(&app);
    db_close(app.db);
    return done;
}

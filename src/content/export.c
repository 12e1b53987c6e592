#include "content/export.h"

#include "content/kind.h"
#include "content/sheet.h"
#include "store/db.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stddef.h>
#include <string.h>

/* A document as it was imported, with its revision's number after its language. */
static struct json_object *with_revision(struct json_object *body, int64_t number)
{
    struct json_object *document = json_object_new_object();
    json_object_object_foreach(body, name, value)
    {
        json_object_object_add(document, name, json_object_get(value));
        if (strcmp(name, "lang") == 0)
            json_object_object_add(document, "revision", json_object_new_int64(number));
    }
    return document;
}

static struct db_rows *start(struct db *db, const struct kind *kind)
{
    return kind ? db_query(db, DB_EXPORT_KIND, "s", kind->name) : db_query(db, DB_EXPORT_ALL, "");
}

static struct json_object *take_document(struct db_rows *rows)
{
    struct json_object *body = json_tokener_parse(db_text(rows, 1));
    struct json_object *document = with_revision(body, db_integer(rows, 0));
    json_object_put(body);
    return document;
}

bool export_documents(struct db *db, const struct kind *kind,
                      bool (*write)(const char *text, void *context), void *context)
{
    bool written = write("[", context), first = true;
    db_begin_read(db);
    struct db_rows *rows = start(db, kind);
    while (written && db_next(rows)) {
        struct json_object *document = take_document(rows);
        written = write(first ? "\n" : ",\n", context) &&
                  write(json_object_to_json_string_ext(
                            document, JSON_C_TO_STRING_PRETTY | JSON_C_TO_STRING_SPACED |
                                          JSON_C_TO_STRING_NOSLASHESCAPE),
                        context);
        first = false;
        json_object_put(document);
    }
    db_end(rows);
    db_end_read(db);
    return written && write("\n]\n", context);
}

bool export_sheet(struct db *db, const struct kind *kind,
                  bool (*write)(const char *text, void *context), void *context)
{
    struct json_object *documents = json_object_new_array();
    struct buffer text = {0};
    struct db_rows *rows = start(db, kind);
    while (db_next(rows))
        json_object_array_add(documents, take_document(rows));
    db_end(rows);
    sheet_write(kind, documents, &text);
    bool written = write(buffer_text(&text), context);
    buffer_free(&text);
    json_object_put(documents);
    return written;
}

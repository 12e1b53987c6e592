/* In and out: taking documents along as a file, and bringing a file in as drafts, after a look at
 * what would change. */
#include "admin/admin.h"
#include "admin/view.h"
#include "content/export.h"
#include "content/import.h"
#include "content/kind.h"
#include "content/moment.h"
#include "content/sheet.h"
#include "http/multipart.h"
#include "staff/audit.h"
#include "store/db.h"
#include "text/json.h"
#include "view/app.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

/* Of a long file, the page tells this many changes and faults one by one. */
enum { LINES_MAX = 500 };

/* Of a file to bring in. The rest of what a body may have is for the form around it. */
enum { MEGABYTE = 1000 * 1000, FILE_MAX = 8 * MEGABYTE /* bytes */, FORM_AROUND = 64 * 1024 };
_Static_assert(FILE_MAX + FORM_AROUND <= HTTP_FILES_MAX, "a body has room for a file");

const char *const admin_export_query[] = {"kind", "format", NULL};

/* --- The page --------------------------------------------------------------------------------- */

static void add_export_url(struct json_object *object, const char *name, const char *kind,
                           const char *format)
{
    struct buffer url = {0};
    buffer_printf(&url, "/admin/exchange/export?format=%s%s%s", format, kind ? "&kind=" : "",
                  kind ? kind : "");
    json_add_text(object, name, buffer_text(&url));
    buffer_free(&url);
}

static struct json_object *page_view(const struct http_request *request)
{
    struct json_object *view = admin_view(request, "In and out");
    struct json_object *list = json_object_new_array();
    add_export_url(view, "all_url", NULL, "json");
    for (const struct kind *kind = kinds; kind->name; kind++) {
        struct json_object *entry = json_object_new_object();
        json_add_text(entry, "label", kind->label);
        add_export_url(entry, "json_url", kind->name, "json");
        if (sheet_has_layout(kind))
            add_export_url(entry, "csv_url", kind->name, "csv");
        json_object_array_add(list, entry);
    }
    json_object_object_add(view, "kinds", list);
    json_object_object_add(
        view, "may_import",
        json_object_new_boolean(staff_may(&request->session->staff, STAFF_PUBLISHER)));
    json_object_object_add(view, "file_max", json_object_new_int(FILE_MAX / MEGABYTE));
    json_object_object_add(view, "file_bytes", json_object_new_int(FILE_MAX));
    return view;
}

void admin_exchange(const struct http_request *request, struct http_response *response)
{
    admin_send(request, response, "admin_exchange", page_view(request));
}

/* The page again, with what was wrong. */
static void refuse(const struct http_request *request, struct http_response *response,
                   const char *words)
{
    struct json_object *view = page_view(request);
    json_add_text(view, "fault", words);
    response->status = 422;
    admin_send(request, response, "admin_exchange", view);
}

/* --- Out -------------------------------------------------------------------------------------- */

static bool append(const char *text, void *body)
{
    buffer_puts(body, text);
    return true;
}

static void put_file_head(const struct http_request *request, struct http_response *response,
                          const struct kind *kind, const char *ending)
{
    char day[16];
    struct tm now;
    struct buffer value = {0};
    gmtime_r(&request->now, &now);
    strftime(day, sizeof day, "%Y-%m-%d", &now);
    buffer_printf(&value, "attachment; filename=\"aftercare-%s-%s.%s\"",
                  kind ? kind->plural : "all", day, ending);
    http_response_header(response, "Content-Disposition", buffer_text(&value));
    buffer_free(&value);
}

static void note_export(const struct http_request *request, const struct kind *kind,
                        const char *format)
{
    struct db *db = request->app->db;
    struct buffer detail = {0};
    buffer_printf(&detail, "%s as %s", kind ? kind->plural : "everything", format);
    if (db_begin_write(db) == DB_OK)
        audit_by(db, request->now, admin_actor(request), AUDIT_EXPORTED, NULL,
                 buffer_text(&detail));
    db_commit(db);
    buffer_free(&detail);
}

void admin_export(const struct http_request *request, struct http_response *response)
{
    const char *name = http_params_get(&request->query, "kind");
    const char *format = http_params_get(&request->query, "format");
    const struct kind *kind = kind_by_name(name);
    bool csv = format && strcmp(format, "csv") == 0;
    if ((name && !kind) || (csv && !sheet_has_layout(kind))) {
        admin_error(request, response, 404, NULL);
        return;
    }
    note_export(request, kind, csv ? "CSV" : "JSON");
    response->content_type = csv ? "text/csv; charset=utf-8" : "application/json";
    put_file_head(request, response, kind, csv ? "csv" : "json");
    if (csv)
        export_sheet(request->app->db, kind, append, &response->body);
    else
        export_documents(request->app->db, kind, append, &response->body);
}

/* --- In --------------------------------------------------------------------------------------- */

static bool replaces(const struct http_request *request)
{
    return strcmp(admin_field(request, "replace"), "yes") == 0;
}

static const char *full_name(const struct http_request *request)
{
    return request->session->staff.full_name;
}

/* Where import_tell_faults puts what it tells: its function takes no context. */
static struct json_object *told_faults;

static void tell_fault(const char *file, const char *path, const char *message)
{
    (void)file;
    struct json_object *fault = json_object_new_object();
    json_add_text(fault, "path", path);
    json_add_text(fault, "message", message);
    if (json_object_array_length(told_faults) < LINES_MAX)
        json_object_array_add(told_faults, fault);
    else
        json_object_put(fault);
}

static void show_faults(const struct http_request *request, struct http_response *response,
                        const struct import *import)
{
    struct json_object *view = page_view(request);
    told_faults = json_object_new_array();
    import_tell_faults(import, tell_fault);
    json_object_object_add(view, "faults", told_faults);
    json_object_object_add(view, "has_faults", json_object_new_boolean(true));
    told_faults = NULL;
    response->status = 422;
    admin_send(request, response, "admin_exchange", view);
}

/* "steps.sauna.until.low, title" */
static void add_paths(struct json_object *change)
{
    struct json_object *paths = json_member(change, "paths");
    struct buffer words = {0};
    for (size_t i = 0; i < json_object_array_length(paths); i++)
        buffer_printf(&words, "%s%s", i ? ", " : "",
                      json_object_get_string(json_object_array_get_idx(paths, i)));
    if (words.length)
        json_add_text(change, "path_words", buffer_text(&words));
    buffer_free(&words);
}

/* What changes goes to "changes"; the rest is counted. */
static void add_changes(struct json_object *view, const struct import *import, struct db *db)
{
    struct json_object *all = import_changes(import, db), *shown = json_object_new_array();
    size_t changed = 0;
    for (size_t i = 0; i < json_object_array_length(all); i++) {
        struct json_object *change = json_object_array_get_idx(all, i);
        if (import->drafts[i].outcome == DRAFT_UNCHANGED)
            continue;
        const struct kind *kind = kind_by_name(json_text(change, "kind"));
        add_paths(change);
        json_add_text(change, "kind_label", kind ? kind->label : "");
        if (++changed <= LINES_MAX)
            json_object_array_add(shown, json_object_get(change));
    }
    json_object_object_add(view, "changes", shown);
    json_object_object_add(view, "changed_count", json_object_new_int64((int64_t)changed));
    json_object_object_add(view, "unchanged_count",
                           json_object_new_int64((int64_t)(import->count - changed)));
    json_object_object_add(
        view, "more_count",
        json_object_new_int64(changed > LINES_MAX ? (int64_t)(changed - LINES_MAX) : 0));
    json_object_object_add(view, "has_more", json_object_new_boolean(changed > LINES_MAX));
    json_object_object_add(view, "has_changes", json_object_new_boolean(changed > 0));
    json_object_put(all);
}

/* The documents go back with the page, so that what was looked at is what drafts are made of. */
static void show_changes(const struct http_request *request, struct http_response *response,
                         const struct import *import, const char *file_name)
{
    struct json_object *view = admin_view(request, "What would change");
    struct json_object *documents = import_documents(import);
    json_add_text(view, "file_name", file_name);
    add_changes(view, import, request->app->db);
    json_add_text(view, "documents",
                  json_object_to_json_string_ext(documents, JSON_C_TO_STRING_PLAIN |
                                                                JSON_C_TO_STRING_NOSLASHESCAPE));
    json_object_object_add(view, "replace", json_object_new_boolean(replaces(request)));
    json_object_put(documents);
    admin_send(request, response, "admin_import", view);
}

/* Whether the documents are sound and could be published together; if not, response says why, or
 * the database failed. */
static bool rehearse(const struct http_request *request, struct http_response *response,
                     struct import *import)
{
    bool would_do =
        !import_has_faults(import) &&
        import_rehearse(import, request->app->db, request->now, publish_ungated) == PUBLISH_DONE;
    if (import_has_faults(import))
        show_faults(request, response, import);
    return would_do;
}

void admin_import(const struct http_request *request, struct http_response *response)
{
    struct http_parts parts;
    struct import import = {0};
    const struct http_part *file = NULL;
    if (http_parts_read(&parts, request->content_type, request->body, request->body_length))
        file = http_parts_file(&parts, "file");
    if (!file || !file->length) {
        refuse(request, response, "Choose a file first.");
    } else if (file->length > FILE_MAX) {
        refuse(request, response, "The file is larger than is taken. Bring it in in parts.");
    } else {
        import_add_as(&import, import_format_of(file->file_name), file->file_name, file->bytes,
                      file->length, replaces(request), full_name(request), "");
        if (rehearse(request, response, &import))
            show_changes(request, response, &import, file->file_name);
    }
    import_free(&import);
    http_parts_free(&parts);
}

static void make_drafts(const struct http_request *request, struct http_response *response,
                        struct import *import)
{
    struct db *db = request->app->db;
    struct buffer detail = {0};
    buffer_printf(&detail, "%zu documents, as drafts", import->count);
    bool saved = db_begin_write(db) == DB_OK &&
                 import_save_drafts(import, db, request->now, request->session->staff.id);
    if (saved)
        audit_by(db, request->now, admin_actor(request), AUDIT_IMPORTED, NULL,
                 buffer_text(&detail));
    else
        db_roll_back(db);
    if (saved && db_commit(db) == DB_OK)
        admin_done(response, "/admin/", "imported");
    else if (import_has_faults(import))
        show_faults(request, response, import);
    buffer_free(&detail);
}

void admin_import_drafts(const struct http_request *request, struct http_response *response)
{
    struct import import = {0};
    const char *documents = admin_field(request, "documents");
    import_add(&import, "documents", documents, strlen(documents), replaces(request),
               full_name(request), "");
    if (rehearse(request, response, &import))
        make_drafts(request, response, &import);
    import_free(&import);
}

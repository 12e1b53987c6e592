/* What has changed, as an Atom feed (RFC 4287): the last word of each document, newest first. */
#include "content/moment.h"
#include "site/page.h"
#include "site/site.h"
#include "store/db.h"
#include "text/json.h"
#include "text/xml.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>

enum { FEED_MAX = 50 };

static void put_link(struct buffer *out, const char *relation, const char *type, const char *url)
{
    buffer_printf(out, "<link rel=\"%s\" type=\"%s\" href=\"", relation, type);
    xml_text(out, url);
    buffer_puts(out, "\"/>\n");
}

static void put_updated(struct buffer *out, int64_t at)
{
    struct buffer moment = {0};
    moment_rfc3339((time_t)at, &moment);
    xml_element(out, "updated", buffer_text(&moment));
    buffer_free(&moment);
}

/* The id stays when the address changes: a key never does. */
static void put_id(const struct app *app, struct buffer *out, const char *key)
{
    struct buffer path = {0};
    buffer_printf(&path, "/#%s", key);
    char *id = view_url(app, buffer_text(&path));
    xml_element(out, "id", id);
    free(id);
    buffer_free(&path);
}

static void put_withdrawn(struct buffer *out, struct json_object *body)
{
    struct buffer title = {0};
    buffer_printf(&title, "Withdrawn: %s", json_text(body, "title"));
    xml_element(out, "title", buffer_text(&title));
    xml_element(out, "summary", json_text(json_member(body, "withdrawn"), "reason"));
    buffer_free(&title);
}

static void put_entry(const struct app *app, struct buffer *out, struct db_rows *row,
                      const struct kind *kind, const char *path)
{
    char *url = view_url(app, path);
    buffer_puts(out, "<entry>\n");
    put_id(app, out, db_text(row, 1));
    if (db_text(row, 6)) {
        xml_element(out, "title", db_text(row, 6));
        xml_element(out, "summary", db_text(row, 7));
    } else {
        struct json_object *body = json_tokener_parse(db_text(row, 4));
        put_withdrawn(out, body);
        json_object_put(body);
    }
    put_updated(out, db_integer(row, 5));
    put_link(out, "alternate", "text/html", url);
    buffer_puts(out, "<category term=\"");
    xml_text(out, kind->name);
    buffer_puts(out, "\" label=\"");
    xml_text(out, kind->label);
    buffer_puts(out, "\"/>\n</entry>\n");
    free(url);
}

/* Appends an entry for each that has a page; returns when the newest of them was published. */
static int64_t put_entries(const struct app *app, struct buffer *out)
{
    struct db_rows *rows = db_query(app->db, DB_FEED_NEWEST, "");
    int64_t newest = 0, count = 0;
    while (count < FEED_MAX && db_next(rows)) {
        const struct kind *kind = kind_by_name(db_text(rows, 0));
        struct buffer path = {0};
        if (kind && document_path(kind, db_text(rows, 2), &path)) {
            put_entry(app, out, rows, kind, buffer_text(&path));
            count++;
            newest = newest > db_integer(rows, 5) ? newest : db_integer(rows, 5);
        }
        buffer_free(&path);
    }
    db_end(rows);
    return newest;
}

/* The name that the site goes by; the caller frees it. */
static char *site_title(struct db *db)
{
    struct document clinic = {0};
    struct buffer title = {0};
    bool found = document_first(db, kind_by_name("clinic"), &clinic);
    buffer_puts(&title, found ? json_text(clinic.body, "title") : "Patient information");
    document_free(&clinic);
    return buffer_take(&title);
}

void site_feed(const struct http_request *request, struct http_response *response)
{
    const struct app *app = request->app;
    struct buffer entries = {0}, *out = &response->body;
    if (!page_has_base_url(request, response))
        return;
    char *home = view_url(app, "/"), *self = view_url(app, "/feed.atom");
    char *title = site_title(app->db);
    int64_t newest = put_entries(app, &entries);
    response->content_type = "application/atom+xml; charset=utf-8";
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n");
    xml_element(out, "id", self);
    xml_element(out, "title", title);
    xml_element(out, "subtitle", "Patient information: what is new, changed or withdrawn");
    put_updated(out, newest);
    put_link(out, "self", "application/atom+xml", self);
    put_link(out, "alternate", "text/html", home);
    buffer_puts(out, "<author>\n");
    xml_element(out, "name", title);
    buffer_puts(out, "</author>\n");
    buffer_append(out, buffer_text(&entries), entries.length);
    buffer_puts(out, "</feed>\n");
    buffer_free(&entries);
    free(home);
    free(self);
    free(title);
}

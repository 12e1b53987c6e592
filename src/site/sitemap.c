/* The sitemap (sitemaps.org, protocol 0.9), and robots.txt (RFC 9309), which says where it is. */
#include "content/moment.h"
#include "site/page.h"
#include "site/site.h"
#include "store/db.h"
#include "text/xml.h"
#include "view/layout.h"

#include <stdlib.h>
#include <string.h>

/* A file holds at most 50,000 addresses. A treatment has two (its signs are a page of their own),
 * and the first part has those of the lists too. */
enum { PART_DOCUMENTS = 24000, PARTS_MAX = 50000 };

#define XML_START         "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define SITEMAP_NAMESPACE "http://www.sitemaps.org/schemas/sitemap/0.9"

enum { PAGE_KINDS_MAX = 3 };

/* The pages that are no document's, and the kinds of what stands on them. */
static const struct own_page {
    const char *path;
    const char *kinds[PAGE_KINDS_MAX];
} own_pages[] = {
    {"/", {"treatment", "faq", "checklist"}},
    {"/treatments", {"treatment"}},
    {"/aftercare", {"checklist"}},
    {"/questions", {"faq"}},
    {"/can-i", {"activity"}},
    {"/contact", {"clinic", "location"}},
    {"/comparisons", {"comparison"}},
};

static void start(struct http_response *response, const char *root)
{
    response->content_type = "application/xml; charset=utf-8";
    buffer_printf(&response->body, XML_START "<%s xmlns=\"" SITEMAP_NAMESPACE "\">\n", root);
}

/* An entry of a sitemap ("url") or of an index ("sitemap"). changed: seconds since 1970, 0:
 * unknown. */
static void put_entry(const struct app *app, struct buffer *out, const char *name, const char *path,
                      int64_t changed)
{
    char *url = view_url(app, path);
    struct buffer moment = {0};
    buffer_printf(out, "<%s>\n", name);
    xml_element(out, "loc", url);
    if (changed) {
        moment_rfc3339((time_t)changed, &moment);
        xml_element(out, "lastmod", buffer_text(&moment));
    }
    buffer_printf(out, "</%s>\n", name);
    buffer_free(&moment);
    free(url);
}

/* What a statement with one text says, a moment; 0: none. */
static int64_t newest(struct db *db, enum db_statement statement, const char *of)
{
    struct db_rows *row = db_query(db, statement, "s", of);
    int64_t at = db_next(row) ? db_integer(row, 0) : 0;
    db_end(row);
    return at;
}

static void put_own_pages(const struct app *app, struct buffer *out)
{
    for (size_t i = 0; i < sizeof own_pages / sizeof own_pages[0]; i++) {
        int64_t changed = 0;
        for (size_t j = 0; j < PAGE_KINDS_MAX && own_pages[i].kinds[j]; j++) {
            int64_t at = newest(app->db, DB_NEWEST_OF_KIND, own_pages[i].kinds[j]);
            changed = at > changed ? at : changed;
        }
        put_entry(app, out, "url", own_pages[i].path, changed);
    }
}

/* An activity's page shows what the checklists say of it. */
static int64_t changed_at(const struct app *app, const struct kind *kind, struct db_rows *row)
{
    return strcmp(kind->name, "activity") == 0
               ? newest(app->db, DB_NEWEST_OF_ACTIVITY, db_text(row, 1))
               : db_integer(row, 2);
}

static void put_document(const struct app *app, struct buffer *out, struct db_rows *row)
{
    const struct kind *kind = kind_by_name(db_text(row, 0));
    struct buffer path = {0};
    if (document_path(kind, db_text(row, 1), &path)) {
        put_entry(app, out, "url", buffer_text(&path), changed_at(app, kind, row));
        if (strcmp(kind->name, "treatment") == 0) {
            buffer_puts(&path, "/is-this-normal");
            put_entry(app, out, "url", buffer_text(&path), db_integer(row, 2));
        }
    }
    buffer_free(&path);
}

/* part counts from 0. */
static void send_part(const struct app *app, struct http_response *response, int64_t part)
{
    struct db_rows *rows =
        db_query(app->db, DB_SITEMAP_PART, "ii", part * PART_DOCUMENTS, (int64_t)PART_DOCUMENTS);
    start(response, "urlset");
    if (part == 0)
        put_own_pages(app, &response->body);
    while (db_next(rows))
        put_document(app, &response->body, rows);
    db_end(rows);
    buffer_puts(&response->body, "</urlset>\n");
}

static int64_t part_changed_at(struct db *db, int64_t part)
{
    struct db_rows *row =
        db_query(db, DB_SITEMAP_PART_NEWEST, "ii", part * PART_DOCUMENTS, (int64_t)PART_DOCUMENTS);
    int64_t at = db_next(row) ? db_integer(row, 0) : 0;
    db_end(row);
    return at;
}

static void send_index(const struct app *app, struct http_response *response, int64_t parts)
{
    start(response, "sitemapindex");
    for (int64_t part = 1; part <= parts; part++) {
        struct buffer path = {0};
        buffer_printf(&path, "/sitemap/%lld.xml", (long long)part);
        put_entry(app, &response->body, "sitemap", buffer_text(&path),
                  part_changed_at(app->db, part - 1));
        buffer_free(&path);
    }
    buffer_puts(&response->body, "</sitemapindex>\n");
}

static int64_t count_parts(struct db *db)
{
    struct db_rows *row = db_query(db, DB_SITEMAP_COUNT, "");
    int64_t count = db_next(row) ? db_integer(row, 0) : 0;
    db_end(row);
    return (count + PART_DOCUMENTS - 1) / PART_DOCUMENTS;
}

void site_sitemap(const struct http_request *request, struct http_response *response)
{
    if (!page_has_base_url(request, response))
        return;
    int64_t parts = count_parts(request->app->db);
    if (parts > 1)
        send_index(request->app, response, parts);
    else
        send_part(request->app, response, 0);
}

void site_sitemap_part(const struct http_request *request, struct http_response *response)
{
    const char *name = http_params_get(&request->captured, "part");
    size_t digits = strspn(name, "0123456789");
    int64_t part = digits && digits < 6 && strcmp(name + digits, ".xml") == 0 && *name != '0'
                       ? strtoll(name, NULL, 10)
                       : 0;
    if (!page_has_base_url(request, response))
        return;
    if (part < 1 || part > PARTS_MAX || part > count_parts(request->app->db))
        site_error(request, response, 404, "The sitemap has no part of that number.");
    else
        send_part(request->app, response, part - 1);
}

void site_robots(const struct http_request *request, struct http_response *response)
{
    char *sitemap = view_url(request->app, "/sitemap.xml");
    response->content_type = "text/plain; charset=utf-8";
    buffer_puts(&response->body, "User-agent: *\n"
                                 "Disallow: /admin/\n"
                                 "Disallow: /helpful/\n"
                                 "Disallow: /search\n");
    if (request->app->base_url[0])
        buffer_printf(&response->body, "\nSitemap: %s\n", sitemap);
    free(sitemap);
}

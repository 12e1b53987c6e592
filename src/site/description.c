/* What the site tells browsers and testers about itself: how to search it (OpenSearch 1.1), and
 * whom to tell of a fault in its safety (RFC 9116). */
#include "content/moment.h"
#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "text/xml.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <stdlib.h>

/* RFC 9116 asks for less than a year. */
enum { SECURITY_SECONDS = 180 * 24 * 60 * 60, SHORT_NAME_MAX = 16 /* letters, OpenSearch 1.1 */ };

static void put_url(const struct app *app, struct buffer *out, const char *relation,
                    const char *type, const char *path)
{
    char *url = view_url(app, path);
    buffer_printf(out, "<Url rel=\"%s\" type=\"%s\" template=\"", relation, type);
    xml_text(out, url);
    buffer_puts(out, "\"/>\n");
    free(url);
}

static void put_image(const struct app *app, struct buffer *out)
{
    char *url = view_url(app, view_static_url("favicon.svg"));
    buffer_puts(out, "<Image type=\"image/svg+xml\">");
    xml_text(out, url);
    buffer_puts(out, "</Image>\n");
    free(url);
}

void site_opensearch(const struct http_request *request, struct http_response *response)
{
    const struct app *app = request->app;
    struct document clinic = {0};
    struct buffer words = {0}, *out = &response->body;
    if (!page_has_base_url(request, response))
        return;
    bool found = document_first(app->db, kind_by_name("clinic"), &clinic);
    buffer_printf(&words, "Patient information%s%s", found ? " of " : "",
                  found ? json_text(clinic.body, "title") : "");
    response->content_type = "application/opensearchdescription+xml; charset=utf-8";
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n");
    /* A clinic's name is longer than what may stand here. */
    xml_element(out, "ShortName", "Patient help");
    xml_element(out, "Description", buffer_text(&words));
    put_image(app, out);
    put_url(app, out, "results", "text/html", "/search?q={searchTerms}");
    put_url(app, out, "self", "application/opensearchdescription+xml", "/opensearch.xml");
    xml_element(out, "Language", "en");
    xml_element(out, "InputEncoding", "UTF-8");
    xml_element(out, "OutputEncoding", "UTF-8");
    buffer_puts(out, "</OpenSearchDescription>\n");
    buffer_free(&words);
    document_free(&clinic);
}

void site_security(const struct http_request *request, struct http_response *response)
{
    struct buffer expires = {0};
    if (!page_has_base_url(request, response))
        return;
    char *contact = view_url(request->app, "/contact");
    char *self = view_url(request->app, "/.well-known/security.txt");
    moment_rfc3339(request->now + SECURITY_SECONDS, &expires);
    response->content_type = "text/plain; charset=utf-8";
    buffer_printf(&response->body,
                  "Contact: %s\nExpires: %s\nPreferred-Languages: en\nCanonical: %s\n", contact,
                  buffer_text(&expires), self);
    buffer_free(&expires);
    free(contact);
    free(self);
}

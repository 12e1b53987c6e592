/* The pages of one document each. */
#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"
#include "view/schema_org.h"
#include "view/treatment.h"

#include <json-c/json.h>

typedef void view_maker(const struct app *app, struct json_object *view,
                        const struct document *document);

/* The page of the document in the path: its layout, then what make adds. */
static void send_document(const struct http_request *request, struct http_response *response,
                          const char *kind, const char *template_name, view_maker *make)
{
    struct document document;
    if (!page_find(request, response, kind, &document))
        return;
    struct json_object *view =
        view_layout(request->app, json_text(document.body, "title"), request->path);
    make(request->app, view, &document);
    schema_org_document(request->app, view, &document);
    page_send(request, response, template_name, view);
    document_free(&document);
}

void site_treatment(const struct http_request *request, struct http_response *response)
{
    send_document(request, response, "treatment", "treatment", view_treatment);
}

void site_faq(const struct http_request *request, struct http_response *response)
{
    send_document(request, response, "faq", "faq", view_faq);
}

void site_checklist(const struct http_request *request, struct http_response *response)
{
    send_document(request, response, "checklist", "checklist", view_checklist);
}

void site_comparison(const struct http_request *request, struct http_response *response)
{
    send_document(request, response, "comparison", "comparison", view_comparison);
}

static void view_plain(const struct app *app, struct json_object *view,
                       const struct document *document)
{
    (void)app;
    view_add_document(view, document);
}

void site_page(const struct http_request *request, struct http_response *response)
{
    send_document(request, response, "page", "page", view_plain);
}

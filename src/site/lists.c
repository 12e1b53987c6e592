/* The pages that list documents of one kind, the home page among them, and how to reach the clinic.
 */
#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"
#include "view/marks.h"
#include "view/schema_org.h"

#include <json-c/json.h>
#include <string.h>

enum { LIST_PAGE = 50, HOME_MAX = 12, LOCATIONS_MAX = 100 };

const char *const site_list_query[] = {"page", NULL};

static void send_list(const struct http_request *request, struct http_response *response,
                      const char *kind_name, const char *title, const char *list_url)
{
    const struct kind *kind = kind_by_name(kind_name);
    int64_t page;
    if (!page_number(request, response, &page))
        return;
    int64_t page_count = (document_count(request->app->db, kind) + LIST_PAGE - 1) / LIST_PAGE;
    if (page > 1 && page > page_count) {
        site_error(request, response, 404, "The list has no page of that number.");
        return;
    }
    struct json_object *view = view_layout(request->app, title, request->path);
    json_object_object_add(
        view, "entries", document_list(request->app->db, kind, LIST_PAGE, (page - 1) * LIST_PAGE));
    view_add_pages(view, list_url, page, page_count);
    if (strcmp(kind_name, "faq") == 0)
        schema_org_questions(request->app, view, json_member(view, "entries"));
    page_send(request, response, "list", view);
}

void site_treatments(const struct http_request *request, struct http_response *response)
{
    send_list(request, response, "treatment", "Treatments", "/treatments?page=");
}

void site_faqs(const struct http_request *request, struct http_response *response)
{
    send_list(request, response, "faq", "Questions and answers", "/questions?page=");
}

void site_checklists(const struct http_request *request, struct http_response *response)
{
    send_list(request, response, "checklist", "Before and after your treatment",
              "/aftercare?page=");
}

void site_comparisons(const struct http_request *request, struct http_response *response)
{
    send_list(request, response, "comparison", "Comparisons", "/comparisons?page=");
}

static void add_list(const struct http_request *request, struct json_object *view, const char *name,
                     const char *kind)
{
    json_object_object_add(view, name,
                           document_list(request->app->db, kind_by_name(kind), HOME_MAX, 0));
}

void site_home(const struct http_request *request, struct http_response *response)
{
    struct json_object *view = view_layout(request->app, NULL, "/");
    add_list(request, view, "treatments", "treatment");
    add_list(request, view, "checklists", "checklist");
    add_list(request, view, "questions", "faq");
    view_mark(view);
    schema_org_clinic(request->app, view);
    page_send(request, response, "home", view);
}

void site_contact(const struct http_request *request, struct http_response *response)
{
    struct json_object *view = view_layout(request->app, "Contact us", "/contact");
    struct json_object *locations = json_object_new_array();
    struct document found[LOCATIONS_MAX];
    int64_t count =
        document_page(request->app->db, kind_by_name("location"), NULL, LOCATIONS_MAX, found);
    for (int64_t i = 0; i < count; i++) {
        view_mark(found[i].body);
        json_object_array_add(locations, json_object_get(found[i].body));
        document_free(&found[i]);
    }
    json_object_object_add(view, "locations", locations);
    schema_org_clinic(request->app, view);
    page_send(request, response, "contact", view);
}

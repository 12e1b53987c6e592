/* The search page. What was typed stands in the page alone: it is not logged and not cached. */
#include "content/search.h"

#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"

#include <json-c/json.h>
#include <string.h>

enum { SEARCH_PAGE = 20 };

const char *const site_search_query[] = {"q", "page", NULL};

/* The address of the result list up to the page's number. */
static void put_list_url(const char *typed, struct buffer *url)
{
    struct http_params params = {0};
    http_params_add(&params, "q", 1, typed, strlen(typed));
    buffer_puts(url, "/search?");
    http_params_write(&params, url);
    buffer_puts(url, "&page=");
    http_params_free(&params);
}

/* False if the results have no such page. */
static bool add_results(const struct http_request *request, struct json_object *view,
                        const char *typed, int64_t page)
{
    struct buffer list = {0};
    int64_t total;
    struct json_object *results =
        search_pages(request->app->db, typed, SEARCH_PAGE, (page - 1) * SEARCH_PAGE, &total);
    json_add_text(view, "typed", typed);
    json_object_object_add(view, "found", json_object_new_boolean(total > 0));
    json_object_object_add(view, "one", json_object_new_boolean(total == 1));
    json_object_object_add(view, "total", json_object_new_int64(total));
    json_object_object_add(view, "results", results);
    put_list_url(typed, &list);
    view_add_pages(view, buffer_text(&list), page, (total + SEARCH_PAGE - 1) / SEARCH_PAGE);
    buffer_free(&list);
    return page == 1 || (page - 1) * SEARCH_PAGE < total;
}

void site_search(const struct http_request *request, struct http_response *response)
{
    const char *typed = http_params_get(&request->query, "q");
    int64_t page;
    if (!page_number(request, response, &page))
        return;
    struct json_object *view = view_layout(request->app, "Search", NULL);
    if (typed && *typed && !add_results(request, view, typed, page)) {
        json_object_put(view);
        site_error(request, response, 404, "The list has no page of that number.");
        return;
    }
    json_object_object_add(view, "questions",
                           document_list(request->app->db, kind_by_name("faq"), 6, 0));
    page_send(request, response, "search", view);
}

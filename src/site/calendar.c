/* "Put it in my calendar": the plan as a file, from the same fields as the plan. */
#include "plan/calendar.h"

#include "site/page.h"
#include "site/plan_form.h"
#include "site/site.h"

#include <json-c/json.h>

static void send_calendar(const struct http_request *request, struct http_response *response,
                          const struct plan_form *form)
{
    struct json_object *plan = plan_form_plan(form);
    calendar_write(plan, request->app->base_url, request->now, &response->body);
    response->content_type = CALENDAR_CONTENT_TYPE;
    response->cache = HTTP_CACHE_NONE;
    http_response_header(response, "Content-Disposition", CALENDAR_DISPOSITION);
    http_response_header(response, "X-Robots-Tag", "noindex");
    json_object_put(plan);
}

void site_calendar(const struct http_request *request, struct http_response *response)
{
    struct document checklist;
    struct plan_form form;
    if (!page_find_below(request, response, "checklist", "/plan.ics", &checklist))
        return;
    if (plan_form_read(request, &checklist, &form))
        send_calendar(request, response, &form);
    else
        site_plan_again(request, response, &checklist, &form);
    plan_form_free(&form);
    document_free(&checklist);
}

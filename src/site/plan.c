/* "My plan": from the day of a treatment to what may be done and what not, until when. The day
 * comes in the body of a POST alone: it stands in no address, no log and no cache. */
#include "plan/plan.h"

#include "plan/gather.h"
#include "site/page.h"
#include "site/plan_form.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"
#include "view/leaflet.h"
#include "view/plan.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* The layout of a page that belongs to the checklist, with its review and its sources. */
static struct json_object *new_view(const struct http_request *request,
                                    const struct document *checklist, const char *name,
                                    const char *path)
{
    struct buffer words = {0};
    struct document treatment;
    struct json_object *form = view_plan_form(json_text(checklist->body, "slug"));
    buffer_printf(&words, "%s – %s", name, json_text(checklist->body, "title"));
    struct json_object *view = view_layout(request->app, buffer_text(&words), path);
    buffer_free(&words);
    view_add_document(view, checklist);
    if (document_by_key(request->app->db, json_text(checklist->body, "treatment"), &treatment) &&
        treatment.updated_at > checklist->updated_at) /* its signs stand on the page */
        view_add_change(view, treatment.updated_at);
    document_free(&treatment);
    if (!path) /* nobody can look for it, so nothing describes it to them */
        json_add_text(view, "description", name);
    json_add_shared(view, "aftercare_url", json_member(form, "aftercare_url"));
    json_add_shared(view, "ask_url", json_member(form, "ask_url"));
    json_object_put(form);
    return view;
}

/* --- With a date ------------------------------------------------------------------------------ */

void site_plan_again(const struct http_request *request, struct http_response *response,
                     const struct document *checklist, const struct plan_form *form)
{
    struct json_object *view = new_view(request, checklist, "Your plan", NULL);
    json_add_shared(view, "plan_form", form->view);
    response->status = 422;
    page_send(request, response, "plan_again", view);
}

static void send_plan(const struct http_request *request, struct http_response *response,
                      const struct document *checklist, const struct plan_form *form)
{
    struct json_object *view = new_view(request, checklist, "Your plan", NULL);
    json_add_shared(view, "plan_form", form->view);
    view_add_plan(view, plan_form_plan(form));
    view_add_leaflet(request->app, view, checklist);
    page_send(request, response, "plan", view);
}

void site_plan(const struct http_request *request, struct http_response *response)
{
    struct document checklist;
    struct plan_form form;
    if (!page_find_below(request, response, "checklist", "/plan", &checklist))
        return;
    if (plan_form_read(request, &checklist, &form))
        send_plan(request, response, &checklist, &form);
    else
        site_plan_again(request, response, &checklist, &form);
    plan_form_free(&form);
    document_free(&checklist);
}

/* A plan has no address of its own: whoever comes back to it is asked again. */
void site_plan_page(const struct http_request *request, struct http_response *response)
{
    struct document checklist;
    struct buffer path = {0};
    if (!page_find_below(request, response, "checklist", "/plan", &checklist))
        return;
    buffer_printf(&path, "/aftercare/%s#my-plan", json_text(checklist.body, "slug"));
    http_response_redirect(response, 303, buffer_text(&path));
    buffer_free(&path);
    document_free(&checklist);
}

/* --- A day of the general plan ---------------------------------------------------------------- */

/* "0", "14": no sign and no zero before, so that a day has one address. -1: none. */
static int read_day(const char *text)
{
    enum { DIGITS_MAX = 4 };
    size_t length = strlen(text);
    bool is_number = length && length <= DIGITS_MAX && strspn(text, "0123456789") == length;
    if (!is_number || (text[0] == '0' && length > 1))
        return -1;
    int day = (int)strtol(text, NULL, 10);
    return day <= PLAN_DAY_MAX ? day : -1;
}

static void add_day_url(struct json_object *view, const char *name, const char *slug, int day)
{
    struct buffer url = {0};
    buffer_printf(&url, "/aftercare/%s/day/%d", slug, day);
    json_add_text(view, name, buffer_text(&url));
    buffer_free(&url);
}

static void send_day(const struct http_request *request, struct http_response *response,
                     const struct document *checklist, struct json_object *sources, int day)
{
    const char *slug = json_text(checklist->body, "slug");
    struct json_object *general = plan_general(sources);
    struct buffer title = {0};
    buffer_printf(&title, "Day %d", day);
    struct json_object *view = new_view(request, checklist, buffer_text(&title), request->path);
    json_object_object_add(view, "day", json_object_new_int(day));
    json_object_object_add(view, "is_first_day", json_object_new_boolean(day == 0));
    if (day > 0)
        add_day_url(view, "previous_url", slug, day - 1);
    if (day < view_plan_last_day(general))
        add_day_url(view, "next_url", slug, day + 1);
    view_add_plan(view, plan_day(sources, day));
    http_response_header(response, "X-Robots-Tag", "noindex");
    page_send(request, response, "plan_day", view);
    json_object_put(general);
    buffer_free(&title);
}

void site_plan_day(const struct http_request *request, struct http_response *response)
{
    struct document checklist;
    struct buffer rest = {0};
    const char *text = http_params_get(&request->captured, "day");
    int day = read_day(text);
    if (day < 0) {
        site_error(request, response, 404, NULL);
        return;
    }
    buffer_printf(&rest, "/day/%d", day);
    if (page_find_below(request, response, "checklist", buffer_text(&rest), &checklist)) {
        struct json_object *sources = gather_new(request->app->db);
        if (sources && gather_add(request->app->db, sources, json_text(checklist.body, "slug")))
            send_day(request, response, &checklist, sources, day);
        else
            site_error(request, response, 404, NULL);
        json_object_put(sources);
        document_free(&checklist);
    }
    buffer_free(&rest);
}

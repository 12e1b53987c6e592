/* "Can I …?": the list of activities with a box to type one, and the page of each. */
#include "view/can_i.h"
#include "content/activity.h"
#include "site/page.h"
#include "site/site.h"
#include "text/json.h"
#include "view/layout.h"
#include "view/schema_org.h"

#include <json-c/json.h>
#include <string.h>

enum { ACTIVITIES_MAX = 1000, NEAR_MAX = 6 };

const char *const site_can_i_query[] = {"activity", NULL};

/* The list, with what was typed and what comes near to it where that is no activity of ours. */
static void send_list(const struct http_request *request, struct http_response *response,
                      const char *typed)
{
    struct json_object *view = view_layout(request->app, "Can I …?", typed ? NULL : "/can-i");
    if (typed) {
        struct json_object *near = activity_near(request->app->db, typed, NEAR_MAX);
        json_add_text(view, "typed", typed);
        json_object_object_add(view, "has_near",
                               json_object_new_boolean(json_object_array_length(near) > 0));
        json_object_object_add(view, "near", near);
    }
    json_object_object_add(
        view, "activities",
        document_list(request->app->db, kind_by_name("activity"), ACTIVITIES_MAX, 0));
    page_send(request, response, "can_i_list", view);
}

static void send_unknown(const struct http_request *request, struct http_response *response,
                         const char *typed)
{
    response->status = 404;
    send_list(request, response, typed);
}

/* To the page of an activity that was called otherwise. */
static void send_there(struct http_response *response, const struct document *activity)
{
    struct buffer path = {0};
    document_path(kind_by_name("activity"), json_text(activity->body, "slug"), &path);
    http_response_redirect(response, 303, buffer_text(&path));
    buffer_free(&path);
}

void site_can_i(const struct http_request *request, struct http_response *response)
{
    const char *typed = http_params_get(&request->query, "activity");
    struct document activity;
    if (!typed || strspn(typed, " \t\r\n") == strlen(typed)) {
        send_list(request, response, NULL);
        return;
    }
    http_response_of_what_was_typed(response);
    if (activity_find(request->app->db, typed, &activity))
        send_there(response, &activity);
    else
        send_unknown(request, response, typed);
    document_free(&activity);
}

/* The path may hold another name too: /can-i/gym. */
static void answer_other_name(const struct http_request *request, struct http_response *response)
{
    const char *slug = http_params_get(&request->captured, "slug");
    struct document activity;
    buffer_clear(&response->body);
    response->content_type = NULL;
    if (activity_find(request->app->db, slug, &activity))
        send_there(response, &activity);
    else
        send_unknown(request, response, slug);
    document_free(&activity);
}

void site_can_i_activity(const struct http_request *request, struct http_response *response)
{
    struct document activity;
    if (!page_find(request, response, "activity", &activity)) {
        if (response->status == 404)
            answer_other_name(request, response);
        return;
    }
    struct json_object *view = view_layout(request->app, NULL, request->path);
    view_can_i(request->app, view, &activity);
    schema_org_document(request->app, view, &activity);
    page_send(request, response, "can_i", view);
    document_free(&activity);
}

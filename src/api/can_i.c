/* "Can I …?" and "Is this normal?" as JSON. */
#include "view/can_i.h"

#include "api/api.h"
#include "api/find.h"
#include "api/send.h"
#include "content/activity.h"
#include "content/document.h"
#include "content/kind.h"
#include "content/moment.h"
#include "http/problem.h"
#include "plan/plan.h"
#include "text/json.h"
#include "view/signs.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

enum { NEAR_MAX = 6 };

const char *const api_can_i_query[] = {"activity", "day", "treatment", "pretty", NULL};

/* --- What was asked --------------------------------------------------------------------------- */

static void refuse_activity(const struct http_request *request, struct http_response *response,
                            const char *typed)
{
    struct json_object *near = activity_near(request->app->db, typed, NEAR_MAX);
    size_t count = json_object_array_length(near);
    struct buffer detail = {0};
    buffer_printf(&detail, "Our advice names no activity of that name: ask us%s",
                  count ? ". These come near: " : "");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&detail, "%s%s", i ? ", " : "",
                      json_text(json_object_array_get_idx(near, i), "slug"));
    buffer_puts(&detail, ". GET /api/v1/activities lists them all.");
    http_problem(response, request, 404, buffer_text(&detail), "activity");
    response->cache = HTTP_CACHE_NONE;
    buffer_free(&detail);
    json_object_put(near);
}

static bool read_activity(const struct http_request *request, struct http_response *response,
                          struct document *activity)
{
    const char *typed = http_params_get(&request->query, "activity");
    *activity = (struct document){0};
    if (!typed || strspn(typed, " \t\r\n") == strlen(typed)) {
        http_problem(response, request, 400,
                     "activity takes the name of an activity, such as sauna.", "activity");
        return false;
    }
    if (activity_find(request->app->db, typed, activity))
        return true;
    refuse_activity(request, response, typed);
    return false;
}

static bool read_day(const struct http_request *request, struct http_response *response, int *day)
{
    const char *text = http_params_get(&request->query, "day");
    struct buffer detail = {0};
    *day = CAN_I_NO_DAY;
    if (!text)
        return true;
    size_t digits = strspn(text, "0123456789");
    long number = digits && digits < 6 && !text[digits] ? strtol(text, NULL, 10) : -1;
    *day = (int)number;
    if (number >= 0 && number <= PLAN_DAY_MAX)
        return true;
    buffer_printf(&detail, "day takes a whole number of days after the treatment, from 0 to %d.",
                  PLAN_DAY_MAX);
    http_problem(response, request, 400, buffer_text(&detail), "day");
    buffer_free(&detail);
    return false;
}

/* --- The answer ------------------------------------------------------------------------------- */

/* {kind, key, title, self, page} of a live document. */
static struct json_object *link_to(const struct app *app, struct json_object *document)
{
    const struct kind *kind = kind_by_name(json_text(document, "kind"));
    struct json_object *entry = json_object_new_object();
    struct buffer path = {0};
    json_add_text(entry, "kind", kind->name);
    json_add_text(entry, "key", json_text(document, "key"));
    json_add_text(entry, "title", json_text(document, "title"));
    buffer_printf(&path, "/api/v1/%s/%s", kind->plural, json_text(document, "slug"));
    api_add_url(app, entry, "self", buffer_text(&path));
    buffer_clear(&path);
    if (document_path(kind, json_text(document, "slug"), &path))
        api_add_url(app, entry, "page", buffer_text(&path));
    buffer_free(&path);
    return entry;
}

static struct json_object *api_step(const struct app *app, struct json_object *step)
{
    struct json_object *entry = json_object_new_object();
    struct json_object *checklist = json_member(step, "checklist");
    struct buffer self = {0};
    json_add_text(entry, "checklist", json_text(checklist, "key"));
    json_add_shared(entry, "path", json_member(step, "path"));
    buffer_printf(&self, "/api/v1/checklists/%s", json_text(checklist, "slug"));
    api_add_url(app, entry, "self", buffer_text(&self));
    api_add_url(app, entry, "page", json_text(step, "step_path"));
    json_add_shared(entry, "step", json_member(step, "claim"));
    buffer_free(&self);
    return entry;
}

/* With a day, answer and words are that day's, and what holds without one stands in "general". */
static struct json_object *api_answer(const struct app *app, struct json_object *answer)
{
    static const char *const general_names[] = {"answer", "words", "then", NULL};
    static const char *const other_names[] = {"from", "until", "before", NULL};
    struct json_object *entry = json_object_new_object(), *steps = json_object_new_array();
    struct json_object *day = json_member(answer, "day"), *general = json_object_new_object();
    json_object_object_add(entry, "treatment", link_to(app, json_member(answer, "treatment")));
    json_add_shared(entry, "answer", json_member(day ? day : answer, "answer"));
    json_add_shared(entry, "words", json_member(day ? day : answer, "words"));
    for (const char *const *name = general_names; *name; name++)
        json_add_shared(general, *name, json_member(answer, *name));
    if (day)
        json_object_object_add(entry, "general", json_object_get(general));
    else
        json_add_shared(entry, "then", json_member(answer, "then"));
    for (const char *const *name = other_names; *name; name++)
        json_add_shared(entry, *name, json_member(answer, *name));
    for (size_t i = 0; i < json_length(answer, "steps"); i++)
        json_object_array_add(
            steps, api_step(app, json_object_array_get_idx(json_member(answer, "steps"), i)));
    json_object_object_add(entry, "steps", steps);
    json_object_put(general);
    return entry;
}

/* Whom to ask: {title, phone, phone_url, emergency, emergency_url}; nothing before there is a
 * clinic.
 */
static void add_clinic(const struct app *app, struct json_object *result)
{
    static const char *const names[] = {"title",     "phone",         "phone_url",
                                        "emergency", "emergency_url", NULL};
    struct json_object *entry = json_object_new_object();
    struct document clinic;
    if (document_first(app->db, kind_by_name("clinic"), &clinic))
        for (const char *const *name = names; *name; name++)
            json_add_shared(entry, *name, json_member(clinic.body, *name));
    json_object_object_add(result, "clinic", entry);
    document_free(&clinic);
}

static struct json_object *can_i(const struct app *app, const struct document *activity, int day,
                                 const char *treatment)
{
    struct json_object *result = json_object_new_object(), *list = json_object_new_array();
    struct json_object *answers = can_i_answers(app->db, json_text(activity->body, "key"), day);
    json_object_object_add(result, "activity", link_to(app, activity->body));
    if (day != CAN_I_NO_DAY)
        json_object_object_add(result, "day", json_object_new_int64(day));
    for (size_t i = 0; i < json_object_array_length(answers); i++) {
        struct json_object *answer = json_object_array_get_idx(answers, i);
        const char *key = json_text(json_member(answer, "treatment"), "key");
        if (!treatment || strcmp(key, treatment) == 0)
            json_object_array_add(list, api_answer(app, answer));
    }
    json_object_object_add(result, "treatments", list);
    add_clinic(app, result);
    json_object_put(answers);
    return result;
}

void api_can_i(const struct http_request *request, struct http_response *response)
{
    struct document activity = {0}, treatment = {0};
    int day;
    if (read_activity(request, response, &activity) && read_day(request, response, &day) &&
        api_find_treatment(request, response, &treatment))
        api_send(request, response,
                 can_i(request->app, &activity, day,
                       treatment.body ? json_text(treatment.body, "key") : NULL));
    document_free(&activity);
    document_free(&treatment);
}

/* --- Signs ------------------------------------------------------------------------------------ */

void api_signs(const struct http_request *request, struct http_response *response)
{
    struct document treatment;
    struct buffer updated = {0}, path = {0};
    if (!api_find(request, response, kind_by_name("treatment"), "/signs", &treatment))
        return;
    const char *key = json_text(treatment.body, "key"), *slug = json_text(treatment.body, "slug");
    struct json_object *result = json_object_new_object();
    json_object_object_add(result, "treatment", link_to(request->app, treatment.body));
    buffer_printf(&path, "/treatments/%s/is-this-normal", slug);
    api_add_url(request->app, result, "page", buffer_text(&path));
    moment_rfc3339((time_t)treatment.updated_at, &updated);
    json_add_text(result, "updated", buffer_text(&updated));
    json_object_object_add(result, "groups", signs_by_urgency(request->app->db, key));
    add_clinic(request->app, result);
    api_send(request, response, result);
    buffer_free(&updated);
    buffer_free(&path);
    document_free(&treatment);
}

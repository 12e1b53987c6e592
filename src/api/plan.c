/* The plan of a checklist: without a date by GET, from a treatment's date by POST. The date is read
 * from the body only, and stands in no address and no log. */
#include "api/api.h"

#include "api/send.h"
#include "content/kind.h"
#include "http/problem.h"
#include "plan/calendar.h"
#include "plan/gather.h"
#include "plan/plan.h"
#include "text/json.h"

#include <ctype.h>
#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *const api_plan_query[] = {"pretty", "day", NULL};
const char *const api_calendar_query[] = {NULL};

/* Treatments on one timeline; more would be a mistake, or an attempt to keep us busy. */
enum { TREATMENTS_MAX = 8 };

/* The sources with the checklist of the path. NULL where there is none: then it has been answered.
 */
static struct json_object *sources_of_path(const struct http_request *request,
                                           struct http_response *response)
{
    const char *slug = http_params_get(&request->captured, "slug");
    struct json_object *sources = gather_new(request->app->db);
    if (!sources) {
        http_problem(response, request, 404, "No clinic has been published yet.", NULL);
        return NULL;
    }
    if (gather_add(request->app->db, sources, slug))
        return sources;
    json_object_put(sources);
    api_answer_missing(request, response, kind_by_name("checklist"), slug);
    return NULL;
}

/* --- Without a date --------------------------------------------------------------------------- */

/* A whole number, with a minus where it lies before the treatment. */
static bool read_day(const char *text, int *day)
{
    const char *digits = text + (*text == '-');
    size_t count = strspn(digits, "0123456789");
    if (count < 1 || count > 4 || digits[count])
        return false;
    *day = (int)strtol(text, NULL, 10);
    return *day >= PLAN_DAY_MIN && *day <= PLAN_DAY_MAX;
}

void api_plan(const struct http_request *request, struct http_response *response)
{
    const char *text = http_params_get(&request->query, "day");
    int day = 0;
    if (text && !read_day(text, &day)) {
        http_problem(response, request, 400,
                     "day takes a whole number from -365 to 3650; 0 is the day of the treatment.",
                     "day");
        return;
    }
    struct json_object *sources = sources_of_path(request, response);
    if (!sources)
        return;
    api_send(request, response, text ? plan_day(sources, day) : plan_general(sources));
    json_object_put(sources);
}

/* --- What was posted -------------------------------------------------------------------------- */

/* Borrowed from the request's form or body. */
struct wanted {
    struct http_params others; /* of each name a checklist's slug, its value a date; owned */
    struct http_params hours;  /* as many; owned */
    const char *treated, *hour, *at;
};

static void free_wanted(struct wanted *wanted)
{
    http_params_free(&wanted->others);
    http_params_free(&wanted->hours);
}

static void add_other(struct wanted *wanted, const char *slug, size_t slug_length,
                      const char *treated, const char *hour)
{
    http_params_add(&wanted->others, slug, slug_length, treated, strlen(treated));
    http_params_add(&wanted->hours, "hour", strlen("hour"), hour, strlen(hour));
}

static void refuse(const struct http_request *request, struct http_response *response,
                   const char *detail, const char *parameter)
{
    http_problem(response, request, 400, detail, parameter);
}

/* "micro-needling@2026-11-20T10:00" */
static bool read_with(const struct http_request *request, struct http_response *response,
                      const char *text, struct wanted *wanted)
{
    const char *at = strchr(text, '@');
    if (!at || at == text) {
        refuse(request, response,
               "with takes the name of another checklist and its date: "
               "micro-needling@2026-11-20T10:00.",
               "with");
        return false;
    }
    add_other(wanted, text, (size_t)(at - text), at + 1, "");
    return true;
}

static size_t count_of(const struct http_params *form, const char *name)
{
    size_t count = 0;
    for (size_t i = 0; i < form->count; i++)
        count += strcmp(form->list[i].name, name) == 0;
    return count;
}

static bool read_form(const struct http_request *request, struct http_response *response,
                      struct wanted *wanted)
{
    static const char *const known[] = {"treated", "hour", "at", "with", NULL};
    static const char *const once[] = {"treated", "hour", "at", NULL};
    const char *unknown = http_params_unknown(&request->form, known);
    if (unknown) {
        refuse(request, response,
               "There is no field of this name; the fields are treated, hour, "
               "at and with.",
               unknown);
        return false;
    }
    for (const char *const *name = once; *name; name++)
        if (count_of(&request->form, *name) > 1) {
            refuse(request, response, "This field stands here twice; please give it once.", *name);
            return false;
        }
    wanted->treated = http_params_get(&request->form, "treated");
    wanted->hour = http_params_get(&request->form, "hour");
    wanted->at = http_params_get(&request->form, "at");
    for (size_t i = 0; i < request->form.count; i++) {
        const struct http_param *field = &request->form.list[i];
        if (strcmp(field->name, "with") == 0 && !read_with(request, response, field->value, wanted))
            return false;
    }
    return true;
}

/* Whether object has members of these names only, and texts in all but "with". */
static bool has_texts(struct json_object *object, const char *const *names, const char **faulty)
{
    json_object_object_foreach(object, name, value)
    {
        const char *const *known = names;
        while (*known && strcmp(*known, name) != 0)
            known++;
        bool is_list = strcmp(name, "with") == 0;
        *faulty = name;
        if (!*known || !json_object_is_type(value, is_list ? json_type_array : json_type_string))
            return false;
    }
    return true;
}

static bool read_others(struct json_object *body, struct wanted *wanted)
{
    static const char *const names[] = {"checklist", "treated", "hour", NULL};
    struct json_object *list = json_member(body, "with");
    const char *faulty;
    for (size_t i = 0; i < json_length(body, "with"); i++) {
        struct json_object *other = json_object_array_get_idx(list, i);
        if (!json_object_is_type(other, json_type_object) || !has_texts(other, names, &faulty))
            return false;
        const char *slug = json_text(other, "checklist"), *hour = json_text(other, "hour");
        const char *treated = json_text(other, "treated");
        if (!slug || !*slug || !treated)
            return false;
        add_other(wanted, slug, strlen(slug), treated, hour ? hour : "");
    }
    return true;
}

/* *body is owned by the caller, and lends its texts to wanted. */
static bool read_json(const struct http_request *request, struct http_response *response,
                      struct json_object **body, struct wanted *wanted)
{
    static const char *const names[] = {"treated", "hour", "at", "with", NULL};
    struct buffer error = {0};
    const char *faulty = NULL;
    *body = json_read(request->body, request->body_length, &error);
    if (*body && json_object_is_type(*body, json_type_object) && has_texts(*body, names, &faulty)) {
        wanted->treated = json_text(*body, "treated");
        wanted->hour = json_text(*body, "hour");
        wanted->at = json_text(*body, "at");
        if (read_others(*body, wanted))
            return true;
        refuse(request, response,
               "with takes a list of objects with checklist, treated and, if you like, hour.",
               "with");
    } else if (faulty) {
        refuse(request, response,
               "The body takes the texts treated, hour and at, and the list with.", faulty);
    } else {
        refuse(request, response,
               *body ? "The body must be a JSON object." : "The body is not sound JSON.", NULL);
    }
    buffer_free(&error);
    return false;
}

static bool is_json(const struct http_request *request)
{
    static const char name[] = "application/json";
    const char *type = request->content_type;
    if (!type || strncasecmp(type, name, sizeof name - 1) != 0)
        return false;
    return !type[sizeof name - 1] || strchr("; \t", type[sizeof name - 1]);
}

/* Whether there is a body that is neither of the two. */
static bool is_other(const struct http_request *request)
{
    const char *type = request->content_type;
    return request->body_length > 0 && !is_json(request) &&
           (!type || strncasecmp(type, "application/x-www-form-urlencoded",
                                 sizeof "application/x-www-form-urlencoded" - 1) != 0);
}

/* --- With a date ------------------------------------------------------------------------------ */

static bool read_dates(const struct http_request *request, struct http_response *response,
                       const struct wanted *wanted, const char *zone, struct treated *treated,
                       struct as_of *as_of)
{
    const char *parameter = "at";
    enum ask_result result = ask_at(wanted->at, zone, request->now, as_of);
    /* "Today" and "two years ago" are those of the moment that is asked about. */
    time_t now = as_of->start;
    if (result == ASK_OK) {
        result = ask_treated(wanted->treated, wanted->hour, zone, now, &treated[0]);
        bool is_hour = result == ASK_NOT_AN_HOUR || result == ASK_TWO_HOURS;
        bool own_hour = is_hour && wanted->hour && *wanted->hour;
        parameter = own_hour ? "hour" : "treated";
    }
    for (size_t i = 0; result == ASK_OK && i < wanted->others.count; i++) {
        parameter = "with";
        result = ask_treated(wanted->others.list[i].value, wanted->hours.list[i].value, zone, now,
                             &treated[i + 1]);
    }
    if (result != ASK_OK)
        refuse(request, response, ask_words(result), parameter);
    return result == ASK_OK;
}

static bool add_others(const struct http_request *request, struct http_response *response,
                       const struct wanted *wanted, struct json_object *sources)
{
    if (wanted->others.count >= TREATMENTS_MAX) {
        refuse(request, response, "At most 8 treatments stand on one timeline.", "with");
        return false;
    }
    for (size_t i = 0; i < wanted->others.count; i++)
        if (!gather_add(request->app->db, sources, wanted->others.list[i].name)) {
            refuse(request, response,
                   "There is no checklist of that name; GET /api/v1/checklists lists them.",
                   "with");
            return false;
        }
    return true;
}

/* Sends the plan, and puts it. */
typedef void send_plan(const struct http_request *request, struct http_response *response,
                       struct json_object *plan);

static void answer(const struct http_request *request, struct http_response *response,
                   const struct wanted *wanted, send_plan *send)
{
    struct treated treated[TREATMENTS_MAX];
    struct as_of as_of;
    struct json_object *sources = sources_of_path(request, response);
    if (!sources)
        return;
    if (add_others(request, response, wanted, sources) &&
        read_dates(request, response, wanted, gather_zone(sources), treated, &as_of))
        send(request, response, plan_make(sources, treated, &as_of));
    json_object_put(sources);
}

static void read_and_answer(const struct http_request *request, struct http_response *response,
                            send_plan *send)
{
    struct wanted wanted = {.treated = NULL};
    struct json_object *body = NULL;
    if (is_other(request))
        http_problem(response, request, 415,
                     "The body must be a form (application/x-www-form-urlencoded) or JSON "
                     "(application/json).",
                     NULL);
    else if (is_json(request) ? read_json(request, response, &body, &wanted)
                              : read_form(request, response, &wanted))
        answer(request, response, &wanted, send);
    free_wanted(&wanted);
    json_object_put(body);
}

void api_plan_of_date(const struct http_request *request, struct http_response *response)
{
    read_and_answer(request, response, api_send);
}

static void send_calendar(const struct http_request *request, struct http_response *response,
                          struct json_object *plan)
{
    calendar_write(plan, request->app->base_url, request->now, &response->body);
    response->content_type = CALENDAR_CONTENT_TYPE;
    http_response_header(response, "Content-Disposition", CALENDAR_DISPOSITION);
    json_object_put(plan);
}

void api_plan_calendar(const struct http_request *request, struct http_response *response)
{
    read_and_answer(request, response, send_calendar);
}

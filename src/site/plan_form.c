#include "site/plan_form.h"

#include "content/document.h"
#include "content/kind.h"
#include "content/moment.h"
#include "plan/gather.h"
#include "plan/plan.h"
#include "text/json.h"
#include "view/app.h"
#include "view/plan.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

enum { OTHERS_MAX = PLAN_FORM_TREATMENTS - 1, DATE_LENGTH = 10, SLUG_MAX = 200 };

/* A further treatment, as it was typed; the texts are the request's. */
struct other {
    char slug[SLUG_MAX + 1];
    const char *date, *hour; /* NULL: not given */
};

/* --- What was posted -------------------------------------------------------------------------- */

/* The last one with a value: the button "today" stands behind the field of the date. */
static const char *last_value(const struct http_params *form, const char *name)
{
    const char *value = NULL;
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->list[i].name, name) == 0 && *form->list[i].value)
            value = form->list[i].value;
    return value;
}

/* "SLUG" or "SLUG@2026-11-20T10:00". A longer slug than any is none of ours. */
static void begin_other(struct other *other, const char *value)
{
    const char *at = strchr(value, '@');
    *other = (struct other){.date = at ? at + 1 : NULL};
    snprintf(other->slug, sizeof other->slug, "%.*s", at ? (int)(at - value) : (int)strlen(value),
             value);
}

/* Fills others with all that have a treatment or a date; -1 if there are more than OTHERS_MAX. */
static int read_others(const struct http_params *form, struct other others[OTHERS_MAX])
{
    int count = 0;
    struct other now = {.date = NULL};
    for (size_t i = 0; i <= form->count; i++) {
        const struct http_param *field = i < form->count ? &form->list[i] : NULL;
        bool begins = field && strcmp(field->name, "with") == 0;
        if ((begins || !field) && (*now.slug || (now.date && *now.date))) {
            if (count == OTHERS_MAX)
                return -1;
            others[count++] = now;
        }
        if (begins)
            begin_other(&now, field->value);
        else if (field && strcmp(field->name, "with_treated") == 0)
            now.date = field->value;
        else if (field && strcmp(field->name, "with_hour") == 0)
            now.hour = field->value;
    }
    return count;
}

/* --- Showing it again ------------------------------------------------------------------------- */

/* Puts what was typed where the form shows it: the part after the date's 'T' is the hour. */
static void add_typed(struct json_object *view, const char *date, const char *hour)
{
    char day[DATE_LENGTH + 1] = "";
    bool has_both = date && strlen(date) > DATE_LENGTH && strchr("T ", date[DATE_LENGTH]);
    if (has_both)
        memcpy(day, date, DATE_LENGTH);
    if (has_both && date_is_valid(day)) {
        hour = hour && *hour ? hour : date + DATE_LENGTH + 1;
        date = day;
    }
    view_plan_typed(view, date, hour);
}

static void add_treated(struct json_object *view, const struct treated *treated)
{
    struct buffer date = {0}, hour = {0};
    buffer_printf(&date, "%04d-%02d-%02d", treated->day.year, treated->day.month, treated->day.day);
    if (treated->hour_known)
        buffer_printf(&hour, "%02d:%02d", treated->hour, treated->minute);
    view_plan_typed(view, buffer_text(&date), buffer_text(&hour));
    json_add_text(view, "value", buffer_text(&date));
    if (treated->hour_known) {
        buffer_printf(&date, "T%s", buffer_text(&hour));
        json_add_text(view, "value", buffer_text(&date));
    }
    buffer_free(&date);
    buffer_free(&hour);
}

/* The sentence beside the field that it is about. True if there is nothing to say. */
static bool add_result(struct json_object *view, enum ask_result result)
{
    if (result != ASK_OK)
        json_add_text(view,
                      result == ASK_NOT_AN_HOUR || result == ASK_TWO_HOURS ? "hour_fault"
                                                                           : "date_fault",
                      ask_words(result));
    return result == ASK_OK;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* "Today", and what is too far away, are reckoned from the moment that is asked about. */
static bool read_moment(struct plan_form *form, struct json_object *view, const char *date,
                        const char *hour)
{
    struct treated *treated = &form->treated[form->count];
    enum ask_result result =
        ask_treated(date, hour, gather_zone(form->sources), form->as_of.start, treated);
    if (result == ASK_OK)
        add_treated(view, treated);
    else
        add_typed(view, date, hour);
    return add_result(view, result);
}

static bool read_other(const struct http_request *request, struct plan_form *form,
                       const struct other *other)
{
    struct json_object *slot = view_plan_slot(form->view, other->slug);
    if (!read_moment(form, slot, other->date, other->hour))
        return false;
    if (!gather_add(request->app->db, form->sources, other->slug)) {
        json_add_text(slot, "which_fault", "Please choose which treatment it was.");
        return false;
    }
    form->count++;
    return true;
}

static bool read_all_others(const struct http_request *request, struct plan_form *form)
{
    struct other others[OTHERS_MAX];
    int count = read_others(&request->form, others);
    bool is_good = count >= 0;
    if (!is_good)
        json_add_text(form->view, "fault", "A plan holds up to eight treatments. Please call us.");
    for (int i = 0; i < count; i++)
        is_good = read_other(request, form, &others[i]) && is_good;
    return is_good;
}

static bool read_as_of(const struct http_request *request, struct plan_form *form)
{
    const char *at = http_params_get(&request->form, "at");
    if (ask_at(at, gather_zone(form->sources), request->now, &form->as_of) == ASK_OK)
        return true;
    json_add_text(form->view, "fault",
                  "We cannot show the plan for that moment. Make it again for now.");
    return false;
}

bool plan_form_read(const struct http_request *request, const struct document *checklist,
                    struct plan_form *form)
{
    const char *slug = json_text(checklist->body, "slug");
    const char *date = last_value(&request->form, "treated");
    const char *hour = last_value(&request->form, "hour");
    *form =
        (struct plan_form){.sources = gather_new(request->app->db), .view = view_plan_form(slug)};
    if (!form->sources || !gather_add(request->app->db, form->sources, slug)) {
        json_add_text(form->view, "fault", "We cannot make a plan just now. Please call us.");
        return false;
    }
    bool is_good = read_as_of(request, form);
    is_good = read_moment(form, form->view, date, hour) && is_good;
    form->count = 1;
    is_good = read_all_others(request, form) && is_good;
    view_plan_form_end(request->app, form->view);
    return is_good;
}

struct json_object *plan_form_plan(const struct plan_form *form)
{
    return plan_make(form->sources, form->treated, &form->as_of);
}

void plan_form_free(struct plan_form *form)
{
    json_object_put(form->sources);
    json_object_put(form->view);
    *form = (struct plan_form){.sources = NULL};
}

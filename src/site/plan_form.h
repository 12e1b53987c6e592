/* The form of "My plan": what a patient typed, read and kept for showing it again. Of it nothing is
 * stored, and nothing of it stands in an address. */
#ifndef AFTERCARE_SITE_PLAN_FORM_H
#define AFTERCARE_SITE_PLAN_FORM_H

#include "http/response.h"
#include "plan/ask.h"
#include "plan/span.h"

#include <stdbool.h>
#include <stddef.h>

struct document;
struct json_object;

enum { PLAN_FORM_TREATMENTS = 8 }; /* in one plan, the page's own among them */

struct plan_form {
    struct json_object *sources; /* as plan_make takes them; owned */
    struct treated treated[PLAN_FORM_TREATMENTS];
    size_t count; /* of treated, and of the sources' checklists */
    struct as_of as_of;
    struct json_object *view; /* for the template plan_form, with what was typed; owned */
};

/* Reads the posted fields treated, hour, at, and for each further treatment either
 * with=SLUG@2026-11-20T10:00 or with=SLUG, with_treated=2026-11-20, with_hour=10:00. Of several
 * fields "treated" the last with a value counts: the button "today" comes after the date. False
 * where something must be typed again: view then has a sentence beside the field. Undone by
 * plan_form_free in both cases. */
bool plan_form_read(const struct http_request *request, const struct document *checklist,
                    struct plan_form *form);

/* The plan that was asked for; the caller puts it. */
struct json_object *plan_form_plan(const struct plan_form *form);

void plan_form_free(struct plan_form *form);

/* 422: the form again, with what was typed and what is wrong with it. */
void site_plan_again(const struct http_request *request, struct http_response *response,
                     const struct document *checklist, const struct plan_form *form);

#endif

/* The views of "My plan": its form, the plan that was asked for, and the plan without a date. */
#ifndef AFTERCARE_VIEW_PLAN_H
#define AFTERCARE_VIEW_PLAN_H

struct app;
struct json_object;

/* --- The form (view/plan_form.c, template plan_form) ------------------------------------------ */

/* An empty form for the checklist of that slug; the caller puts it. */
struct json_object *view_plan_form(const char *slug);

/* Adds what was typed to the form or to one of its slots: text that is no date or hour stands in a
 * plain text field, since a browser would drop it from the others. NULL is none. */
void view_plan_typed(struct json_object *form, const char *date, const char *hour);

/* A further treatment in the form, where the checklist of that slug is chosen. Borrowed. */
struct json_object *view_plan_slot(struct json_object *form, const char *slug);

/* Adds an empty slot, where the clinic has other checklists, and what each may choose. Once, when
 * the slots that were typed are there. */
void view_plan_form_end(const struct app *app, struct json_object *form);

/* --- A plan (view/plan.c) --------------------------------------------------------------------- */

/* Adds plan (taken over) to a view, with what the templates plan and plan_day need: moments cut out
 * of the sentences as <time>, events that fall together, the days before and after. */
void view_add_plan(struct json_object *view, struct json_object *plan);

/* Adds to the view of a checklist's page the form, its steps in the sections of the general plan
 * ("First 3 days (72 hours): do not"), and the links to its days. checklist and treatment are
 * marked bodies; treatment may be NULL. */
void view_add_general_plan(const struct app *app, struct json_object *view,
                           struct json_object *checklist, struct json_object *treatment);

/* The last day on which the general plan changes: 14 for "2 weeks", 0 where nothing ends. */
int view_plan_last_day(struct json_object *general);

#endif

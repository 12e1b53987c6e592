/* "Can I …?": what each treatment says about one activity. */
#ifndef AFTERCARE_VIEW_CAN_I_H
#define AFTERCARE_VIEW_CAN_I_H

struct app;
struct db;
struct document;
struct json_object;

enum { CAN_I_NO_DAY = -1 };

/* For each live treatment, in the order of their list:
 *
 *     {treatment: {key, slug, title, page_url …}, answer, words, then?, from?, until?,
 *      before?: {answer, words, then?, from?, until?},
 *      day?: {day, answer, words}, steps: [{path, checklist: {key, slug}, step_path, claim}]}
 *
 * (view/verdict.h). A treatment that says nothing about the activity has no steps, and says "ask".
 * day is a day after the treatment, 0 being its date, or CAN_I_NO_DAY; its answer may also be
 * "free": our advice does not forbid it on that day. The caller puts the array. */
struct json_object *can_i_answers(struct db *db, const char *activity, int day);

/* Adds what the template "can_i" needs to a view made by view_layout. */
void view_can_i(const struct app *app, struct json_object *view, const struct document *activity);

#endif

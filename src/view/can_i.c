#include "view/can_i.h"

#include "base/buffer.h"
#include "content/claim_rows.h"
#include "content/document.h"
#include "content/kind.h"
#include "plan/plan.h"
#include "text/json.h"
#include "view/app.h"
#include "view/layout.h"
#include "view/marks.h"
#include "view/verdict.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <string.h>

enum { TREATMENTS_MAX = 1000, RELATED_MAX = 20 };

/* --- The answers ------------------------------------------------------------------------------ */

/* The rows of one treatment. */
static struct json_object *rows_of(struct json_object *rows, const char *treatment)
{
    struct json_object *own = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *row = json_object_array_get_idx(rows, i);
        if (strcmp(json_text(row, "treatment"), treatment) == 0)
            json_object_array_add(own, json_object_get(row));
    }
    return own;
}

/* The claims of rows: all, or those whose permission is only the clinic's to give. */
static struct json_object *claims_of(struct json_object *rows, bool guarded_only)
{
    struct json_object *claims = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *claim = json_member(json_object_array_get_idx(rows, i), "claim");
        if (!guarded_only || verdict_is_guarded(claim))
            json_object_array_add(claims, json_object_get(claim));
    }
    return claims;
}

static bool says_anything_of_after(struct json_object *rows)
{
    struct json_object *after = verdict_of(rows, "after");
    json_object_put(after);
    return after != NULL;
}

/* What was only said of the time before the treatment frees nobody afterwards. */
static enum plan_answer answer_on_day(struct json_object *rows, int day)
{
    struct json_object *claims = claims_of(rows, false), *guarded = claims_of(rows, true);
    enum plan_answer answer = plan_answer_on_day(claims, day);
    bool yields = answer == PLAN_YES && json_object_array_length(guarded) > 0;
    json_object_put(claims);
    json_object_put(guarded);
    return yields || (answer == PLAN_FREE && !says_anything_of_after(rows)) ? PLAN_ASK : answer;
}

static void add_day(struct json_object *entry, struct json_object *rows, int day)
{
    static const char *const words[] = {
        [PLAN_FREE] = "Our advice does not forbid it on day %d after treatment.",
        [PLAN_YES] = "Yes, on day %d after treatment.",
        [PLAN_ASK] = "Ask us about day %d after treatment.",
        [PLAN_NO] = "No, not on day %d after treatment."};
    struct json_object *told = json_object_new_object();
    struct buffer sentence = {0};
    enum plan_answer answer = answer_on_day(rows, day);
    const char *mark = strchr(words[answer], '%');
    buffer_append(&sentence, words[answer], (size_t)(mark - words[answer]));
    buffer_printf(&sentence, "%d%s", day, mark + 2);
    json_object_object_add(told, "day", json_object_new_int64(day));
    json_add_text(told, "answer", plan_answer_name(answer));
    json_add_text(told, "words", buffer_text(&sentence));
    json_object_object_add(entry, "day", told);
    buffer_free(&sentence);
}

static struct json_object *step_of(struct json_object *row)
{
    struct json_object *step = json_object_new_object();
    struct json_object *checklist = json_member(row, "document");
    struct buffer path = {0};
    json_add_shared(step, "path", json_member(row, "path"));
    json_add_shared(step, "checklist", checklist);
    document_path(kind_by_name(json_text(checklist, "kind")), json_text(checklist, "slug"), &path);
    buffer_printf(&path, "#step-%s", json_text(json_member(row, "claim"), "id"));
    json_add_text(step, "step_path", buffer_text(&path));
    json_add_shared(step, "claim", json_member(row, "claim"));
    buffer_free(&path);
    return step;
}

/* What is said of after the treatment; where that is nothing, that only the clinic knows. */
static void add_verdict(struct json_object *entry, struct json_object *rows)
{
    struct json_object *after = verdict_of(rows, "after");
    if (after) {
        json_object_object_foreach(after, name, value) json_add_shared(entry, name, value);
        json_object_put(after);
        return;
    }
    json_add_text(entry, "answer", "ask");
    json_add_text(entry, "words",
                  json_object_array_length(rows)
                      ? "Ask us. For after this treatment, our advice says nothing about it."
                      : "Ask us. For this treatment, our advice says nothing about it.");
}

static struct json_object *answer_of(struct json_object *treatment, struct json_object *rows,
                                     int day)
{
    struct json_object *entry = json_object_new_object(), *steps = json_object_new_array();
    struct json_object *before = verdict_of(rows, "before");
    json_object_object_add(entry, "treatment", json_object_get(treatment));
    add_verdict(entry, rows);
    if (before)
        json_object_object_add(entry, "before", before);
    if (day != CAN_I_NO_DAY)
        add_day(entry, rows, day);
    for (size_t i = 0; i < json_object_array_length(rows); i++)
        json_object_array_add(steps, step_of(json_object_array_get_idx(rows, i)));
    json_object_object_add(entry, "steps", steps);
    return entry;
}

struct json_object *can_i_answers(struct db *db, const char *activity, int day)
{
    struct json_object *answers = json_object_new_array();
    struct json_object *rows = claim_rows_of_activity(db, activity);
    struct json_object *treatments =
        document_list(db, kind_by_name("treatment"), TREATMENTS_MAX, 0);
    for (size_t i = 0; i < json_object_array_length(treatments); i++) {
        struct json_object *treatment = json_object_array_get_idx(treatments, i);
        struct json_object *own = rows_of(rows, json_text(treatment, "key"));
        json_object_array_add(answers, answer_of(treatment, own, day));
        json_object_put(own);
    }
    json_object_put(treatments);
    json_object_put(rows);
    return answers;
}

/* --- The page --------------------------------------------------------------------------------- */

static void mark_answer(struct json_object *told)
{
    struct buffer mark = {0};
    buffer_printf(&mark, "is_%s", json_text(told, "answer"));
    json_object_object_add(told, buffer_text(&mark), json_object_new_boolean(1));
    buffer_free(&mark);
}

/* A template that asks a step for its "until" must not find the answer's instead. */
static void hide_times(struct json_object *told)
{
    json_object_object_del(told, "from");
    json_object_object_del(told, "until");
}

static void mark_steps(struct json_object *steps)
{
    for (size_t i = 0; i < json_object_array_length(steps); i++) {
        struct json_object *step = json_object_array_get_idx(steps, i);
        view_mark(json_member(step, "claim"));
        json_add_text(step, "step_url", json_text(step, "step_path"));
    }
}

/* Splits the answers: treatments that say something, and those that say nothing. */
static void add_answers(struct json_object *view, struct json_object *answers)
{
    struct json_object *said = json_object_new_array(), *silent = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(answers); i++) {
        struct json_object *entry = json_object_array_get_idx(answers, i);
        bool says = json_length(entry, "steps") > 0;
        mark_answer(entry);
        hide_times(entry);
        if (json_member(entry, "before"))
            mark_answer(json_member(entry, "before"));
        mark_steps(json_member(entry, "steps"));
        json_object_array_add(says ? said : silent, json_object_get(entry));
    }
    json_object_object_add(view, "has_silent",
                           json_object_new_boolean(json_object_array_length(silent) > 0));
    json_object_object_add(view, "answers", said);
    json_object_object_add(view, "silent", silent);
}

void view_can_i(const struct app *app, struct json_object *view, const struct document *activity)
{
    const char *key = json_text(activity->body, "key");
    struct json_object *answers = can_i_answers(app->db, key, CAN_I_NO_DAY);
    struct buffer title = {0};
    view_add_document(view, activity);
    buffer_printf(&title, "Can I …? %s", json_text(activity->body, "title"));
    json_object_object_del(view, "title");
    json_add_text(view, "title", buffer_text(&title));
    add_answers(view, answers);
    json_object_put(answers);
    buffer_free(&title);
}

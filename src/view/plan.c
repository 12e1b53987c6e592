/* A plan as its page shows it. The plan's words are made in one place (plan/words.h); here they are
 * only cut, so that each moment stands in a <time>, and gathered. */
#include "view/plan.h"

#include "base/buffer.h"
#include "content/moment.h"
#include "plan/zone.h"
#include "text/json.h"
#include "view/marks.h"
#include "view/signs.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_flag(struct json_object *object, const char *name, bool value)
{
    json_object_object_add(object, name, json_object_new_boolean(value));
}

static bool is_text(struct json_object *object, const char *name, const char *wanted)
{
    const char *text = json_text(object, name);
    return text && strcmp(text, wanted) == 0;
}

/* --- Sentences, with their moments cut out ---------------------------------------------------- */

enum { MOMENTS_MAX = 4, MONTH_AT = 5, DAY_AT = 8 /* in "2026-11-23" */ };

/* The moments that a sentence may name. */
struct moments {
    struct json_object *list[MOMENTS_MAX]; /* borrowed */
    size_t count;
};

static void add_moment_of(struct moments *moments, struct json_object *object, const char *name)
{
    struct json_object *edge = json_member(object, name);
    struct json_object *moment = edge ? json_member(edge, "moment") : NULL;
    if (edge && json_text(edge, "at"))
        moment = edge; /* an activity's "until" is a moment itself */
    if (moment)
        moments->list[moments->count++] = moment;
}

/* A place in a sentence where a moment stands. */
struct found {
    const char *at; /* NULL: none */
    size_t length;
    struct json_object *moment;
};

/* Takes the earlier place; of two that begin together the longer, which has the year or the zone.
 */
static void find(struct found *found, const char *text, const char *words,
                 struct json_object *moment)
{
    const char *at = words ? strstr(text, words) : NULL;
    if (!at || (found->at && at > found->at) || (at == found->at && strlen(words) <= found->length))
        return;
    *found = (struct found){at, strlen(words), moment};
}

static void add_part(struct json_object *parts, const char *text, size_t length,
                     struct json_object *moment)
{
    if (!length)
        return;
    struct json_object *part = json_object_new_object();
    json_object_object_add(part, "words", json_object_new_string_len(text, (int)length));
    add_flag(part, "is_moment", moment != NULL);
    if (moment)
        json_add_text(part, "at", json_text(moment, "at"));
    json_object_array_add(parts, part);
}

static void add_parts(struct json_object *object, const struct moments *moments)
{
    struct json_object *parts = json_object_new_array();
    const char *rest = json_text(object, "says");
    while (rest && *rest) {
        struct found found = {.at = NULL};
        for (size_t i = 0; i < moments->count; i++) {
            find(&found, rest, json_text(moments->list[i], "end_words"), moments->list[i]);
            find(&found, rest, json_text(moments->list[i], "words"), moments->list[i]);
        }
        add_part(parts, rest, found.at ? (size_t)(found.at - rest) : strlen(rest), NULL);
        if (!found.at)
            break;
        add_part(parts, found.at, found.length, found.moment);
        rest = found.at + found.length;
    }
    json_object_object_add(object, "says_parts", parts);
}

/* --- Items ------------------------------------------------------------------------------------ */

/* The step on the aftercare page, where its source stands too. */
static void add_step_url(struct json_object *object)
{
    struct buffer url = {0};
    const char *slug = json_text(object, "checklist"), *id = json_text(object, "id");
    const char *type = json_text(object, "type");
    if (slug && id && type) {
        buffer_printf(&url, "/aftercare/%s#%s-%s", slug, type, id);
        json_add_text(object, "step_url", buffer_text(&url));
    }
    buffer_free(&url);
}

/* How often the treatment of an item or event stands in the plan before it: the same may be given
 * twice. */
static size_t given_before(struct json_object *plan, struct json_object *item)
{
    struct json_object *list = json_member(plan, "treatments");
    size_t number = (size_t)json_integer(item, "number", 0), count = 0;
    for (size_t i = 0; i < number && i < json_length(plan, "treatments"); i++)
        count +=
            is_text(item, "treatment", json_text(json_object_array_get_idx(list, i), "treatment"));
    return count;
}

static bool is_given_twice(struct json_object *plan, struct json_object *item)
{
    struct json_object *list = json_member(plan, "treatments");
    size_t count = 0;
    for (size_t i = 0; i < json_length(plan, "treatments"); i++)
        count +=
            is_text(item, "treatment", json_text(json_object_array_get_idx(list, i), "treatment"));
    return count > 1;
}

/* "Micro-needling, Monday, November 23": of two of one name, which. */
static void tell_which_treatment(struct json_object *plan, struct json_object *item)
{
    struct json_object *treatment = json_object_array_get_idx(
        json_member(plan, "treatments"), (size_t)json_integer(item, "number", 0));
    struct json_object *treated = treatment ? json_member(treatment, "treated") : NULL;
    struct buffer title = {0};
    if (!treated || !is_given_twice(plan, item))
        return;
    buffer_printf(&title, "%s, %s", json_text(treatment, "title"), json_text(treated, "words"));
    json_object_object_del(item, "treatment_title");
    json_add_text(item, "treatment_title", buffer_text(&title));
    buffer_free(&title);
}

static void add_to_item(struct json_object *plan, struct json_object *item, bool several)
{
    struct moments moments = {.count = 0};
    struct buffer name = {0};
    size_t again = given_before(plan, item);
    add_moment_of(&moments, item, "from");
    add_moment_of(&moments, item, "until");
    add_moment_of(&moments, item, "eases");
    add_moment_of(&moments, item, "overruled");
    add_parts(item, &moments);
    add_step_url(item);
    buffer_printf(&name, "%s/%s", json_text(item, "treatment"), json_text(item, "id"));
    if (again)
        buffer_printf(&name, "/%zu", again + 1);
    json_add_text(item, "step_name", buffer_text(&name));
    buffer_free(&name);
    add_flag(item, "is_sign", is_text(item, "type", "sign"));
    add_flag(item, "names_treatment", several);
    tell_which_treatment(plan, item);
}

static void add_to_items(struct json_object *plan, const char *name, bool several)
{
    struct json_object *list = json_member(plan, name);
    for (size_t i = 0; i < json_length(plan, name); i++)
        add_to_item(plan, json_object_array_get_idx(list, i), several);
}

/* Whether the treatment of an item is still ahead. */
static bool is_ahead(struct json_object *plan, struct json_object *item)
{
    struct json_object *treatment = json_object_array_get_idx(
        json_member(plan, "treatments"), (size_t)json_integer(item, "number", 0));
    return treatment && is_text(treatment, "phase", "before");
}

/* "Ask us" is said of steps and of signs; they stand in two places of the page. Signs of a
 * treatment that is still ahead come later. */
static void split_ask(struct json_object *plan)
{
    struct json_object *ask = json_member(plan, "ask");
    struct json_object *steps = json_object_new_array(), *signs = json_object_new_array();
    for (size_t i = 0; i < json_length(plan, "ask"); i++) {
        struct json_object *item = json_object_array_get_idx(ask, i), *list = signs;
        if (!json_true(item, "is_sign"))
            list = steps;
        else if (is_ahead(plan, item))
            list = json_member(plan, "later");
        json_object_array_add(list, json_object_get(item));
    }
    add_flag(plan, "has_later", json_length(plan, "later") > 0);
    add_flag(plan, "has_ask_steps", json_object_array_length(steps) > 0);
    add_flag(plan, "has_ask_signs", json_object_array_length(signs) > 0);
    add_flag(plan, "has_signs",
             json_object_array_length(signs) > 0 || json_length(plan, "usual") > 0);
    json_object_object_add(plan, "ask_steps", steps);
    json_object_object_add(plan, "ask_signs", signs);
}

/* --- Activities: when each may be done again ---------------------------------------------------
 */

static void add_activities(struct json_object *plan)
{
    struct json_object *all = json_member(plan, "activities"), *no = json_object_new_array();
    for (size_t i = 0; i < json_length(plan, "activities"); i++) {
        struct json_object *activity = json_object_array_get_idx(all, i);
        struct json_object *until = json_member(activity, "until");
        struct moments moments = {.count = 0};
        add_moment_of(&moments, activity, "until");
        add_parts(activity, &moments);
        add_flag(activity, "has_end", until != NULL);
        if (json_true(activity, "forbidden"))
            json_object_array_add(no, json_object_get(activity));
    }
    add_flag(plan, "has_not_now", json_object_array_length(no) > 0);
    json_object_object_add(plan, "not_now", no);
}

/* --- The timeline ----------------------------------------------------------------------------- */

static const char *event_words(struct json_object *event)
{
    static const struct {
        const char *what, *words;
    } names[] = {{"treatment", "your treatment"},
                 {"starts", "Begins"},
                 {"ends", "Ends"},
                 {"eases", "usually eases by then"},
                 {"usually-gone", "usually gone by then"}};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (is_text(event, "what", names[i].what))
            return names[i].words;
    return "";
}

/* Begins and the treatment itself are told by the day that begins, ends by the day that ends:
 * "Friday, December 4, at the end of the day". */
static void put_moment(struct json_object *event, struct buffer *words)
{
    static const char end[] = "the end of ";
    bool begins = is_text(event, "what", "starts") || is_text(event, "what", "treatment");
    const char *told = json_text(json_member(event, "moment"), begins ? "words" : "end_words");
    bool is_day = strncmp(told, end, sizeof end - 1) == 0;
    buffer_printf(words, "%s%s", told + (is_day ? sizeof end - 1 : 0),
                  is_day ? ", at the end of the day" : "");
}

static struct json_object *new_point(struct json_object *event, const char *words)
{
    struct json_object *point = json_object_new_object();
    json_add_text(point, "at", json_text(json_member(event, "moment"), "at"));
    json_add_text(point, "moment_words", words);
    add_flag(point, "is_past", json_true(event, "past"));
    json_object_object_add(point, "events", json_object_new_array());
    return point;
}

/* Gathers the events of a list that fall together under their moment. */
static struct json_object *points_of(struct json_object *plan, const char *name, bool several)
{
    struct json_object *events = json_member(plan, name), *points = json_object_new_array();
    struct json_object *point = NULL;
    for (size_t i = 0; i < json_length(plan, name); i++) {
        struct json_object *event = json_object_array_get_idx(events, i);
        struct buffer moment_words = {0};
        put_moment(event, &moment_words);
        const char *words = buffer_text(&moment_words);
        const char *at = json_text(json_member(event, "moment"), "at");
        if (!point || !is_text(point, "moment_words", words) || !is_text(point, "at", at)) {
            point = new_point(event, words);
            json_object_array_add(points, point);
        }
        json_add_text(event, "event_words", event_words(event));
        add_flag(event, "names_treatment", several && !is_text(event, "what", "treatment"));
        add_flag(event, "is_edge",
                 is_text(event, "what", "starts") || is_text(event, "what", "ends"));
        add_step_url(event);
        tell_which_treatment(plan, event);
        buffer_free(&moment_words);
        json_object_array_add(json_member(point, "events"), json_object_get(event));
    }
    return points;
}

static void add_points(struct json_object *plan, bool several)
{
    struct json_object *next = points_of(plan, "next", several);
    struct json_object *all = points_of(plan, "timeline", several);
    add_flag(plan, "has_next_points", json_object_array_length(next) > 0);
    json_object_object_add(plan, "next_points", next);
    json_object_object_add(plan, "points", all);
}

/* --- Where they are --------------------------------------------------------------------------- */

static bool all_in_phase(struct json_object *plan, const char *phase)
{
    struct json_object *list = json_member(plan, "treatments");
    for (size_t i = 0; i < json_length(plan, "treatments"); i++)
        if (!is_text(json_object_array_get_idx(list, i), "phase", phase))
            return false;
    return json_length(plan, "treatments") > 0;
}

/* The treatment's moment for machines: with its offset where it is one moment, otherwise as typed.
 */
static void add_treated_at(struct json_object *treatment)
{
    struct json_object *treated = json_member(treatment, "treated");
    if (!treated)
        return;
    bool is_one = is_text(treated, "clock", "once");
    json_add_text(treatment, "treated_at",
                  is_one ? json_text(json_member(treated, "earliest"), "at")
                         : json_text(treated, "value"));
}

/* "Micro-needling, Sample peel" */
static void add_names(struct json_object *plan)
{
    struct json_object *list = json_member(plan, "treatments");
    struct buffer names = {0};
    for (size_t i = 0; i < json_length(plan, "treatments"); i++) {
        struct json_object *treatment = json_object_array_get_idx(list, i);
        buffer_printf(&names, "%s%s", i ? ", " : "", json_text(treatment, "title"));
        add_treated_at(treatment);
    }
    json_add_text(plan, "treatment_names", buffer_text(&names));
    buffer_free(&names);
}

static void add_state(struct json_object *plan)
{
    add_flag(plan, "all_before", all_in_phase(plan, "before"));
    add_flag(plan, "all_over",
             all_in_phase(plan, "after") && json_length(plan, "next") == 0 &&
                 json_length(plan, "timeline") > json_length(plan, "treatments"));
}

/* The day that lies days after date ("2026-11-23"), for its button. */
static void add_day(struct json_object *plan, const char *name, const char *date, int days)
{
    char text[32];
    if (!date_is_valid(date))
        return;
    struct zone_day day = {(int)strtol(date, NULL, 10), (int)strtol(date + MONTH_AT, NULL, 10),
                           (int)strtol(date + DAY_AT, NULL, 10)};
    day = zone_add_days(day, days);
    snprintf(text, sizeof text, "%04d-%02d-%02d", day.year, day.month, day.day);
    struct json_object *choice = json_object_new_object();
    struct buffer words = {0};
    json_add_text(choice, "date", text);
    if (date_is_valid(text))
        date_words(text, &words);
    json_add_text(choice, "date_words", buffer_text(&words));
    buffer_free(&words);
    json_object_object_add(plan, name, choice);
}

static void add_days(struct json_object *plan)
{
    struct json_object *as_of = json_member(plan, "as_of");
    const char *date = as_of ? json_text(as_of, "date") : NULL;
    if (!date)
        return;
    add_day(plan, "day_before", date, -1);
    add_day(plan, "day_after", date, 1);
}

void view_add_plan(struct json_object *view, struct json_object *plan)
{
    static const char *const lists[] = {"do_not", "do",    "usual", "call",
                                        "ask",    "later", "over",  NULL};
    bool several = json_true(plan, "several");
    view_mark(plan);
    for (const char *const *list = lists; *list; list++)
        add_to_items(plan, *list, several);
    split_ask(plan);
    json_object_object_add(plan, "call_groups", signs_groups_of(json_member(plan, "call")));
    add_activities(plan);
    add_points(plan, several);
    add_names(plan);
    add_state(plan);
    add_days(plan);
    json_object_object_add(view, "plan", plan);
}

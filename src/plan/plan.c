#include "plan/plan.h"

#include "base/memory.h"
#include "plan/general.h"
#include "plan/item.h"
#include "plan/merge.h"
#include "plan/overrule.h"
#include "plan/timeline.h"
#include "plan/where.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>

/* --- What each plan has ----------------------------------------------------------------------- */

struct making {
    struct plan_time time;
    struct item_source *sources; /* owned */
    size_t count;
    struct items items;
};

static void begin(struct making *making, struct json_object *sources, const struct treated *treated,
                  bool same_day)
{
    struct json_object *list = json_member(sources, "checklists");
    making->count = json_length(sources, "checklists");
    making->sources = memory_new(making->count + 1, sizeof *making->sources);
    for (size_t i = 0; i < making->count; i++) {
        making->sources[i] = (struct item_source){.number = i,
                                                  .entry = json_object_array_get_idx(list, i),
                                                  .activities = json_member(sources, "activities"),
                                                  .treated = same_day ? treated : &treated[i],
                                                  .time = &making->time};
        items_add(&making->items, &making->sources[i]);
    }
    overrule_all(&making->items, &making->time);
}

static void end(struct making *making)
{
    items_free(&making->items);
    free(making->sources);
}

static struct json_object *clinic_of(struct json_object *sources)
{
    static const char *const names[] = {"title",     "phone",         "phone_url",
                                        "emergency", "emergency_url", NULL};
    struct json_object *clinic = json_member(sources, "clinic");
    struct json_object *shown = json_object_new_object();
    for (const char *const *name = names; clinic && *name; name++)
        json_add_shared(shown, *name, json_member(clinic, *name));
    return shown;
}

static struct json_object *new_plan(struct json_object *sources, bool general)
{
    struct json_object *plan = json_object_new_object();
    struct json_object *clinic = json_member(sources, "clinic");
    json_object_object_add(plan, "general", json_object_new_boolean(general));
    json_add_text(plan, "time_zone", clinic ? json_text(clinic, "time_zone") : NULL);
    json_object_object_add(plan, "clinic", clinic_of(sources));
    json_object_object_add(plan, "several",
                           json_object_new_boolean(json_length(sources, "checklists") > 1));
    return plan;
}

static void add_lists(struct json_object *plan, const struct making *making)
{
    struct json_object *lists[ITEM_LISTS];
    for (size_t i = 0; i < ITEM_LISTS; i++) {
        lists[i] = json_object_new_array();
        json_object_object_add(plan, item_list_name((enum item_list)i), lists[i]);
    }
    for (size_t i = 0; i < making->items.count; i++) {
        const struct item *item = &making->items.list[i];
        json_object_array_add(lists[item->list], json_object_get(item->json));
    }
}

/* --- With a date ------------------------------------------------------------------------------ */

static struct json_object *as_of_json(const struct plan_time *time)
{
    struct json_object *json = words_moment(time, time->as_of.start);
    json_object_object_add(json, "whole_day", json_object_new_boolean(time->as_of.whole_day));
    json_object_object_add(json, "given", json_object_new_boolean(time->as_of.given));
    return json;
}

static void add_treatments(struct json_object *plan, const struct making *making)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < making->count; i++)
        json_object_array_add(list, where_now(&making->sources[i], &making->items));
    json_object_object_add(plan, "treatments", list);
}

static void add_timeline(struct json_object *plan, const struct making *making)
{
    struct json_object *all = timeline(&making->items, making->sources, making->count);
    struct json_object *next = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(all); i++) {
        struct json_object *event = json_object_array_get_idx(all, i);
        if (!json_true(event, "past"))
            json_object_array_add(next, json_object_get(event));
    }
    json_object_object_add(plan, "next", next);
    json_object_object_add(plan, "timeline", all);
}

struct json_object *plan_make(struct json_object *sources, const struct treated *treated,
                              const struct as_of *as_of)
{
    struct making making = {.time = {.zone = json_text(json_member(sources, "clinic"), "time_zone"),
                                     .as_of = *as_of,
                                     .has_dates = true}};
    begin(&making, sources, treated, false);
    struct json_object *plan = new_plan(sources, false);
    json_object_object_add(plan, "as_of", as_of_json(&making.time));
    add_treatments(plan, &making);
    add_lists(plan, &making);
    add_timeline(plan, &making);
    json_object_object_add(plan, "activities", merge_activities(&making.items, &making.time));
    end(&making);
    return plan;
}

struct json_object *plan_general(struct json_object *sources)
{
    struct json_object *plan = new_plan(sources, true);
    general_add(plan, sources);
    return plan;
}

/* --- A day without a date --------------------------------------------------------------------- */

/* A zone where each day has 24 hours, and a day after which months are long: whichever the
 * treatment's date is, a month's restriction does not end earlier than it may. */
static const char general_zone[] = "UTC";
static const struct zone_day general_treated = {2027, 7, 1};

static void begin_day(struct plan_time *time, struct treated *treated, int day)
{
    struct zone_day then = zone_add_days(general_treated, day);
    treated_on_day(treated, general_zone, general_treated);
    *time = (struct plan_time){.zone = general_zone};
    time->as_of.start = zone_day_start(general_zone, then);
    time->as_of.end = zone_day_start(general_zone, zone_add_days(then, 1));
    time->as_of.whole_day = true;
}

struct json_object *plan_day(struct json_object *sources, int day)
{
    struct making making = {.count = 0};
    struct treated treated;
    struct json_object *treatments = json_object_new_array();
    begin_day(&making.time, &treated, day);
    begin(&making, sources, &treated, true);
    struct json_object *plan = new_plan(sources, true);
    json_object_object_add(plan, "day", json_object_new_int(day));
    for (size_t i = 0; i < making.count; i++)
        json_object_array_add(treatments, where_entry(&making.sources[i]));
    json_object_object_add(plan, "treatments", treatments);
    add_lists(plan, &making);
    json_object_object_add(plan, "activities", merge_activities(&making.items, &making.time));
    end(&making);
    return plan;
}

/* The item of one step on such a day; the caller puts its json. */
static void step_on_day(struct item *item, struct json_object *step, int day)
{
    struct plan_time time;
    struct treated treated;
    begin_day(&time, &treated, day);
    struct item_source source = {.treated = &treated, .time = &time};
    item_of_step(item, step, &source);
}

struct json_object *plan_step_on_day(struct json_object *step, int day)
{
    struct item item;
    step_on_day(&item, step, day);
    return item.json;
}

enum plan_answer plan_answer_on_day(struct json_object *steps, int day)
{
    enum plan_answer answer = PLAN_FREE;
    for (size_t i = 0; i < json_object_array_length(steps); i++) {
        struct item item;
        step_on_day(&item, json_object_array_get_idx(steps, i), day);
        enum plan_answer one = merge_answer(&item);
        if (one > answer)
            answer = one;
        json_object_put(item.json);
    }
    return answer;
}

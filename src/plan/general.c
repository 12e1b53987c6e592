/* The plan without a date: in groups, by when a thing ends. */
#include "plan/general.h"

#include "base/memory.h"
#include "plan/item.h"
#include "plan/where.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* --- A length of time ------------------------------------------------------------------------- */

enum { HOUR = 60, DAY = 24 * HOUR, WEEK = 7 * DAY, MONTH = 30 * DAY, YEAR = 365 * DAY };

static const struct unit {
    const char *name;
    int64_t minutes; /* for the order only */
} units[] = {{"minute", 1},  {"hour", HOUR},   {"day", DAY},
             {"week", WEEK}, {"month", MONTH}, {"year", YEAR}};

enum { DAY_HOURS = 24 };

struct length {
    int64_t count;
    const struct unit *unit; /* NULL: not counted from the treatment on */
};

static struct length length_of(const struct edge *edge)
{
    struct length length = {0, NULL};
    const char *name = edge->time ? json_text(edge->time, "unit") : NULL;
    if (edge->kind != EDGE_KNOWN && edge->kind != EDGE_AT_LEAST)
        return length;
    for (size_t i = 0; name && i < sizeof units / sizeof units[0]; i++)
        if (strcmp(units[i].name, name) == 0)
            length = (struct length){json_integer(edge->time, "high", 0), &units[i]};
    return length;
}

static int64_t minutes_of(struct length length)
{
    return length.unit ? length.count * length.unit->minutes : 0;
}

static void put_count(int64_t count, const char *unit, struct buffer *words)
{
    if (count != 1)
        buffer_printf(words, "%lld ", (long long)count);
    buffer_printf(words, "%s%s", unit, count == 1 ? "" : "s");
}

/* "First 2 weeks"; "First 3 days (72 hours)". */
static void put_title(struct length length, struct buffer *title)
{
    bool whole_days = strcmp(length.unit->name, "hour") == 0 && length.count % DAY_HOURS == 0;
    buffer_puts(title, "First ");
    if (!whole_days) {
        put_count(length.count, length.unit->name, title);
        return;
    }
    put_count(length.count / DAY_HOURS, "day", title);
    buffer_printf(title, " (%lld hours)", (long long)length.count);
}

/* --- Groups ----------------------------------------------------------------------------------- */

struct group {
    struct length length;
    struct json_object *json; /* the plan's */
};

struct groups {
    struct group *list; /* owned; the shortest first */
    size_t count;
};

static struct json_object *new_group(struct length length)
{
    static const char *const lists[] = {"do_not", "do", "usual", NULL};
    struct json_object *json = json_object_new_object();
    struct buffer text = {0};
    buffer_printf(&text, "%lld-%s", (long long)length.count, length.unit->name);
    json_add_text(json, "key", buffer_text(&text));
    buffer_clear(&text);
    put_title(length, &text);
    json_add_text(json, "title", buffer_text(&text));
    buffer_free(&text);
    for (const char *const *list = lists; *list; list++)
        json_object_object_add(json, *list, json_object_new_array());
    return json;
}

/* The group of a length, made where there is none. */
static struct json_object *group_of(struct groups *groups, struct length length)
{
    size_t at = 0;
    while (at < groups->count && minutes_of(groups->list[at].length) < minutes_of(length))
        at++;
    for (size_t i = at;
         i < groups->count && minutes_of(groups->list[i].length) == minutes_of(length); i++)
        if (groups->list[i].length.unit == length.unit)
            return groups->list[i].json;
    groups->list = memory_resize(groups->list, (groups->count + 1) * sizeof *groups->list);
    memmove(&groups->list[at + 1], &groups->list[at], (groups->count - at) * sizeof *groups->list);
    groups->list[at] = (struct group){length, new_group(length)};
    groups->count++;
    return groups->list[at].json;
}

/* --- The plan --------------------------------------------------------------------------------- */

/* When an item is done with: a sign that is said to ease, but not when it is gone, then. */
static struct length end_of(const struct item *item)
{
    struct length length = length_of(&item->span.until);
    if (!length.unit && item->is_sign)
        length = length_of(&item->eases.until);
    return length;
}

static struct json_object *list_for(const struct item *item, struct json_object *plan,
                                    struct groups *groups)
{
    struct length length = end_of(item);
    if (item_is_urgent(item))
        return json_member(plan, "call");
    if (item->state == SPAN_ASK)
        return json_member(plan, "ask");
    if (item->span.before)
        return json_member(plan, "before");
    if (!length.unit)
        return json_member(plan, "open");
    return json_member(group_of(groups, length), item->is_sign        ? "usual"
                                                 : item->span.forbids ? "do_not"
                                                                      : "do");
}

static void add_items(struct json_object *plan, struct groups *groups,
                      const struct item_source *source)
{
    struct items items = {.list = NULL};
    items_add(&items, source);
    for (size_t i = 0; i < items.count; i++) {
        struct json_object *json = json_object_get(items.list[i].json);
        json_object_object_del(json, "state");
        json_object_array_add(list_for(&items.list[i], plan, groups), json);
    }
    items_free(&items);
}

void general_add(struct json_object *plan, struct json_object *sources)
{
    static const char *const lists[] = {"before", "open", "ask", "call", NULL};
    struct json_object *checklists = json_member(sources, "checklists");
    struct json_object *treatments = json_object_new_array(), *list = json_object_new_array();
    struct plan_time time = {.zone = "UTC"};
    struct treated treated;
    struct groups groups = {.list = NULL};
    /* The dates are never told; the lengths of time are what counts. */
    treated_on_day(&treated, time.zone, (struct zone_day){2027, 7, 1});
    for (const char *const *name = lists; *name; name++)
        json_object_object_add(plan, *name, json_object_new_array());
    for (size_t i = 0; i < json_length(sources, "checklists"); i++) {
        struct item_source source = {.number = i,
                                     .entry = json_object_array_get_idx(checklists, i),
                                     .activities = json_member(sources, "activities"),
                                     .treated = &treated,
                                     .time = &time,
                                     .any_day = true};
        json_object_array_add(treatments, where_entry(&source));
        add_items(plan, &groups, &source);
    }
    for (size_t i = 0; i < groups.count; i++)
        json_object_array_add(list, groups.list[i].json);
    free(groups.list);
    json_object_object_add(plan, "treatments", treatments);
    json_object_object_add(plan, "groups", list);
}

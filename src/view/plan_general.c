/* The plan without a date, as the aftercare page shows it: each step stands in one section. */
#include "view/plan.h"

#include "base/buffer.h"
#include "plan/plan.h"
#include "text/json.h"
#include "view/marks.h"
#include "view/picture.h"

#include <json-c/json.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DAYS_LISTED = 31,
    HOURS_OF_DAY = 24,
    DAYS_OF_WEEK = 7,
    DAYS_OF_MONTH = 31,
    DAYS_OF_YEAR = 366
};

/* --- Sections of steps ------------------------------------------------------------------------ */

/* The step of the document that an item of the plan is about: it has its marks and its source. */
static struct json_object *step_of(struct json_object *checklist, struct json_object *item)
{
    struct json_object *steps = json_member(checklist, "steps");
    const char *id = json_text(item, "id"), *type = json_text(item, "type");
    for (size_t i = 0; id && strcmp(type, "step") == 0 && i < json_length(checklist, "steps");
         i++) {
        struct json_object *step = json_object_array_get_idx(steps, i);
        const char *own = json_text(step, "id");
        if (own && strcmp(own, id) == 0)
            return step;
    }
    return NULL;
}

/* Which steps of a list stand in a section; NULL: any. */
struct wanted {
    const char *phase, *action;
};

static bool is_wanted(struct json_object *step, const struct wanted *wanted)
{
    const char *phase = json_text(step, "phase"), *action = json_text(step, "action");
    return (!wanted->phase || (phase && strcmp(phase, wanted->phase) == 0)) &&
           (!wanted->action || (action && strcmp(action, wanted->action) == 0));
}

/* Adds a section with the wanted steps of items; none where there are none. look is the class. */
static void add_section(struct json_object *sections, struct json_object *checklist,
                        struct json_object *items, const struct wanted *wanted, const char *id,
                        const char *look, const char *title)
{
    struct json_object *steps = json_object_new_array();
    for (size_t i = 0; i < json_object_array_length(items); i++) {
        struct json_object *step = step_of(checklist, json_object_array_get_idx(items, i));
        if (step && is_wanted(step, wanted))
            json_object_array_add(steps, json_object_get(step));
    }
    if (json_object_array_length(steps) == 0) {
        json_object_put(steps);
        return;
    }
    struct json_object *section = json_object_new_object();
    json_add_text(section, "section_id", id);
    json_add_text(section, "look", look);
    json_add_text(section, "heading", title);
    json_object_object_add(section, "steps", steps);
    json_object_array_add(sections, section);
}

static void add_group(struct json_object *sections, struct json_object *checklist,
                      struct json_object *group)
{
    static const struct {
        const char *list, *look, *words;
    } parts[] = {{"do_not", "do-not", "do not"}, {"do", "do", "do"}};
    static const struct wanted any = {NULL, NULL};
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct buffer id = {0}, title = {0};
        buffer_printf(&id, "first-%s-%s", json_text(group, "key"), parts[i].look);
        buffer_printf(&title, "%s: %s", json_text(group, "title"), parts[i].words);
        add_section(sections, checklist, json_member(group, parts[i].list), &any, buffer_text(&id),
                    parts[i].look, buffer_text(&title));
        buffer_free(&id);
        buffer_free(&title);
    }
}

static struct json_object *sections_after(struct json_object *general,
                                          struct json_object *checklist)
{
    static const struct wanted do_not = {NULL, "do-not"}, does = {NULL, "do"},
                               ask = {"after", NULL};
    struct json_object *sections = json_object_new_array(),
                       *groups = json_member(general, "groups");
    struct json_object *open = json_member(general, "open");
    for (size_t i = 0; i < json_length(general, "groups"); i++)
        add_group(sections, checklist, json_object_array_get_idx(groups, i));
    add_section(sections, checklist, open, &do_not, "open-do-not", "do-not",
                "After your treatment, with no fixed end: do not");
    add_section(sections, checklist, open, &does, "open-do", "do",
                "After your treatment, with no fixed end: do");
    add_section(sections, checklist, json_member(general, "ask"), &ask, "after-ask", "ask",
                "After your treatment: ask us first");
    return sections;
}

static struct json_object *sections_before(struct json_object *general,
                                           struct json_object *checklist)
{
    static const struct wanted do_not = {NULL, "do-not"}, does = {NULL, "do"},
                               ask = {"before", NULL};
    struct json_object *sections = json_object_new_array(), *list = json_member(general, "before");
    add_section(sections, checklist, list, &do_not, "before-do-not", "do-not",
                "Before your treatment: do not");
    add_section(sections, checklist, list, &does, "before-do", "do", "Before your treatment: do");
    add_section(sections, checklist, json_member(general, "ask"), &ask, "before-ask", "ask",
                "Before your treatment: ask us first");
    return sections;
}

/* --- Days ------------------------------------------------------------------------------------- */

/* How many days a group's key ("72-hour", "2-week") lasts, part of a day as a whole one. */
static long days_of_key(const char *key)
{
    static const struct {
        const char *unit;
        long days;
    } units[] = {
        {"day", 1}, {"week", DAYS_OF_WEEK}, {"month", DAYS_OF_MONTH}, {"year", DAYS_OF_YEAR}};
    char *unit = NULL;
    long count = strtol(key, &unit, 10);
    unit += *unit == '-';
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(unit, units[i].unit) == 0)
            return count * units[i].days;
    if (strcmp(unit, "hour") == 0)
        return (count + HOURS_OF_DAY - 1) / HOURS_OF_DAY;
    return 1;
}

int view_plan_last_day(struct json_object *general)
{
    struct json_object *groups = json_member(general, "groups");
    long last = 0;
    for (size_t i = 0; i < json_length(general, "groups"); i++) {
        long days = days_of_key(json_text(json_object_array_get_idx(groups, i), "key"));
        last = days > last ? days : last;
    }
    return last > PLAN_DAY_MAX ? PLAN_DAY_MAX : (int)last;
}

/* Each day, or of a long plan the first month, and the day from which nothing of it holds. */
static struct json_object *day_links(const char *slug, int last)
{
    struct json_object *days = json_object_new_array();
    for (int day = 0; last > 0 && day <= last; day++) {
        if (day > DAYS_LISTED && day < last)
            continue;
        struct json_object *link = json_object_new_object();
        char url[600];
        snprintf(url, sizeof url, "/aftercare/%s/day/%d", slug, day);
        json_object_object_add(link, "number", json_object_new_int(day));
        json_add_text(link, "day_url", url);
        json_object_array_add(days, link);
    }
    return days;
}

/* --- All of it -------------------------------------------------------------------------------- */

static struct json_object *general_of(struct json_object *checklist, struct json_object *treatment)
{
    struct json_object *sources = json_object_new_object(), *list = json_object_new_array();
    struct json_object *entry = json_object_new_object();
    json_add_shared(entry, "checklist", checklist);
    json_add_shared(entry, "treatment", treatment);
    json_object_array_add(list, entry);
    json_object_object_add(sources, "checklists", list);
    struct json_object *general = plan_general(sources);
    json_object_put(sources);
    return general;
}

void view_add_general_plan(const struct app *app, struct json_object *view,
                           struct json_object *checklist, struct json_object *treatment)
{
    struct json_object *general = general_of(checklist, treatment);
    const char *slug = json_text(checklist, "slug");
    struct json_object *form = view_plan_form(slug);
    struct json_object *days = day_links(slug, view_plan_last_day(general));
    view_plan_form_end(app, form);
    json_object_object_add(view, "plan_form", form);
    view_add_picture(view, general, checklist);
    view_add_list(view, "after_sections", sections_after(general, checklist));
    view_add_list(view, "before_sections", sections_before(general, checklist));
    view_add_list(view, "days", days);
    json_object_put(general);
}

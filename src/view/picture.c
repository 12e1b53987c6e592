#include "view/picture.h"

#include "base/buffer.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum {
    HOUR = 60,
    DAY = 24 * HOUR,
    WEEK = 7 * DAY,
    MONTH = 30 * DAY,
    YEAR = 365 * DAY,
    WHOLE = 100
};

static int64_t minutes_of(int64_t count, const char *unit)
{
    static const struct {
        const char *name;
        int64_t minutes; /* for the order and the length of a bar only */
    } units[] = {{"minute", 1},  {"hour", HOUR},   {"day", DAY},
                 {"week", WEEK}, {"month", MONTH}, {"year", YEAR}};
    for (size_t i = 0; unit && i < sizeof units / sizeof units[0]; i++)
        if (strcmp(unit, units[i].name) == 0)
            return count * units[i].minutes;
    return 0;
}

/* A group's key, "72-hour", as its count; *unit is borrowed from it. */
static int64_t count_of(struct json_object *group, const char **unit)
{
    char *end = NULL;
    int64_t count = strtoll(json_text(group, "key"), &end, 10);
    *unit = end + (*end == '-');
    return count;
}

static int64_t minutes_of_group(struct json_object *group)
{
    const char *unit = NULL;
    int64_t count = count_of(group, &unit);
    return minutes_of(count, unit);
}

static bool is_empty(struct json_object *group)
{
    return json_length(group, "do_not") + json_length(group, "do") + json_length(group, "usual") ==
           0;
}

/* --- Where a length of time lies ---------------------------------------------------------------
 */

/* Hundredths of the width. Column i of count columns ends where group i ends; within a column time
 * passes evenly. */
static int64_t position(struct json_object *groups, int64_t minutes)
{
    int64_t count = (int64_t)json_object_array_length(groups), before = 0;
    for (int64_t i = 0; i < count; i++) {
        int64_t end = minutes_of_group(json_object_array_get_idx(groups, (size_t)i));
        if (minutes < end)
            return (i * WHOLE + WHOLE * (minutes - before) / (end - before)) / count;
        before = end;
    }
    return WHOLE;
}

/* The time from which a step holds; NULL: at once. */
static struct json_object *from_of(struct json_object *checklist, struct json_object *item)
{
    struct json_object *steps = json_member(checklist, "steps");
    const char *id = json_text(item, "id");
    for (size_t i = 0; json_member(item, "from") && i < json_length(checklist, "steps"); i++) {
        struct json_object *step = json_object_array_get_idx(steps, i);
        if (strcmp(json_text(step, "id"), id) == 0)
            return json_member(step, "from");
    }
    return NULL;
}

/* In minutes; 0: at once, or not counted in time. */
static int64_t begins(struct json_object *from)
{
    return from ? minutes_of(json_integer(from, "low", 0), json_text(from, "unit")) : 0;
}

/* --- Rows --------------------------------------------------------------------------------------
 */

struct picture {
    struct json_object *groups, *checklist; /* borrowed */
    struct json_object *rows;
};

static void add_anchor(struct json_object *row, struct json_object *item)
{
    struct buffer url = {0};
    buffer_printf(&url, "#%s-%s", json_text(item, "type"), json_text(item, "id"));
    json_add_text(row, "anchor_url", buffer_text(&url));
    buffer_free(&url);
}

/* "from 36 hours after treatment, until 2 weeks": what begins later says so, as its bar does. */
static void add_words(struct json_object *row, struct json_object *from, const char *words,
                      bool has_end)
{
    struct buffer text = {0};
    if (from)
        buffer_printf(&text, "from %s, %s", json_text(from, "words"), has_end ? "until " : "");
    buffer_printf(&text, "%s", words);
    json_add_text(row, "words", buffer_text(&text));
    buffer_free(&text);
}

/* end: minutes; 0: no fixed end. */
static void add_row(struct picture *picture, struct json_object *item, const char *look,
                    const char *words, int64_t end)
{
    struct json_object *row = json_object_new_object();
    struct json_object *from = from_of(picture->checklist, item);
    int64_t start = position(picture->groups, begins(from));
    int64_t stop = end ? position(picture->groups, end) : WHOLE;
    json_add_text(row, "title", json_text(item, "title"));
    json_add_text(row, "look", look);
    add_words(row, from, words, end != 0);
    add_anchor(row, item);
    json_object_object_add(row, "start", json_object_new_int64(start));
    json_object_object_add(row, "length", json_object_new_int64(stop - start));
    json_object_object_add(row, "is_open", json_object_new_boolean(!end));
    json_object_array_add(picture->rows, row);
}

static const struct part {
    const char *list, *look;
} parts[] = {{"do_not", "do-not"}, {"do", "do"}, {"usual", "usual"}};

static void add_rows_of_group(struct picture *picture, struct json_object *group, const char *words)
{
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct json_object *list = json_member(group, parts[i].list);
        for (size_t j = 0; j < json_length(group, parts[i].list); j++)
            add_row(picture, json_object_array_get_idx(list, j), parts[i].look, words,
                    minutes_of_group(group));
    }
}

static void add_open_rows(struct picture *picture, struct json_object *general)
{
    struct json_object *list = json_member(general, "open");
    for (size_t i = 0; i < json_length(general, "open"); i++) {
        struct json_object *item = json_object_array_get_idx(list, i);
        const char *action = json_text(item, "action");
        add_row(picture, item, action ? action : "usual", "no fixed end", 0);
    }
}

/* --- The picture -------------------------------------------------------------------------------
 */

/* "72 hours" */
static void put_length(struct json_object *group, struct buffer *words)
{
    const char *unit = NULL;
    int64_t count = count_of(group, &unit);
    buffer_printf(words, "%lld %s%s", (long long)count, unit, count == 1 ? "" : "s");
}

static struct json_object *groups_shown(struct json_object *general)
{
    struct json_object *all = json_member(general, "groups"), *shown = json_object_new_array();
    for (size_t i = 0; i < json_length(general, "groups"); i++) {
        struct json_object *group = json_object_array_get_idx(all, i);
        if (!is_empty(group))
            json_object_array_add(shown, json_object_get(group));
    }
    return shown;
}

static struct json_object *new_column(const char *words, int64_t at)
{
    struct json_object *column = json_object_new_object();
    json_add_text(column, "words", words);
    json_object_object_add(column, "at", json_object_new_int64(at));
    return column;
}

void view_add_picture(struct json_object *view, struct json_object *general,
                      struct json_object *checklist)
{
    struct picture picture = {groups_shown(general), checklist, json_object_new_array()};
    struct json_object *columns = json_object_new_array();
    size_t count = json_object_array_length(picture.groups);
    for (size_t i = 0; i < count; i++) {
        struct json_object *group = json_object_array_get_idx(picture.groups, i);
        struct buffer words = {0};
        put_length(group, &words);
        json_object_array_add(columns,
                              new_column(buffer_text(&words), (int64_t)((i + 1) * WHOLE / count)));
        add_rows_of_group(&picture, group, buffer_text(&words));
        buffer_free(&words);
    }
    add_open_rows(&picture, general);
    if (count) {
        struct json_object *json = json_object_new_object();
        json_add_shared(json, "columns", columns);
        json_add_shared(json, "rows", picture.rows);
        json_object_object_add(view, "picture", json);
    }
    json_object_put(columns);
    json_object_put(picture.rows);
    json_object_put(picture.groups);
}

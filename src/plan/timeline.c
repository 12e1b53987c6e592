#include "plan/timeline.h"

#include "base/memory.h"
#include "plan/overrule.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>

/* The edges of an item that stand on the timeline. */
struct mark {
    const char *what;
    const char *words; /* between title and moment */
    const struct edge *edge;
    bool is_end;
};

enum { MARKS_MAX = 2 };

/* What begins or ends with the treatment itself has no mark of its own. */
static bool is_dated(const struct edge *edge)
{
    return edge->kind == EDGE_KNOWN || edge->kind == EDGE_AT_LEAST;
}

static size_t marks_of(const struct item *item, struct mark marks[MARKS_MAX])
{
    size_t count = 0;
    if (!item->span.confirmed)
        return 0;
    if (item->is_sign && is_dated(&item->eases.until))
        marks[count++] = (struct mark){"eases", "usually eases by", &item->eases.until, true};
    if (item->is_sign && is_dated(&item->span.until))
        marks[count++] = (struct mark){"usually-gone", "usually gone by", &item->span.until, true};
    if (!item->is_sign && is_dated(&item->span.from))
        marks[count++] = (struct mark){"starts", "from", &item->span.from, false};
    if (!item->is_sign && is_dated(&item->span.until))
        marks[count++] = (struct mark){"ends", "until", &item->span.until, true};
    return count;
}

struct event {
    time_t moment;
    size_t order; /* as found: equal moments keep it */
    struct json_object *json;
};

struct events {
    struct event *list; /* owned */
    size_t count;
};

static void add(struct events *events, time_t moment, struct json_object *json)
{
    events->list = memory_resize(events->list, (events->count + 1) * sizeof *events->list);
    events->list[events->count] = (struct event){moment, events->count, json};
    events->count++;
}

/* --- Events as JSON --------------------------------------------------------------------------- */

static struct json_object *new_event(const char *what, time_t moment, bool about,
                                     const struct item_source *source)
{
    const struct plan_time *time = source->time;
    struct json_object *json = json_object_new_object();
    struct json_object *checklist = json_member(source->entry, "checklist");
    struct json_object *treatment = json_member(source->entry, "treatment");
    json_add_text(json, "what", what);
    json_object_object_add(json, "moment", words_moment(time, moment));
    json_object_object_add(json, "past", json_object_new_boolean(moment <= time->as_of.start));
    json_object_object_add(json, "about", json_object_new_boolean(about));
    json_add_text(json, "treatment", json_text(checklist, "treatment"));
    json_add_text(json, "treatment_title", json_text(treatment ? treatment : checklist, "title"));
    json_add_text(json, "checklist", json_text(checklist, "slug"));
    json_add_shared(json, "revision", json_member(source->entry, "revision"));
    json_object_object_add(json, "number", json_object_new_int64((int64_t)source->number));
    return json;
}

/* Where a do-not ends, or a do begins, that another step forbids it then. */
static void add_overrule(struct json_object *json, const struct items *items,
                         const struct item *item, const struct mark *mark,
                         const struct plan_time *time, struct buffer *says)
{
    struct overrule overrule;
    struct buffer words = {0};
    if (item->is_sign || item->span.before || mark->is_end != item->span.forbids)
        return;
    overrule_find(&overrule, items, item, mark->edge->moment);
    overrule_words(&overrule, item, time, &words);
    if (words.length) {
        json_add_text(json, "overruled", buffer_text(&words));
        buffer_printf(says, " %s", buffer_text(&words));
    }
    buffer_free(&words);
}

static void add_mark(struct events *events, const struct items *items, const struct item *item,
                     const struct mark *mark, const struct item_source *source)
{
    static const char *const shared[] = {"type",  "id",    "path",           "action",
                                         "title", "phase", "activity_title", NULL};
    struct json_object *json = new_event(mark->what, mark->edge->moment, mark->edge->about, source);
    struct buffer says = {0};
    for (const char *const *name = shared; *name; name++)
        json_add_shared(json, *name, json_member(item->json, *name));
    if (mark->edge->kind == EDGE_AT_LEAST)
        json_object_object_add(json, "at_least", json_object_new_boolean(1));
    buffer_printf(&says, "%s: %s ", json_text(item->claim, "title"), mark->words);
    buffer_puts(&says, mark->edge->kind == EDGE_AT_LEAST ? "at least " : "");
    (mark->is_end ? words_end : words_start)(source->time, mark->edge, &says);
    buffer_putc(&says, '.');
    add_overrule(json, items, item, mark, source->time, &says);
    json_add_text(json, "says", buffer_text(&says));
    buffer_free(&says);
    add(events, mark->edge->moment, json);
}

static void add_treatment(struct events *events, const struct item_source *source)
{
    const struct treated *treated = source->treated;
    struct json_object *json = new_event("treatment", treated->earliest, false, source);
    struct edge edge = {.kind = EDGE_KNOWN, .moment = treated->earliest};
    struct buffer says = {0};
    buffer_printf(&says, "%s: ", json_text(json, "treatment_title"));
    words_start(source->time, &edge, &says);
    buffer_putc(&says, '.');
    json_add_text(json, "title", json_text(json, "treatment_title"));
    json_add_text(json, "says", buffer_text(&says));
    buffer_free(&says);
    add(events, treated->earliest, json);
}

static int compare(const void *left, const void *right)
{
    const struct event *a = left, *b = right;
    if (a->moment != b->moment)
        return a->moment < b->moment ? -1 : 1;
    return a->order < b->order ? -1 : 1;
}

struct json_object *timeline(const struct items *items, const struct item_source *sources,
                             size_t source_count)
{
    struct json_object *list = json_object_new_array();
    struct events events = {.list = NULL};
    struct mark marks[MARKS_MAX];
    for (size_t i = 0; i < source_count; i++)
        add_treatment(&events, &sources[i]);
    for (size_t i = 0; i < items->count; i++) {
        const struct item *item = &items->list[i];
        size_t count = marks_of(item, marks);
        for (size_t j = 0; j < count; j++)
            add_mark(&events, items, item, &marks[j], &sources[item->source]);
    }
    if (events.count)
        qsort(events.list, events.count, sizeof *events.list, compare);
    for (size_t i = 0; i < events.count; i++)
        json_object_array_add(list, events.list[i].json);
    free(events.list);
    return list;
}

bool timeline_last(const struct items *items, size_t source, time_t *last)
{
    struct mark marks[MARKS_MAX];
    bool found = false;
    for (size_t i = 0; i < items->count; i++) {
        size_t count = items->list[i].source == source ? marks_of(&items->list[i], marks) : 0;
        for (size_t j = 0; j < count; j++) {
            if (!found || marks[j].edge->moment > *last)
                *last = marks[j].edge->moment;
            found = true;
        }
    }
    return found;
}

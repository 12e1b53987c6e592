#include "plan/merge.h"

#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

const char *plan_answer_name(enum plan_answer answer)
{
    static const char *const names[] = {
        [PLAN_FREE] = "free", [PLAN_YES] = "yes", [PLAN_ASK] = "ask", [PLAN_NO] = "no"};
    return names[answer];
}

/* A step that allows something later does not allow it now. */
static bool waits(const struct item *item)
{
    return item->state == SPAN_NOT_YET && !item->span.forbids && !item->span.before &&
           !item->is_ahead;
}

enum plan_answer merge_answer(const struct item *item)
{
    switch (item->state) {
    case SPAN_NOW:
        return item->span.forbids ? PLAN_NO : PLAN_YES;
    case SPAN_NOT_YET:
        return waits(item) ? PLAN_NO : PLAN_FREE;
    case SPAN_ASK:
    case SPAN_UNTIL_EVENT:
        return !item->span.forbids && item->begun ? PLAN_YES : PLAN_ASK;
    case SPAN_OVER:
        break;
    }
    /* What is said of the time before the treatment says nothing of the time after it. */
    return item->span.before ? PLAN_ASK : PLAN_FREE;
}

/* --- The later end ---------------------------------------------------------------------------- */

struct merged {
    const char *key;
    enum plan_answer answer;
    bool has_end;            /* the end of a "no" is known */
    bool always;             /* there is none */
    const struct edge *end;  /* the latest, of those that are known */
    bool end_is_before;      /* it is of a step of before the treatment */
    const struct item *ask;  /* the first that only the clinic can answer */
    const struct item *next; /* the first do-not that has yet to begin */
    bool only_ahead;         /* all of it is for after a treatment that is yet to come */
};

static bool is_about(const struct item *item, const char *key)
{
    const char *activity = item->is_sign ? NULL : json_text(item->claim, "activity");
    return activity && strcmp(activity, key) == 0;
}

/* Where a "no" of this item ends: the end of a do-not, the beginning of a permission. */
static const struct edge *end_of(const struct item *item)
{
    return item->span.forbids ? &item->span.until : &item->span.from;
}

static bool has_moment(const struct edge *edge)
{
    return edge->kind == EDGE_NONE || edge->kind == EDGE_KNOWN || edge->kind == EDGE_AT_LEAST;
}

static void extend(struct merged *merged, const struct item *item)
{
    const struct edge *end = end_of(item);
    if (has_moment(end) && (!merged->end || end->moment > merged->end->moment)) {
        merged->end = end;
        merged->end_is_before = item->span.before;
    }
    if (end->kind == EDGE_ALWAYS)
        merged->always = true;
    if (!has_moment(end) || end->kind == EDGE_AT_LEAST || end->then_event)
        merged->has_end = false;
}

/* A do-not that begins before the other ends goes on from there. */
static bool continues(const struct merged *merged, const struct item *item)
{
    const struct edge *from = &item->span.from;
    return item->state == SPAN_NOT_YET && item->span.forbids && merged->end &&
           from->moment <= merged->end->moment &&
           (!has_moment(end_of(item)) || end_of(item)->moment > merged->end->moment);
}

static void merge_ends(struct merged *merged, const struct items *items)
{
    bool again = true;
    merged->has_end = true;
    for (size_t i = 0; i < items->count; i++)
        if (is_about(&items->list[i], merged->key)) {
            enum plan_answer answer = merge_answer(&items->list[i]);
            if (answer == PLAN_NO)
                extend(merged, &items->list[i]);
            else if (answer == PLAN_ASK)
                merged->has_end = false;
        }
    while (again) {
        again = false;
        for (size_t i = 0; i < items->count; i++)
            if (is_about(&items->list[i], merged->key) && continues(merged, &items->list[i])) {
                extend(merged, &items->list[i]);
                again = merged->has_end;
            }
    }
    /* What follows the treatment is another question. */
    merged->has_end = merged->has_end && merged->end && !merged->end_is_before;
}

static void merge(struct merged *merged, const struct items *items)
{
    merged->only_ahead = true;
    for (size_t i = 0; i < items->count; i++) {
        const struct item *item = &items->list[i];
        if (!is_about(item, merged->key))
            continue;
        if (!item->is_ahead || item->span.before)
            merged->only_ahead = false;
        enum plan_answer answer = merge_answer(item);
        if (answer > merged->answer)
            merged->answer = answer;
        if (answer == PLAN_ASK && !merged->ask)
            merged->ask = item;
        bool begins = item->state == SPAN_NOT_YET && item->span.forbids && item->span.confirmed &&
                      item->span.from.kind == EDGE_KNOWN;
        if (begins && (!merged->next || item->span.from.moment < merged->next->span.from.moment))
            merged->next = item;
    }
    if (merged->answer == PLAN_NO)
        merge_ends(merged, items);
}

/* --- In words --------------------------------------------------------------------------------- */

static void put_no(const struct merged *merged, const struct plan_time *time, struct buffer *says)
{
    if (merged->always || !merged->end) {
        buffer_puts(says, merged->always ? "No." : "No. Ask us for how long.");
        return;
    }
    buffer_puts(says, merged->has_end ? "No, until " : "No, at least until ");
    words_end(time, merged->end, says);
    buffer_puts(says, merged->has_end ? "." : ". After that, ask us.");
}

/* A do-not that holds, and of which only the clinic can say until when. */
static bool is_held(const struct item *item)
{
    return item->span.forbids && item->span.confirmed && item->begun;
}

/* "Until your skin has healed" alone, beside an activity, would be nearly a yes. */
static void put_do_not(const struct item *item, const struct plan_time *time, struct buffer *says)
{
    static const char until[] = "Until ";
    struct buffer own = {0};
    words_of_step(time, &item->span, item->state, item->begun, &own);
    const char *words = buffer_text(&own);
    if (strncmp(words, until, sizeof until - 1) == 0)
        buffer_printf(says, "Not until %s", words + sizeof until - 1);
    else
        buffer_printf(says, "Do not, for now. %s", words);
    buffer_free(&own);
}

static void put_ask(const struct item *item, const struct plan_time *time, struct buffer *says)
{
    if (item->state == SPAN_OVER)
        buffer_puts(says, "Ask us. What we say about it is for before the treatment.");
    else if (is_held(item))
        put_do_not(item, time, says);
    else
        words_of_step(time, &item->span, item->state, item->begun, says);
}

static void put_next(const struct merged *merged, const struct plan_time *time, struct buffer *says)
{
    if (!merged->next)
        return;
    buffer_puts(says, " From ");
    words_start(time, &merged->next->span.from, says);
    buffer_puts(says, ": do not.");
}

static void put_says(const struct merged *merged, const struct plan_time *time, struct buffer *says)
{
    switch (merged->answer) {
    case PLAN_NO:
        put_no(merged, time, says);
        break;
    case PLAN_ASK:
        put_ask(merged->ask, time, says);
        break;
    case PLAN_YES:
        buffer_puts(says, "Yes.");
        break;
    case PLAN_FREE:
        buffer_puts(says, merged->only_ahead
                              ? "Our advice says nothing about it before the treatment."
                              : "Our advice does not forbid it now.");
        put_next(merged, time, says);
        break;
    }
}

static void add_end(struct json_object *entry, const struct merged *merged, const char *title,
                    const struct plan_time *time)
{
    struct buffer line = {0};
    if (merged->answer != PLAN_NO || !merged->has_end || !time->has_dates)
        return;
    json_object_object_add(entry, "until", words_moment(time, merged->end->moment));
    buffer_printf(&line, "%s: from ", title);
    words_start(time, merged->end, &line);
    json_add_text(entry, "line", buffer_text(&line));
    buffer_free(&line);
}

static struct json_object *steps_of(const struct merged *merged, const struct items *items)
{
    static const char *const names[] = {"treatment", "path", "title", "state", NULL};
    struct json_object *steps = json_object_new_array();
    for (size_t i = 0; i < items->count; i++) {
        if (!is_about(&items->list[i], merged->key))
            continue;
        struct json_object *step = json_object_new_object();
        for (const char *const *name = names; *name; name++)
            json_add_shared(step, *name, json_member(items->list[i].json, *name));
        json_object_array_add(steps, step);
    }
    return steps;
}

static struct json_object *entry_of(const struct merged *merged, const struct item *first,
                                    const struct items *items, const struct plan_time *time)
{
    struct json_object *entry = json_object_new_object();
    struct buffer says = {0};
    const char *title = json_text(first->json, "activity_title");
    if (!title)
        title = json_text(first->json, "title");
    put_says(merged, time, &says);
    json_add_text(entry, "activity", merged->key);
    json_add_text(entry, "title", title);
    json_add_text(entry, "page_url", json_text(first->json, "activity_url"));
    json_add_text(entry, "answer", plan_answer_name(merged->answer));
    json_add_text(entry, "says", buffer_text(&says));
    json_object_object_add(
        entry, "forbidden",
        json_object_new_boolean(merged->answer == PLAN_NO ||
                                (merged->answer == PLAN_ASK && is_held(merged->ask))));
    add_end(entry, merged, title, time);
    json_object_object_add(entry, "steps", steps_of(merged, items));
    buffer_free(&says);
    return entry;
}

static bool was_named_before(const struct items *items, size_t number, const char *key)
{
    for (size_t i = 0; i < number; i++)
        if (is_about(&items->list[i], key))
            return true;
    return false;
}

struct json_object *merge_activities(const struct items *items, const struct plan_time *time)
{
    struct json_object *list = json_object_new_array();
    for (size_t i = 0; i < items->count; i++) {
        const struct item *item = &items->list[i];
        const char *key = item->is_sign ? NULL : json_text(item->claim, "activity");
        if (!key || was_named_before(items, i, key))
            continue;
        struct merged merged = {.key = key};
        merge(&merged, items);
        json_object_array_add(list, entry_of(&merged, item, items, time));
    }
    return list;
}

#include "plan/item.h"

#include "base/memory.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

const char *item_list_name(enum item_list list)
{
    static const char *const names[] = {
        [ITEM_DO_NOT] = "do_not", [ITEM_DO] = "do",   [ITEM_USUAL] = "usual",
        [ITEM_CALL] = "call",     [ITEM_ASK] = "ask", [ITEM_LATER] = "later",
        [ITEM_OVER] = "over"};
    return names[list];
}

/* --- Which list ------------------------------------------------------------------------------- */

static enum item_list list_of_step(const struct item *item)
{
    if (item->state == SPAN_OVER)
        return ITEM_OVER;
    if (item->state == SPAN_NOT_YET)
        return ITEM_LATER;
    /* "When your skin has healed": it waits. */
    if (item->state == SPAN_UNTIL_EVENT && !item->begun)
        return ITEM_LATER;
    if (!item->begun)
        return ITEM_ASK;
    return item->span.forbids ? ITEM_DO_NOT : ITEM_DO;
}

bool item_is_urgent(const struct item *item)
{
    const char *urgency = json_text(item->claim, "urgency");
    return item->is_sign && urgency && strcmp(urgency, "usual") != 0;
}

static enum item_list list_of_sign(const struct item *item)
{
    /* Whether its times are confirmed or not: to call is never wrong. */
    if (item_is_urgent(item))
        return ITEM_CALL;
    if (!item->span.confirmed)
        return ITEM_ASK;
    if (item->state == SPAN_OVER)
        return ITEM_OVER;
    if (item->state == SPAN_NOT_YET)
        return ITEM_LATER;
    /* Usual until when? Where that is not stated, it is so until it should have eased. */
    if (item->state == SPAN_ASK && item->eases_state != SPAN_NOW)
        return ITEM_ASK;
    return item->begun ? ITEM_USUAL : ITEM_ASK;
}

/* --- The item as JSON ------------------------------------------------------------------------- */

static const char *const shared_of_step[] = {
    "id",  "title",    "action", "phase",     "confirmed", "activity", "text", "text_html",
    "why", "why_html", "note",   "frequency", "source",    "place",    NULL};
static const char *const shared_of_sign[] = {
    "id",    "title",     "urgency",     "confirmed",
    "look",  "look_html", "look_darker", "look_darker_html",
    "call",  "call_html", "note",        "source",
    "place", NULL};

static void add_shared(struct json_object *json, struct json_object *claim,
                       const char *const *names)
{
    for (; *names; names++)
        json_add_shared(json, *names, json_member(claim, *names));
}

static void add_treatment(struct json_object *json, const struct item_source *source)
{
    struct json_object *checklist = json_member(source->entry, "checklist");
    struct json_object *treatment = json_member(source->entry, "treatment");
    if (!checklist)
        return;
    json_add_text(json, "treatment", json_text(checklist, "treatment"));
    json_add_text(json, "treatment_title", json_text(treatment ? treatment : checklist, "title"));
    json_add_text(json, "checklist", json_text(checklist, "slug"));
}

static void add_activity(struct json_object *json, const struct item_source *source)
{
    const char *key = json_text(json, "activity");
    struct json_object *activity =
        key && source->activities ? json_member(source->activities, key) : NULL;
    if (activity) {
        json_add_text(json, "activity_title", json_text(activity, "title"));
        json_add_text(json, "activity_url", json_text(activity, "page_url"));
    }
}

static struct json_object *new_json(const struct item *item, const struct item_source *source)
{
    struct json_object *json = json_object_new_object();
    struct buffer path = {0};
    const char *id = json_text(item->claim, "id");
    json_add_text(json, "type", item->is_sign ? "sign" : "step");
    add_shared(json, item->claim, item->is_sign ? shared_of_sign : shared_of_step);
    buffer_printf(&path, "%s.%s", item->is_sign ? "signs" : "steps", id ? id : "");
    json_add_text(json, "path", buffer_text(&path));
    buffer_free(&path);
    add_treatment(json, source);
    add_activity(json, source);
    json_add_text(json, "state", span_state_name(item->state));
    json_object_object_add(json, "number", json_object_new_int64((int64_t)source->number));
    return json;
}

/* "Sauna: from Thursday, November 26, 2 pm": when a do-not has ended for sure. */
static void add_line(struct item *item, const struct plan_time *time)
{
    struct buffer line = {0};
    const struct edge *until = &item->span.until;
    bool is_sure = until->kind == EDGE_KNOWN && !until->then_event && !item->span.before;
    if (!item->span.forbids || !item->span.confirmed || !is_sure || !time->has_dates)
        return;
    const char *activity = json_text(item->json, "activity_title");
    buffer_printf(&line, "%s: from ", activity ? activity : json_text(item->json, "title"));
    words_start(time, until, &line);
    json_add_text(item->json, "line", buffer_text(&line));
    buffer_free(&line);
}

static void add_says(struct item *item, struct buffer *says)
{
    json_add_text(item->json, "says", buffer_text(says));
    buffer_free(says);
}

/* How the claim stands in the plan's time; for a plan of any day, as if it held. */
static void find_state(struct item *item, const struct item_source *source)
{
    const struct plan_time *time = source->time;
    const struct edge *from = &item->span.from;
    item->is_ahead = time->as_of.end <= source->treated->earliest;
    if (!source->any_day) {
        item->state = span_state(&item->span, time->as_of.start, time->as_of.end, &item->begun);
        return;
    }
    bool must_ask = !item->span.confirmed || from->kind == EDGE_ASK;
    item->begun = !must_ask && from->kind != EDGE_EVENT;
    item->state = must_ask                  ? SPAN_ASK
                  : !item->begun            ? SPAN_UNTIL_EVENT
                  : from->kind != EDGE_NONE ? SPAN_NOT_YET
                                            : SPAN_NOW;
}

void item_of_step(struct item *item, struct json_object *step, const struct item_source *source)
{
    const struct plan_time *time = source->time;
    struct buffer says = {0};
    *item = (struct item){.claim = step, .source = source->number};
    span_of_step(&item->span, step, source->treated);
    find_state(item, source);
    item->list = list_of_step(item);
    item->json = new_json(item, source);
    if (item->span.from.time)
        json_object_object_add(item->json, "from",
                               words_edge(time, &item->span.from, item->span.confirmed));
    json_object_object_add(item->json, "until",
                           words_edge(time, &item->span.until, item->span.confirmed));
    words_of_step(time, &item->span, item->state, item->begun, &says);
    add_says(item, &says);
    add_line(item, time);
}

/* Adds the words of each figure of the list that is not there yet. */
static void add_figures(struct json_object *words, struct json_object *sign, const char *list)
{
    struct json_object *figures = json_member(sign, list);
    for (size_t i = 0; json_length(sign, list) > 1 && i < json_length(sign, list); i++) {
        struct json_object *time = json_member(json_object_array_get_idx(figures, i), "time");
        const char *text = time ? json_text(time, "words") : NULL;
        if (text)
            json_object_array_add(words, json_object_new_string(text));
    }
}

void item_of_sign(struct item *item, struct json_object *sign, const struct item_source *source)
{
    const struct plan_time *time = source->time;
    struct json_object *figures = json_object_new_array();
    struct buffer says = {0};
    bool eases_begun;
    *item = (struct item){.claim = sign, .is_sign = true, .source = source->number};
    span_of_sign(&item->span, sign, "gone", source->treated);
    span_of_sign(&item->eases, sign, "eases", source->treated);
    find_state(item, source);
    item->eases_state = span_state(&item->eases, time->as_of.start, time->as_of.end, &eases_begun);
    item->list = list_of_sign(item);
    item->json = new_json(item, source);
    if (json_length(sign, "eases"))
        json_object_object_add(item->json, "eases",
                               words_edge(time, &item->eases.until, item->span.confirmed));
    json_object_object_add(item->json, "until",
                           words_edge(time, &item->span.until, item->span.confirmed));
    add_figures(figures, sign, "eases");
    add_figures(figures, sign, "gone");
    words_of_sign(time, &item->eases, &item->span, item->state, figures, &says);
    add_says(item, &says);
    if (json_object_array_length(figures))
        json_object_object_add(item->json, "figures_words", figures);
    else
        json_object_put(figures);
}

/* --- All items -------------------------------------------------------------------------------- */

static void add_claims(struct items *items, struct json_object *document, const char *list,
                       void (*make)(struct item *, struct json_object *,
                                    const struct item_source *),
                       const struct item_source *source)
{
    size_t count = document ? json_length(document, list) : 0;
    if (!count)
        return;
    items->list = memory_resize(items->list, (items->count + count) * sizeof *items->list);
    for (size_t i = 0; i < count; i++)
        make(&items->list[items->count++],
             json_object_array_get_idx(json_member(document, list), i), source);
}

void items_add(struct items *items, const struct item_source *source)
{
    add_claims(items, json_member(source->entry, "checklist"), "steps", item_of_step, source);
    add_claims(items, json_member(source->entry, "treatment"), "signs", item_of_sign, source);
}

void items_free(struct items *items)
{
    for (size_t i = 0; i < items->count; i++)
        json_object_put(items->list[i].json);
    free(items->list);
    *items = (struct items){.list = NULL};
}

#include "plan/overrule.h"

#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

/* --- Whether one step forbids at a moment ----------------------------------------------------- */

enum hold { HOLD_NOT, HOLD_ASK, HOLD_FORBIDS };

static bool same_activity(const struct item *a, const struct item *b)
{
    const char *one = a->is_sign ? NULL : json_text(a->claim, "activity");
    const char *other = b->is_sign ? NULL : json_text(b->claim, "activity");
    return one && other && strcmp(one, other) == 0;
}

/* What is for before a treatment speaks of the time before it, all else of the time from it on. */
static bool in_phase(const struct span *span, time_t moment)
{
    return span->before ? moment < span->earliest : span->earliest <= moment;
}

/* The end of what forbids: a do-not's end, a permission's beginning. */
static const struct edge *end_of(const struct span *span)
{
    return span->forbids ? &span->until : &span->from;
}

/* Ends with a moment have passed; of an "at least", and of one with a condition, nobody knows. */
static enum hold past_end(const struct edge *end, time_t moment)
{
    bool has_moment =
        end->kind == EDGE_NONE || end->kind == EDGE_KNOWN || end->kind == EDGE_AT_LEAST;
    if (!has_moment)
        return HOLD_FORBIDS;
    if (end->moment > moment)
        return HOLD_FORBIDS;
    return end->kind == EDGE_AT_LEAST || end->then_event ? HOLD_ASK : HOLD_NOT;
}

static enum hold hold_of_do_not(const struct span *span, time_t moment)
{
    const struct edge *from = &span->from;
    if (from->kind == EDGE_ASK || from->kind == EDGE_EVENT)
        return in_phase(span, moment) ? HOLD_ASK : HOLD_NOT;
    if (from->kind != EDGE_ALWAYS && from->moment > moment)
        return HOLD_NOT;
    if (span->before && moment >= span->earliest)
        return HOLD_NOT;
    return past_end(&span->until, moment);
}

/* A permission forbids until it begins. */
static enum hold hold_of_do(const struct span *span, time_t moment)
{
    const struct edge *from = &span->from;
    if (span->before || !in_phase(span, moment) || from->kind == EDGE_ALWAYS)
        return HOLD_NOT;
    if (from->kind == EDGE_ASK || from->kind == EDGE_EVENT)
        return HOLD_ASK;
    return past_end(from, moment);
}

static enum hold hold_at(const struct item *item, time_t moment)
{
    const struct span *span = &item->span;
    if (!span->confirmed)
        return in_phase(span, moment) ? HOLD_ASK : HOLD_NOT;
    return span->forbids ? hold_of_do_not(span, moment) : hold_of_do(span, moment);
}

/* --- All of them ------------------------------------------------------------------------------ */

/* Takes over what item says of moment; true if that lasts longer than what was known. */
static bool take(struct overrule *overrule, const struct item *item, enum hold hold, time_t *moment)
{
    const struct edge *end = end_of(&item->span);
    if (hold == HOLD_ASK) {
        overrule->by = overrule->by ? overrule->by : item;
        overrule->must_ask = true;
        return false;
    }
    overrule->forbids = true;
    overrule->by = item;
    if (end->kind == EDGE_ALWAYS) {
        overrule->always = true;
        return false;
    }
    if (end->kind == EDGE_EVENT || end->kind == EDGE_ASK) {
        overrule->must_ask = true;
        return false;
    }
    if (end->kind == EDGE_AT_LEAST || end->then_event)
        overrule->must_ask = true;
    overrule->until = end;
    *moment = end->moment;
    return true;
}

/* Of one treatment its own steps are meant together: only what is sure overrules among them. */
static enum hold hold_against(const struct item *item, const struct item *other, time_t moment)
{
    if (other == item || !same_activity(other, item))
        return HOLD_NOT;
    enum hold hold = hold_at(other, moment);
    return hold == HOLD_ASK && other->source == item->source ? HOLD_NOT : hold;
}

void overrule_find(struct overrule *overrule, const struct items *items, const struct item *item,
                   time_t moment)
{
    bool again = true;
    *overrule = (struct overrule){.by = NULL};
    while (again) {
        again = false;
        for (size_t i = 0; i < items->count; i++) {
            const struct item *other = &items->list[i];
            enum hold hold = hold_against(item, other, moment);
            if (hold != HOLD_NOT && take(overrule, other, hold, &moment))
                again = true;
        }
    }
}

/* --- In words --------------------------------------------------------------------------------- */

static void put_who(const struct overrule *overrule, const struct item *item, struct buffer *words)
{
    const char *title = json_text(overrule->by->json, "treatment_title");
    const char *own = json_text(item->json, "treatment_title");
    if (overrule->by->source == item->source || !title)
        buffer_puts(words, "Our other advice");
    else
        buffer_printf(words, "For %s%s",
                      own && strcmp(own, title) == 0 ? "the other treatment, " : "", title);
}

void overrule_words(const struct overrule *overrule, const struct item *item,
                    const struct plan_time *time, struct buffer *words)
{
    if (!overrule->by)
        return;
    put_who(overrule, item, words);
    if (!overrule->forbids) {
        buffer_puts(words, ": ask us first.");
    } else if (overrule->always) {
        buffer_puts(words, ": do not.");
    } else if (!overrule->until) {
        buffer_puts(words, ": do not. Ask us for how long.");
    } else {
        buffer_puts(words, overrule->must_ask ? ": do not, at least until " : ": do not, until ");
        words_end(time, overrule->until, words);
        buffer_puts(words, overrule->must_ask ? ". After that, ask us." : ".");
    }
}

/* --- The steps of a plan ---------------------------------------------------------------------- */

/* From when on it matters what others say: a do-not ends, a do holds. False: never. */
static bool matters_from(const struct item *item, const struct plan_time *time, time_t *moment)
{
    const struct span *span = &item->span;
    const struct edge *edge = span->forbids ? &span->until : &span->from;
    bool has_moment =
        edge->kind == EDGE_NONE || edge->kind == EDGE_KNOWN || edge->kind == EDGE_AT_LEAST;
    if (item->is_sign || !span->confirmed || span->before)
        return false;
    /* "Until your skin has healed": whoever thinks that it has must know of the others. */
    *moment = time->as_of.start;
    if (!has_moment)
        return span->forbids && item->begun && edge->kind != EDGE_ALWAYS;
    *moment = edge->moment > time->as_of.start ? edge->moment : time->as_of.start;
    return span->forbids || item->state != SPAN_OVER;
}

/* "Saunas: from Thursday, November 26": the later end, or no such line where nobody knows it. */
static void correct_line(struct item *item, const struct overrule *overrule,
                         const struct plan_time *time)
{
    struct buffer line = {0};
    if (!json_text(item->json, "line"))
        return;
    json_object_object_del(item->json, "line");
    if (!overrule->until || overrule->must_ask || overrule->always || overrule->by->span.before)
        return;
    const char *activity = json_text(item->json, "activity_title");
    buffer_printf(&line, "%s: from ", activity ? activity : json_text(item->json, "title"));
    words_start(time, overrule->until, &line);
    json_add_text(item->json, "line", buffer_text(&line));
    buffer_free(&line);
}

static void add_to(struct item *item, const struct overrule *overrule, const struct plan_time *time)
{
    struct json_object *json = json_object_new_object();
    struct buffer says = {0}, words = {0};
    overrule_words(overrule, item, time, &words);
    /* "After that, our advice does not forbid it" would no longer be true. */
    words_of_overruled(time, &item->span, item->state, item->begun, &says);
    buffer_printf(&says, "%s%s", says.length ? " " : "", buffer_text(&words));
    json_add_text(json, "words", buffer_text(&words));
    json_add_text(json, "treatment", json_text(overrule->by->json, "treatment"));
    json_add_text(json, "path", json_text(overrule->by->json, "path"));
    if (overrule->until && time->has_dates)
        json_object_object_add(json, "moment", words_moment(time, overrule->until->moment));
    json_object_object_add(item->json, "overruled", json);
    json_object_object_del(item->json, "says");
    json_add_text(item->json, "says", buffer_text(&says));
    correct_line(item, overrule, time);
    buffer_free(&says);
    buffer_free(&words);
}

void overrule_all(struct items *items, const struct plan_time *time)
{
    struct overrule overrule;
    time_t moment;
    for (size_t i = 0; i < items->count; i++) {
        struct item *item = &items->list[i];
        if (!matters_from(item, time, &moment))
            continue;
        overrule_find(&overrule, items, item, moment);
        if (overrule.by)
            add_to(item, &overrule, time);
    }
}

#include "plan/span.h"

#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

enum { MINUTE = 60, HOUR = 60 * MINUTE, WEEK_DAYS = 7, YEAR_MONTHS = 12 };

/* --- The treatment ---------------------------------------------------------------------------- */

void treated_on_day(struct treated *treated, const char *zone, struct zone_day day)
{
    *treated = (struct treated){.zone = zone, .day = day};
    treated->earliest = zone_day_start(zone, day);
    treated->latest = zone_day_start(zone, zone_add_days(day, 1));
}

void treated_at(struct treated *treated, const char *zone, struct zone_day day, int hour,
                int minute)
{
    *treated = (struct treated){
        .zone = zone, .day = day, .hour_known = true, .hour = hour, .minute = minute};
    treated->clock = zone_moments(zone, day, hour, minute, &treated->earliest, &treated->latest);
}

/* --- A length of time ------------------------------------------------------------------------- */

static bool text_is(struct json_object *object, const char *name, const char *value)
{
    const char *text = json_text(object, name);
    return text && strcmp(text, value) == 0;
}

/* How an edge is to be counted. Late is the later of two that are possible, which is the safe one
 * where something ends, and where something is allowed again. */
struct counting {
    const struct treated *treated;
    bool late;
    bool backward;
};

/* The figure that is meant. "Up to 2 days" may be none at all. */
static long amount_of(struct json_object *time, struct counting counting)
{
    bool high = counting.late != counting.backward;
    if (!high && text_is(time, "precision", "at-most"))
        return 0;
    return (long)json_integer(time, high ? "high" : "low", 0);
}

/* Elapsed time; a whole day where the hour is not known. */
static time_t count_elapsed(long seconds, struct counting counting)
{
    const struct treated *treated = counting.treated;
    time_t from = counting.late ? treated->latest : treated->earliest;
    time_t moment = counting.backward ? from - seconds : from + seconds;
    if (treated->hour_known)
        return moment;
    if (counting.late)
        return zone_day_ceiling(treated->zone, moment);
    return zone_day_start(treated->zone, zone_day_of(treated->zone, moment));
}

/* Days on the calendar: the midnight at which that day begins. */
static time_t count_calendar(long days, long months, struct counting counting)
{
    struct zone_day day = counting.treated->day;
    int sign = counting.backward ? -1 : 1;
    day = zone_add_months(day, sign * months);
    return zone_day_start(counting.treated->zone, zone_add_days(day, sign * days));
}

static time_t count(struct json_object *time, struct counting counting)
{
    long amount = amount_of(time, counting);
    if (amount == 0)
        return counting.late ? counting.treated->latest : counting.treated->earliest;
    if (text_is(time, "unit", "minute"))
        return count_elapsed(amount * MINUTE, counting);
    if (text_is(time, "unit", "hour"))
        return count_elapsed(amount * HOUR, counting);
    if (text_is(time, "unit", "day"))
        return count_calendar(amount, 0, counting);
    if (text_is(time, "unit", "week"))
        return count_calendar(amount * WEEK_DAYS, 0, counting);
    if (text_is(time, "unit", "month"))
        return count_calendar(0, amount, counting);
    return count_calendar(0, amount * YEAR_MONTHS, counting);
}

/* --- An edge ---------------------------------------------------------------------------------- */

static bool is_backward(struct json_object *time)
{
    return text_is(time, "anchor", "before-treatment");
}

static void count_edge(struct edge *edge, struct json_object *time, struct counting counting)
{
    bool at_least = text_is(time, "precision", "at-least");
    edge->kind = at_least && counting.late ? EDGE_AT_LEAST : EDGE_KNOWN;
    edge->moment = count(time, counting);
    edge->about = text_is(time, "precision", "about");
    edge->then_event = edge->condition != NULL;
}

/* late_after: whether the later moment is the safe one for a time that counts from the treatment
 * on; late_before: for one that counts back. */
static struct edge edge_of_time(struct json_object *time, const struct treated *treated,
                                bool late_after, bool late_before)
{
    struct edge edge = {.kind = EDGE_ASK, .time = time, .condition = json_text(time, "condition")};
    struct counting counting = {treated, late_after, is_backward(time)};
    if (counting.backward)
        counting.late = late_before;
    if (text_is(time, "kind", "always"))
        edge.kind = EDGE_ALWAYS;
    else if (text_is(time, "kind", "event"))
        edge.kind = EDGE_EVENT;
    /* Nobody knows when a result is there, or ends. */
    else if (text_is(time, "kind", "time") && !text_is(time, "anchor", "result"))
        count_edge(&edge, time, counting);
    return edge;
}

void span_of_step(struct span *span, struct json_object *step, const struct treated *treated)
{
    struct json_object *from = json_member(step, "from"), *until = json_member(step, "until");
    *span = (struct span){.forbids = text_is(step, "action", "do-not"),
                          .before = text_is(step, "phase", "before"),
                          .confirmed = json_true(step, "confirmed"),
                          .earliest = treated->earliest,
                          .latest = treated->latest};
    span->from = (struct edge){.kind = EDGE_NONE, .moment = treated->earliest};
    span->until =
        (struct edge){.kind = span->before ? EDGE_NONE : EDGE_ASK, .moment = treated->latest};
    if (from)
        span->from = edge_of_time(from, treated, !span->forbids, false);
    if (until)
        span->until = edge_of_time(until, treated, true, span->forbids);
}

void span_of_sign(struct span *span, struct json_object *sign, const char *list,
                  const struct treated *treated)
{
    struct json_object *figures = json_member(sign, list);
    *span = (struct span){.confirmed = json_true(sign, "confirmed"),
                          .earliest = treated->earliest,
                          .latest = treated->latest};
    span->from = (struct edge){.kind = EDGE_NONE, .moment = treated->earliest};
    span->until = (struct edge){.kind = EDGE_ASK};
    if (json_length(sign, list) == 1)
        span->until = edge_of_time(json_member(json_object_array_get_idx(figures, 0), "time"),
                                   treated, true, true);
}

/* --- How it stands ---------------------------------------------------------------------------- */

/* Where the beginning is behind us, or there is nothing to wait for: SPAN_NOW. */
static enum span_state state_of_from(const struct span *span, time_t start, time_t end)
{
    const struct edge *from = &span->from;
    time_t seen = span->forbids ? end - 1 : start;
    switch (from->kind) {
    case EDGE_NONE:
        return span->before || from->moment < end ? SPAN_NOW : SPAN_NOT_YET;
    case EDGE_KNOWN:
    case EDGE_AT_LEAST:
        if (seen < from->moment)
            return SPAN_NOT_YET;
        if (from->kind == EDGE_AT_LEAST)
            return SPAN_ASK;
        return from->then_event && !span->forbids ? SPAN_UNTIL_EVENT : SPAN_NOW;
    case EDGE_EVENT:
        return span->forbids ? SPAN_ASK : SPAN_UNTIL_EVENT;
    case EDGE_ALWAYS:
        return SPAN_NOW;
    case EDGE_ASK:
        break;
    }
    return SPAN_ASK;
}

static enum span_state state_of_until(const struct span *span, time_t start)
{
    const struct edge *until = &span->until;
    switch (until->kind) {
    case EDGE_NONE:
    case EDGE_KNOWN:
        if (start < until->moment)
            return SPAN_NOW;
        return until->then_event ? SPAN_UNTIL_EVENT : SPAN_OVER;
    case EDGE_AT_LEAST:
        return start < until->moment ? SPAN_NOW : SPAN_ASK;
    case EDGE_ALWAYS:
        return SPAN_NOW;
    case EDGE_EVENT:
        return SPAN_UNTIL_EVENT;
    case EDGE_ASK:
        break;
    }
    return SPAN_ASK;
}

enum span_state span_state(const struct span *span, time_t start, time_t end, bool *begun)
{
    *begun = false;
    if (span->before && start >= span->latest)
        return SPAN_OVER;
    if (!span->confirmed)
        return SPAN_ASK;
    if (!span->before && end <= span->earliest)
        return SPAN_NOT_YET;
    enum span_state until = state_of_until(span, start);
    if (until == SPAN_OVER)
        return SPAN_OVER;
    enum span_state from = state_of_from(span, start, end);
    if (from != SPAN_NOW)
        return from;
    /* After an "at least" it may be over. */
    *begun = until != SPAN_ASK || span->until.kind == EDGE_ASK;
    return until;
}

const char *span_state_name(enum span_state state)
{
    static const char *const names[] = {[SPAN_NOT_YET] = "not-yet",
                                        [SPAN_NOW] = "now",
                                        [SPAN_OVER] = "over",
                                        [SPAN_ASK] = "ask",
                                        [SPAN_UNTIL_EVENT] = "until-event"};
    return names[state];
}

const char *edge_kind_name(enum edge_kind kind)
{
    static const char *const names[] = {
        [EDGE_NONE] = "none",     [EDGE_KNOWN] = "known", [EDGE_AT_LEAST] = "at-least",
        [EDGE_ALWAYS] = "always", [EDGE_EVENT] = "event", [EDGE_ASK] = "ask"};
    return names[kind];
}

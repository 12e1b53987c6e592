#include "plan/words.h"

#include "content/moment.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* --- Moments ---------------------------------------------------------------------------------- */

/* Takes the hour off words: ", 12 am". Whoever reads "12 am" asks which night is meant. */
static void cut_hour(struct buffer *words)
{
    char *comma = words->data ? strrchr(words->data, ',') : NULL;
    if (comma) {
        words->length = (size_t)(comma - words->data);
        *comma = '\0';
    }
}

/* "(EST)" behind an hour that the clock shows twice. */
static void tell_which(const char *zone, time_t moment, struct buffer *words)
{
    struct tm shown;
    time_t earliest, latest;
    struct zone_day day = zone_day_of(zone, moment);
    moment_calendar(moment, zone, &shown);
    int hour = shown.tm_hour, minute = shown.tm_min;
    if (zone_moments(zone, day, hour, minute, &earliest, &latest) != ZONE_TWICE)
        return;
    moment_calendar(moment, zone, &shown);
    buffer_printf(words, " (%s)", shown.tm_zone);
}

static void put_moment(const struct plan_time *time, time_t moment, struct buffer *words)
{
    bool other_year =
        zone_day_of(time->zone, moment).year != zone_day_of(time->zone, time->as_of.start).year;
    moment_words(moment, time->zone, other_year, words);
    if (zone_is_day_start(time->zone, moment))
        cut_hour(words);
    else
        tell_which(time->zone, moment, words);
}

/* A thing that ends at midnight ends with the day before. */
static void put_end(const struct plan_time *time, time_t moment, struct buffer *words)
{
    if (!zone_is_day_start(time->zone, moment)) {
        put_moment(time, moment, words);
        return;
    }
    struct zone_day day = zone_add_days(zone_day_of(time->zone, moment), -1);
    buffer_puts(words, "the end of ");
    put_moment(time, zone_day_start(time->zone, day), words);
}

/* RFC 3339 with the zone's offset at that moment. */
static void put_rfc3339(const char *zone, time_t moment, struct buffer *text)
{
    struct tm shown;
    char plain[32];
    moment_calendar(moment, zone, &shown);
    long offset = shown.tm_gmtoff / 60;
    strftime(plain, sizeof plain, "%Y-%m-%dT%H:%M:%S", &shown);
    buffer_printf(text, "%s%c%02ld:%02ld", plain, offset < 0 ? '-' : '+', labs(offset) / 60,
                  labs(offset) % 60);
}

static void add_buffer(struct json_object *object, const char *name, struct buffer *text)
{
    json_add_text(object, name, buffer_text(text));
    buffer_clear(text);
}

struct json_object *words_moment(const struct plan_time *time, time_t moment)
{
    struct json_object *object = json_object_new_object();
    struct buffer text = {0};
    struct tm shown;
    moment_calendar(moment, time->zone, &shown);
    put_rfc3339(time->zone, moment, &text);
    add_buffer(object, "at", &text);
    moment_date(moment, time->zone, 0, &text);
    add_buffer(object, "date", &text);
    buffer_printf(&text, "%02d:%02d", shown.tm_hour, shown.tm_min);
    add_buffer(object, "time", &text);
    json_object_object_add(object, "midnight",
                           json_object_new_boolean(zone_is_day_start(time->zone, moment)));
    put_moment(time, moment, &text);
    add_buffer(object, "words", &text);
    put_end(time, moment, &text);
    add_buffer(object, "end_words", &text);
    buffer_free(&text);
    return object;
}

/* --- Edges ------------------------------------------------------------------------------------ */

static bool has_moment(const struct edge *edge)
{
    return edge->kind == EDGE_KNOWN || edge->kind == EDGE_AT_LEAST;
}

static const char *published(const struct edge *edge)
{
    const char *words = edge->time ? json_text(edge->time, "words") : NULL;
    return words ? words : "";
}

struct json_object *words_edge(const struct plan_time *time, const struct edge *edge,
                               bool confirmed)
{
    struct json_object *object = json_object_new_object();
    json_add_text(object, "kind", edge_kind_name(edge->kind));
    if (edge->time)
        json_add_text(object, "words", published(edge));
    json_add_text(object, "condition", edge->condition);
    json_object_object_add(object, "about", json_object_new_boolean(edge->about));
    if (confirmed && time->has_dates && has_moment(edge))
        json_object_object_add(object, "moment", words_moment(time, edge->moment));
    return object;
}

static const char least[] = "at least ";

static void words_point(const struct plan_time *time, const struct edge *edge, bool end,
                        struct buffer *words)
{
    if (edge->kind == EDGE_NONE) {
        buffer_puts(words, "your treatment");
    } else if (!time->has_dates) {
        /* "At least" stands before it already, or in the sentence. */
        const char *told = published(edge);
        bool repeats =
            edge->kind == EDGE_AT_LEAST && strncasecmp(told, least, sizeof least - 1) == 0;
        if (end && strcmp(told, "same day") == 0)
            told = "the end of the day of your treatment";
        buffer_puts(words, told + (repeats ? sizeof least - 1 : 0));
    } else {
        buffer_puts(words, edge->about ? "about " : "");
        (end ? put_end : put_moment)(time, edge->moment, words);
    }
}

void words_end(const struct plan_time *time, const struct edge *edge, struct buffer *words)
{
    words_point(time, edge, true, words);
}

void words_start(const struct plan_time *time, const struct edge *edge, struct buffer *words)
{
    words_point(time, edge, false, words);
}

/* --- Steps ------------------------------------------------------------------------------------ */

/* "Until …". is_past: the moment lies behind, what else must be so does not. */
static void put_until(const struct plan_time *time, const struct span *span, bool is_past,
                      struct buffer *words)
{
    const struct edge *until = &span->until;
    const char *condition = until->condition ? until->condition : "";
    switch (until->kind) {
    case EDGE_AT_LEAST:
        buffer_puts(words, "Until at least ");
        words_end(time, until, words);
        buffer_puts(words, ". From then on, ask us.");
        break;
    case EDGE_NONE:
    case EDGE_KNOWN:
        if (!is_past) {
            buffer_puts(words, "Until ");
            words_end(time, until, words);
            buffer_puts(words, until->then_event ? ", and" : ".");
        }
        if (until->then_event)
            buffer_printf(words, "%s %s. If you are not sure, ask us.",
                          is_past ? "Until" : " until", condition);
        break;
    case EDGE_EVENT:
        buffer_printf(words, "Until %s. If you are not sure, ask us.", condition);
        break;
    case EDGE_ALWAYS:
        buffer_puts(words, "Always.");
        break;
    case EDGE_ASK:
        buffer_puts(words, "Ask us for how long.");
        break;
    }
}

static void put_over(const struct plan_time *time, const struct span *span, struct buffer *words)
{
    if (span->until.kind == EDGE_NONE || span->until.kind == EDGE_ASK) {
        buffer_puts(words, "This was for before your treatment.");
        return;
    }
    buffer_puts(words, "Ended: ");
    words_end(time, &span->until, words);
    buffer_puts(words, ".");
}

static void put_not_yet(const struct plan_time *time, const struct span *span, struct buffer *words)
{
    buffer_puts(words, "From ");
    words_start(time, &span->from, words);
    buffer_puts(words, ". ");
    put_until(time, span, false, words);
}

/* Why only the clinic can say. */
static void put_ask(const struct plan_time *time, const struct span *span, struct buffer *words)
{
    if (!span->confirmed) {
        buffer_puts(words, "Ask us. The clinic has not confirmed this yet.");
    } else if (span->from.kind == EDGE_ASK || span->from.kind == EDGE_EVENT) {
        buffer_puts(words, "Ask us from when.");
        if (*published(&span->from))
            buffer_printf(words, " Our information says: %s.", published(&span->from));
    } else {
        bool is_from = span->from.kind == EDGE_AT_LEAST;
        buffer_puts(words, is_from ? "Ask us. It begins no sooner than "
                                   : "Ask us. It went on at least until ");
        if (is_from)
            words_start(time, &span->from, words);
        else
            words_end(time, &span->until, words);
        buffer_puts(words, ".");
    }
}

void words_of_overruled(const struct plan_time *time, const struct span *span,
                        enum span_state state, bool begun, struct buffer *words)
{
    if (state == SPAN_OVER)
        put_over(time, span, words);
    else if (state == SPAN_NOT_YET)
        put_not_yet(time, span, words);
    else if (state == SPAN_UNTIL_EVENT && !begun)
        buffer_printf(words, "When %s. If you are not sure, ask us.",
                      span->from.condition ? span->from.condition : "");
    else if (state == SPAN_ASK && !begun)
        put_ask(time, span, words);
    else
        put_until(time, span, state == SPAN_UNTIL_EVENT, words);
}

void words_of_step(const struct plan_time *time, const struct span *span, enum span_state state,
                   bool begun, struct buffer *words)
{
    bool was_dated = span->until.kind != EDGE_NONE && span->until.kind != EDGE_ASK;
    words_of_overruled(time, span, state, begun, words);
    if (state == SPAN_OVER && span->forbids && was_dated)
        buffer_puts(words, " After that, our advice does not forbid it.");
}

/* --- Signs ------------------------------------------------------------------------------------ */

static void put_figures(struct json_object *figures, struct buffer *words)
{
    size_t count = json_object_array_length(figures);
    for (size_t i = 0; i < count; i++)
        buffer_printf(words, "%s%s", i ? "; " : "",
                      json_object_get_string(json_object_array_get_idx(figures, i)));
}

static void put_sign_edge(const struct plan_time *time, const char *opening,
                          const struct edge *edge, struct buffer *words)
{
    if (!has_moment(edge))
        return;
    /* "by Monday", but not "by 24 hours or less". */
    buffer_printf(words, "%s%s%s ", words->length ? " " : "", opening,
                  time->has_dates ? " by" : ":");
    words_end(time, edge, words);
    buffer_puts(words, ".");
}

void words_of_sign(const struct plan_time *time, const struct span *eases, const struct span *gone,
                   enum span_state state, struct json_object *figures, struct buffer *words)
{
    if (json_object_array_length(figures) > 1) {
        buffer_puts(words, "Our information differs: ");
        put_figures(figures, words);
        buffer_puts(words, ". Ask us.");
        return;
    }
    if (!gone->confirmed) {
        buffer_puts(words, "Ask us. The clinic has not confirmed this yet.");
        return;
    }
    /* Nobody has said when it is gone, and it should have eased. */
    if (time->has_dates && eases->until.kind == EDGE_KNOWN && state == SPAN_ASK &&
        eases->until.moment <= time->as_of.start) {
        put_sign_edge(time, "Usually it has eased", &eases->until, words);
        buffer_puts(words, " If you still have it, ask us.");
        return;
    }
    put_sign_edge(time, "Usually eases", &eases->until, words);
    put_sign_edge(time, "Usually gone", &gone->until, words);
    if (state == SPAN_OVER)
        buffer_puts(words, " If you still have it, call us.");
    else if (gone->until.kind == EDGE_EVENT)
        buffer_printf(words, "Usual until %s.", gone->until.condition);
    else if (!has_moment(&gone->until) && gone->until.kind != EDGE_ALWAYS)
        buffer_printf(words, "%sAsk us when it is usually gone.", words->length ? " " : "");
    else if (gone->until.kind == EDGE_AT_LEAST)
        buffer_puts(words, " It may last longer: ask us.");
}

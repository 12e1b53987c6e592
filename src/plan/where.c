#include "plan/where.h"

#include "plan/timeline.h"
#include "text/json.h"

#include <json-c/json.h>

struct json_object *where_entry(const struct item_source *source)
{
    struct json_object *entry = json_object_new_object();
    struct json_object *checklist = json_member(source->entry, "checklist");
    struct json_object *treatment = json_member(source->entry, "treatment");
    json_add_text(entry, "checklist", json_text(checklist, "slug"));
    json_add_text(entry, "key", json_text(checklist, "key"));
    json_add_shared(entry, "revision", json_member(source->entry, "revision"));
    json_add_text(entry, "treatment", json_text(checklist, "treatment"));
    json_add_text(entry, "title", json_text(treatment ? treatment : checklist, "title"));
    if (treatment)
        json_add_text(entry, "treatment_slug", json_text(treatment, "slug"));
    json_add_shared(entry, "treatment_revision", json_member(source->entry, "treatment_revision"));
    return entry;
}

/* --- When it was ------------------------------------------------------------------------------ */

static const char *note_of(const struct treated *treated)
{
    if (!treated->hour_known)
        return "You gave no hour. We count from the latest hour of that day, to be safe.";
    if (treated->clock == ZONE_TWICE)
        return "The clocks went back that night, and showed this hour twice. We count from the "
               "later one, to be safe.";
    if (treated->clock == ZONE_NEVER)
        return "The clocks went forward over this hour, so that it never was. We count to the "
               "later end, to be safe.";
    return NULL;
}

static const char *clock_name(const struct treated *treated)
{
    static const char *const names[] = {
        [ZONE_ONCE] = "once", [ZONE_TWICE] = "twice", [ZONE_NEVER] = "never"};
    return treated->hour_known ? names[treated->clock] : "none";
}

/* "Monday, November 23, 2 pm" as it was typed: also of an hour that never was. */
static void put_treated(const struct plan_time *time, const struct treated *treated,
                        struct buffer *words)
{
    struct edge day = {.kind = EDGE_KNOWN, .moment = zone_day_start(treated->zone, treated->day)};
    words_start(time, &day, words);
    if (!treated->hour_known)
        return;
    int hour = treated->hour % 12 == 0 ? 12 : treated->hour % 12;
    buffer_printf(words, ", %d", hour);
    if (treated->minute)
        buffer_printf(words, ":%02d", treated->minute);
    buffer_puts(words, treated->hour < 12 ? " am" : " pm");
}

static struct json_object *treated_json(const struct plan_time *time, const struct treated *treated)
{
    struct json_object *json = json_object_new_object();
    struct buffer text = {0};
    buffer_printf(&text, "%04d-%02d-%02d", treated->day.year, treated->day.month, treated->day.day);
    json_add_text(json, "date", buffer_text(&text));
    if (treated->hour_known) {
        struct buffer hour = {0};
        buffer_printf(&hour, "%02d:%02d", treated->hour, treated->minute);
        json_add_text(json, "time", buffer_text(&hour));
        buffer_printf(&text, "T%s", buffer_text(&hour));
        buffer_free(&hour);
    }
    json_add_text(json, "value", buffer_text(&text));
    buffer_clear(&text);
    put_treated(time, treated, &text);
    json_add_text(json, "words", buffer_text(&text));
    buffer_free(&text);
    json_object_object_add(json, "hour_known", json_object_new_boolean(treated->hour_known));
    json_object_object_add(json, "earliest", words_moment(time, treated->earliest));
    json_object_object_add(json, "latest", words_moment(time, treated->latest));
    json_add_text(json, "clock", clock_name(treated));
    json_add_text(json, "note", note_of(treated));
    return json;
}

/* --- Where they are --------------------------------------------------------------------------- */

static const char *phase_of(const struct item_source *source)
{
    const struct as_of *as_of = &source->time->as_of;
    if (as_of->end <= source->treated->earliest)
        return "before";
    bool is_that_day = !source->treated->hour_known && as_of->start < source->treated->latest;
    return is_that_day ? "today" : "after";
}

static void put_before(long days, struct buffer *words)
{
    if (days == 0)
        buffer_puts(words, "Your treatment is today.");
    else if (days == 1)
        buffer_puts(words, "Your treatment is tomorrow.");
    else
        buffer_printf(words, "Your treatment is in %ld days.", days);
}

static void put_after(const struct item_source *source, long day, bool has_last, time_t last,
                      struct buffer *words)
{
    struct edge edge = {.kind = EDGE_KNOWN, .moment = last};
    long of =
        has_last ? zone_days_between(source->treated->day, zone_day_of(source->treated->zone, last))
                 : day;
    if (has_last && last > source->time->as_of.start) {
        buffer_printf(words, "Day %ld of %ld%s", day, of,
                      day == 0 ? ": the day of your treatment." : ".");
        return;
    }
    buffer_printf(words, "Day %ld%s", day, day == 0 ? ": the day of your treatment." : ".");
    if (has_last && day > 0) {
        buffer_puts(words, " The last date of this plan was ");
        words_end(source->time, &edge, words);
        buffer_putc(words, '.');
    }
}

struct json_object *where_now(const struct item_source *source, const struct items *items)
{
    const struct treated *treated = source->treated;
    struct json_object *entry = where_entry(source);
    struct buffer words = {0};
    time_t last = 0;
    bool has_last = timeline_last(items, source->number, &last) && last > treated->earliest;
    const char *phase = phase_of(source);
    long day =
        zone_days_between(treated->day, zone_day_of(treated->zone, source->time->as_of.start));
    json_object_object_add(entry, "treated", treated_json(source->time, treated));
    json_add_text(entry, "phase", phase);
    json_object_object_add(entry, "day", json_object_new_int64(day));
    if (has_last)
        json_object_object_add(entry, "of",
                               json_object_new_int64(zone_days_between(
                                   treated->day, zone_day_of(treated->zone, last))));
    if (*phase == 'b') {
        json_object_object_add(entry, "days_until", json_object_new_int64(-day));
        put_before(-day, &words);
    } else {
        put_after(source, day, has_last, last, &words);
    }
    json_add_text(entry, "where", buffer_text(&words));
    buffer_free(&words);
    return entry;
}

#include "plan/calendar.h"

#include "content/moment.h"
#include "plan/zone.h"
#include "text/json.h"

#include <json-c/json.h>
#include <libical/ical.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What colleagues may read over a shoulder, and a locked screen shows: no word of the treatment,
 * the clinic or what it is about. */
static const char step_summary[] = "Skin care step";
static const char sign_summary[] = "Skin care check";

static const char product[] = "-//Aftercare//Plan//EN";

struct writing {
    struct json_object *plan; /* borrowed, as the texts are */
    const char *zone;
    const char *base_url;
    time_t now;
    icalcomponent *calendar;
};

/* --- Times ------------------------------------------------------------------------------------ */

/* The moment of an object {at: "2026-11-26T14:00:00-05:00"}. */
static time_t moment_of(struct json_object *moment)
{
    struct tm shown = {.tm_year = 0};
    strptime(json_text(moment, "at"), "%Y-%m-%dT%H:%M:%S%z", &shown);
    long offset = shown.tm_gmtoff;
    return timegm(&shown) - offset;
}

static struct icaltimetype time_of_calendar(const struct tm *calendar, bool is_date)
{
    struct icaltimetype time = icaltime_null_time();
    time.year = calendar->tm_year + 1900;
    time.month = calendar->tm_mon + 1;
    time.day = calendar->tm_mday;
    time.is_date = is_date;
    if (!is_date) {
        time.hour = calendar->tm_hour;
        time.minute = calendar->tm_min;
        time.second = calendar->tm_sec;
    }
    return time;
}

static struct icaltimetype universal(time_t moment)
{
    return icaltime_from_timet_with_zone(moment, 0, icaltimezone_get_utc_timezone());
}

/* Whether the clock shows this hour twice. RFC 5545 (3.3.5) then means the first; not every program
 * does. */
static bool is_shown_twice(const char *zone, const struct tm *shown)
{
    time_t earliest, latest;
    struct zone_day day = {shown->tm_year + 1900, shown->tm_mon + 1, shown->tm_mday};
    return zone_moments(zone, day, shown->tm_hour, shown->tm_min, &earliest, &latest) == ZONE_TWICE;
}

/* What begins or ends with a day is that day, wherever the phone is by then; all else is an hour on
 * the clinic's clock. */
static icalproperty *new_start(const struct writing *writing, struct json_object *moment)
{
    struct tm shown;
    time_t at = moment_of(moment);
    moment_calendar(at, writing->zone, &shown);
    if (json_true(moment, "midnight"))
        return icalproperty_new_dtstart(time_of_calendar(&shown, true));
    if (is_shown_twice(writing->zone, &shown))
        return icalproperty_new_dtstart(universal(at));
    icalproperty *start = icalproperty_new_dtstart(time_of_calendar(&shown, false));
    icalproperty_add_parameter(start, icalparameter_new_tzid(writing->zone));
    return start;
}

/* --- The zone --------------------------------------------------------------------------------- */

enum { DAY_SECONDS = 24 * 60 * 60, STEP_DAYS = 7, MARGIN_DAYS = 400 };

static long offset_at(const char *zone, time_t moment)
{
    struct tm shown;
    moment_calendar(moment, zone, &shown);
    return shown.tm_gmtoff;
}

/* The first moment after before that has the offset of after. */
static time_t change_between(const char *zone, time_t before, time_t after)
{
    long offset = offset_at(zone, before);
    while (after - before > 1) {
        time_t middle = before + (after - before) / 2;
        if (offset_at(zone, middle) == offset)
            before = middle;
        else
            after = middle;
    }
    return after;
}

/* From moment on the clocks show what they show then; until then they were at offset from. */
static void add_observance(icalcomponent *zone, const char *name, time_t moment, long from)
{
    struct tm shown, wall;
    time_t before = moment + from;
    moment_calendar(moment, name, &shown);
    int to = (int)shown.tm_gmtoff;
    icalcomponent *observance =
        shown.tm_isdst > 0 ? icalcomponent_new_xdaylight() : icalcomponent_new_xstandard();
    icalcomponent_add_property(observance, icalproperty_new_tzname(shown.tm_zone));
    icalcomponent_add_property(observance, icalproperty_new_tzoffsetfrom((int)from));
    icalcomponent_add_property(observance, icalproperty_new_tzoffsetto(to));
    gmtime_r(&before, &wall);
    icalcomponent_add_property(observance,
                               icalproperty_new_dtstart(time_of_calendar(&wall, false)));
    icalcomponent_add_component(zone, observance);
}

/* The zone as this plan needs it: each change of the clocks from over a year before it to over a
 * year after, by the same rules that its moments were counted with. */
static void add_zone(struct writing *writing)
{
    struct json_object *timeline = json_member(writing->plan, "timeline");
    size_t count = json_length(writing->plan, "timeline"); /* with the treatment: never 0 */
    struct json_object *first = json_object_array_get_idx(timeline, 0);
    struct json_object *last = json_object_array_get_idx(timeline, count - 1);
    time_t margin = (time_t)MARGIN_DAYS * DAY_SECONDS;
    time_t now = moment_of(json_member(first, "moment")) - margin;
    time_t end = moment_of(json_member(last, "moment")) + margin;
    icalcomponent *zone = icalcomponent_new_vtimezone();
    icalcomponent_add_property(zone, icalproperty_new_tzid(writing->zone));
    add_observance(zone, writing->zone, now, offset_at(writing->zone, now));
    for (; now < end; now += (time_t)STEP_DAYS * DAY_SECONDS) {
        time_t next = now + (time_t)STEP_DAYS * DAY_SECONDS;
        long offset = offset_at(writing->zone, now);
        if (offset_at(writing->zone, next) != offset)
            add_observance(zone, writing->zone, change_between(writing->zone, now, next), offset);
    }
    icalcomponent_add_component(writing->calendar, zone);
}

/* --- Which event it is ------------------------------------------------------------------------ */

typedef unsigned __int128 hash128;

enum { UUID_BYTES = 16 };

/* FNV-1a over text and a line's end, which no part has. */
static hash128 hash_text(hash128 hash, const char *text)
{
    static const hash128 prime = ((hash128)1 << 88) + 0x13b;
    for (const char *at = text ? text : ""; *at; at++)
        hash = (hash ^ (unsigned char)*at) * prime;
    return (hash ^ '\n') * prime;
}

/* A UUID of version 8 (RFC 9562, 5.8). It names the step and the treatment, not when the step ends:
 * where the clinic changes that, the event moves. */
static void put_uid(const struct writing *writing, struct json_object *event,
                    struct json_object *treatment, struct buffer *uid)
{
    hash128 hash = ((hash128)0x6c62272e07bb0142 << 64) + 0x62b821756295c58d;
    hash = hash_text(hash, writing->base_url);
    hash = hash_text(hash, json_text(treatment, "key"));
    hash = hash_text(hash, json_text(json_member(treatment, "treated"), "value"));
    hash = hash_text(hash, json_text(event, "path"));
    hash = hash_text(hash, json_text(event, "what"));
    for (int i = 0; i < UUID_BYTES; i++) {
        uint8_t byte = (uint8_t)(hash >> (8 * (UUID_BYTES - 1 - i)));
        if (i == 6)
            byte = (uint8_t)((byte & 0x0f) | 0x80);
        if (i == 8)
            byte = (uint8_t)((byte & 0x3f) | 0x80);
        buffer_printf(uid, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", byte);
    }
}

static struct json_object *treatment_at(const struct writing *writing, int64_t number)
{
    return json_object_array_get_idx(json_member(writing->plan, "treatments"), (size_t)number);
}

static bool same_text(struct json_object *a, struct json_object *b, const char *name)
{
    const char *one = json_text(a, name), *other = json_text(b, name);
    return one && other && strcmp(one, other) == 0;
}

/* Whether an earlier treatment of the plan is the same at the same time: then its events are, too.
 */
static bool is_repeated(const struct writing *writing, int64_t number)
{
    struct json_object *own = treatment_at(writing, number);
    for (int64_t i = 0; i < number; i++) {
        struct json_object *other = treatment_at(writing, i);
        if (same_text(own, other, "checklist") &&
            same_text(json_member(own, "treated"), json_member(other, "treated"), "value"))
            return true;
    }
    return false;
}

/* --- What it says ----------------------------------------------------------------------------- */

static bool event_is(struct json_object *event, const char *what)
{
    return strcmp(json_text(event, "what"), what) == 0;
}

/* Titles have no control characters where they come through the form; a calendar that meets one
 * refuses the whole file. */
static void drop_controls(struct buffer *text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text->length; i++) {
        unsigned char byte = (unsigned char)text->data[i];
        if ((byte >= ' ' && byte != 0x7f) || byte == '\n')
            text->data[kept++] = text->data[i];
    }
    if (text->data)
        text->data[kept] = '\0';
    text->length = kept;
}

/* "Clinic: (555) 010-0100" */
static void put_line(struct buffer *text, const char *before, struct json_object *object,
                     const char *name)
{
    const char *value = object ? json_text(object, name) : NULL;
    if (value && *value)
        buffer_printf(text, "%s%s\n", before, value);
}

static void put_clinic(const struct writing *writing, struct json_object *treatment,
                       struct buffer *text)
{
    struct json_object *clinic = json_member(writing->plan, "clinic");
    const char *slug = json_text(treatment, "checklist");
    put_line(text, "\nQuestions? Call us: ", clinic, "phone");
    put_line(text, "Urgent help: ", clinic, "emergency");
    if (*writing->base_url && slug)
        buffer_printf(text, "Our advice as it is now: %s/aftercare/%s\n", writing->base_url, slug);
}

static void put_description(const struct writing *writing, struct json_object *event,
                            struct json_object *treatment, struct buffer *text)
{
    put_line(text, "", event, "says");
    if (json_true(event, "about"))
        buffer_puts(text, "The time is not exact: about then.\n");
    if (json_true(event, "at_least"))
        buffer_puts(text, "It may be longer: please ask us.\n");
    if (event_is(event, "usually-gone"))
        buffer_puts(text, "If it is still there then, please call us.\n");
    buffer_printf(text, "Treatment: %s, %s\n", json_text(treatment, "title"),
                  json_text(json_member(treatment, "treated"), "words"));
    put_clinic(writing, treatment, text);
    drop_controls(text);
}

/* --- Alarms ----------------------------------------------------------------------------------- */

enum { WAKING_FROM = 8, WAKING_UNTIL = 20, EVENING = 18 };

/* When to remind of what starts at moment: then, or where people sleep then, the evening before. */
static time_t reminder(const char *zone, time_t moment)
{
    struct tm shown;
    time_t evening, latest;
    struct zone_day day = zone_day_of(zone, moment);
    moment_calendar(moment, zone, &shown);
    if (shown.tm_hour >= WAKING_FROM && shown.tm_hour < WAKING_UNTIL)
        return moment;
    if (shown.tm_hour < WAKING_FROM)
        day = zone_add_days(day, -1);
    zone_moments(zone, day, EVENING, 0, &evening, &latest);
    return evening;
}

/* Only what starts has one: something is to be done, or stopped, from then on. What ends costs
 * nobody anything who hears of it later. */
static void add_alarm(const struct writing *writing, icalcomponent *vevent,
                      struct json_object *event)
{
    time_t moment = moment_of(json_member(event, "moment"));
    time_t at = reminder(writing->zone, moment);
    if (!event_is(event, "starts") || at <= writing->now)
        return;
    struct icaltriggertype trigger = {.time = icaltime_null_time(),
                                      .duration = icaldurationtype_from_int((int)(at - moment))};
    icalcomponent *alarm = icalcomponent_new_valarm();
    icalcomponent_add_property(alarm, icalproperty_new_action(ICAL_ACTION_DISPLAY));
    icalcomponent_add_property(alarm, icalproperty_new_description(step_summary));
    icalcomponent_add_property(alarm, icalproperty_new_trigger(trigger));
    icalcomponent_add_component(vevent, alarm);
}

/* --- Events ----------------------------------------------------------------------------------- */

static int revision_of(struct json_object *event, struct json_object *treatment, bool is_sign)
{
    return (int)(is_sign ? json_integer(treatment, "treatment_revision", 0)
                         : json_integer(event, "revision", 0));
}

static void add_event(const struct writing *writing, struct json_object *event,
                      struct json_object *treatment)
{
    const char *type = json_text(event, "type");
    bool is_sign = type && strcmp(type, "sign") == 0;
    struct buffer uid = {0}, description = {0};
    put_uid(writing, event, treatment, &uid);
    put_description(writing, event, treatment, &description);
    icalcomponent *vevent =
        icalcomponent_vanew(ICAL_VEVENT_COMPONENT, icalproperty_new_uid(buffer_text(&uid)),
                            icalproperty_new_dtstamp(universal(writing->now)),
                            icalproperty_new_lastmodified(universal(writing->now)),
                            icalproperty_new_sequence(revision_of(event, treatment, is_sign)),
                            new_start(writing, json_member(event, "moment")),
                            icalproperty_new_summary(is_sign ? sign_summary : step_summary),
                            icalproperty_new_description(buffer_text(&description)),
                            icalproperty_new_class(ICAL_CLASS_PRIVATE),
                            icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT), (void *)0);
    add_alarm(writing, vevent, event);
    icalcomponent_add_component(writing->calendar, vevent);
    buffer_free(&uid);
    buffer_free(&description);
}

static void add_events(const struct writing *writing)
{
    struct json_object *timeline = json_member(writing->plan, "timeline");
    for (size_t i = 0; i < json_length(writing->plan, "timeline"); i++) {
        struct json_object *event = json_object_array_get_idx(timeline, i);
        int64_t number = json_integer(event, "number", 0);
        /* The treatment itself stands in the patient's calendar already, under a name of theirs. */
        if (!event_is(event, "treatment") && !is_repeated(writing, number))
            add_event(writing, event, treatment_at(writing, number));
    }
}

void calendar_write(struct json_object *plan, const char *base_url, time_t now, struct buffer *out)
{
    struct writing writing = {.plan = plan,
                              .zone = json_text(plan, "time_zone"),
                              .base_url = base_url,
                              .now = now,
                              .calendar = icalcomponent_new_vcalendar()};
    icalcomponent_add_property(writing.calendar, icalproperty_new_prodid(product));
    icalcomponent_add_property(writing.calendar, icalproperty_new_version("2.0"));
    icalcomponent_add_property(writing.calendar, icalproperty_new_method(ICAL_METHOD_PUBLISH));
    add_zone(&writing);
    add_events(&writing);
    char *text = icalcomponent_as_ical_string_r(writing.calendar);
    buffer_puts(out, text);
    icalmemory_free_buffer(text);
    icalcomponent_free(writing.calendar);
}

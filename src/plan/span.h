/* From when until when a claim of one document holds, for one treatment: its times (JSON, as
 * content/kinds.c has them) become moments. docs/times.md tells each rule and why. */
#ifndef AFTERCARE_PLAN_SPAN_H
#define AFTERCARE_PLAN_SPAN_H

#include "plan/zone.h"

struct json_object;

/* When a treatment is or was. Where the hour is not known, or the clock showed it twice or never,
 * it may have been at any moment from earliest to latest. */
struct treated {
    const char *zone; /* borrowed */
    struct zone_day day;
    bool hour_known;
    int hour, minute;      /* where hour_known */
    enum zone_clock clock; /* where hour_known */
    time_t earliest, latest;
};

/* The treatment of a day, with no hour: from its midnight to the next. */
void treated_on_day(struct treated *treated, const char *zone, struct zone_day day);
/* With an hour (0 to 23) and a minute. */
void treated_at(struct treated *treated, const char *zone, struct zone_day day, int hour,
                int minute);

enum edge_kind {
    EDGE_NONE,     /* not given, and none is needed: it begins with the treatment, or ends there */
    EDGE_KNOWN,    /* at moment */
    EDGE_AT_LEAST, /* not before moment; when then, only the clinic can say */
    EDGE_ALWAYS,
    EDGE_EVENT, /* when condition is so */
    EDGE_ASK,   /* not stated, or differing */
};

struct edge {
    enum edge_kind kind;
    time_t moment;            /* of NONE, KNOWN and AT_LEAST */
    bool about;               /* the words said "about" */
    bool then_event;          /* and condition must be so, besides */
    const char *condition;    /* borrowed from the claim; may be NULL */
    struct json_object *time; /* the time it was made from; borrowed; may be NULL */
};

struct span {
    struct edge from, until;
    bool forbids;            /* a do-not */
    bool before;             /* a step of before the treatment */
    bool confirmed;          /* only such a claim gives dates */
    time_t earliest, latest; /* the treatment's */
};

enum span_state { SPAN_NOT_YET, SPAN_NOW, SPAN_OVER, SPAN_ASK, SPAN_UNTIL_EVENT };

void span_of_step(struct span *span, struct json_object *step, const struct treated *treated);

/* A sign's list of figures, named "eases" or "gone", as the end of a span that begins with the
 * treatment. Several figures differ: EDGE_ASK. */
void span_of_sign(struct span *span, struct json_object *sign, const char *list,
                  const struct treated *treated);

/* How a span stands to the time from start up to, without, end: at any part of it a do-not counts,
 * in all of it a permission. A moment is start = end - 1. *begun: whether it holds in that time,
 * as far as anybody can say. */
enum span_state span_state(const struct span *span, time_t start, time_t end, bool *begun);

/* "not-yet", "now", "over", "ask", "until-event". */
const char *span_state_name(enum span_state state);

/* "none", "known", "at-least", "always", "event", "ask". */
const char *edge_kind_name(enum edge_kind kind);

#endif

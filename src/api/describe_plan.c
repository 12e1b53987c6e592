/* What stands in a plan: the members of its answer (docs/times.md). */
#include "api/describe.h"

#include <stddef.h>

/* --- Times ------------------------------------------------------------------------------------ */

#define MOMENT_MEMBERS                                                                             \
    {"at", "string", "The moment, with the clinic's offset (RFC 3339).", true},                    \
        {"date", "string", "Its date on the clinic's calendar.", true},                            \
        {"time", "string", "The same on the clinic's clock: 14:00.", true},                        \
        {"midnight", "boolean", "Whether a day begins with it.", true},                            \
        {"words", "string", "What begins then begins so.", true},                                  \
    {                                                                                              \
        "end_words", "string", "What ends then ends so.", true                                     \
    }

static const struct api_member moment_members[] = {MOMENT_MEMBERS, {NULL}};
static const struct api_member as_of_members[] = {
    MOMENT_MEMBERS,
    {"whole_day", "boolean", "Whether a day was asked about, and no hour.", true},
    {"given", "boolean", "Whether it was asked about, and is not just now.", true},
    {NULL},
};
static const struct api_member edge_members[] = {
    {"kind", "string",
     "known, at-least, event, always, ask (not said, or not confirmed) or none: it does not end.",
     true},
    {"words", "string", "The time as it is published.", false},
    {"condition", "string", "What it ends with, for an event.", false},
    {"about", "boolean", "Whether it is about then.", true},
    {"moment", "object", "When that is, where it is known.", false, moment_members},
    {NULL},
};

/* --- The treatments --------------------------------------------------------------------------- */

static const struct api_member treated_members[] = {
    {"date", "string", "Its date.", true},
    {"time", "string", "Its hour, where it was given.", false},
    {"value", "string", "The same as it is sent.", true},
    {"words", "string", "The same in words.", true},
    {"hour_known", "boolean", "Whether an hour was given.", true},
    {"earliest", "object", "The first moment at which it may have been.", true, moment_members},
    {"latest", "object", "The last one: what holds for hours is counted from it.", true,
     moment_members},
    {"clock", "string",
     "Whether its hour stood on the clock: once, twice or never; none without an hour.", true},
    {"note", "string", "What to know of the hour.", false},
    {NULL},
};
static const struct api_member treatment_members[] = {
    {"checklist", "string", "Its checklist's slug.", true},
    {"key", "string", "Its checklist's key.", true},
    {"revision", "integer", "The checklist's revision.", true},
    {"treatment", "string", "The treatment's key.", true},
    {"title", "string", "Its title.", true},
    {"treatment_slug", "string", "Its slug.", false},
    {"treatment_revision", "integer", "Its revision.", false},
    {"treated", "object", "When it is or was.", false, treated_members},
    {"phase", "string", "before, today or after.", false},
    {"day", "integer", "Which day after it this is; its own is 0.", false},
    {"of", "integer", "The day on which its last time ends.", false},
    {"days_until", "integer", "How many days it is away.", false},
    {"where", "string", "The same in words.", false},
    {NULL},
};

/* --- Steps and signs -------------------------------------------------------------------------- */

static const struct api_member frequency_members[] = {
    {"low", "integer", "Every so many units at least.", true},
    {"high", "integer", "And at most.", true},
    {"unit", "string", "minute, hour, day, week, month or year.", true},
    {"words", "string", "As patients read it.", true},
    {NULL},
};
static const struct api_member overruled_members[] = {
    {"words", "string", "What holds instead, as a sentence.", true},
    {"treatment", "string", "The other treatment's key.", true},
    {"path", "string", "Where the other step stands.", true},
    {"moment", "object", "Until when it holds.", false, moment_members},
    {NULL},
};
static const struct api_member item_members[] = {
    {"type", "string", "step or sign.", true},
    {"id", "string", "Its id in the document.", true},
    {"path", "string", "Where it stands there.", true},
    {"title", "string", "The step, or what is seen or felt.", true},
    {"says", "string", "How it stands, as a sentence.", true},
    {"line", "string", "Of a do-not that ends: from when it is allowed again.", false},
    {"state", "string", "not-yet, now, over, until-event or ask; missing without a day.", false},
    {"from", "object", "Its beginning.", false, edge_members},
    {"until", "object", "Its end; of a sign, when it is usually gone.", false, edge_members},
    {"eases", "object", "Of a sign: when it eases.", false, edge_members},
    {"figures_words", "array", "Of a sign whose figures differ: each of them.", false, NULL,
     "string"},
    {"overruled", "object", "Another step that forbids it still.", false, overruled_members},
    {"confirmed", "boolean", "Whether the clinic has confirmed it.", true},
    {"action", "string", "Of a step: do or do-not.", false},
    {"phase", "string", "Of a step: before or after.", false},
    {"activity", "string", "Of a step: the activity's key.", false},
    {"activity_title", "string", "The activity's title.", false},
    {"activity_url", "string", "The path of its page.", false},
    {"text", "string", "Of a step: more about it, in Markdown.", false},
    {"text_html", "string", "The same as safe HTML.", false},
    {"why", "string", "Of a step: its reason, in Markdown.", false},
    {"why_html", "string", "The same as safe HTML.", false},
    {"frequency", "object", "Of a step: how often.", false, frequency_members},
    {"urgency", "string", "Of a sign: usual, call or emergency.", false},
    {"look", "string", "Of a sign: how it looks and feels, in Markdown.", false},
    {"look_html", "string", "The same as safe HTML.", false},
    {"look_darker", "string", "The same on brown and black skin.", false},
    {"look_darker_html", "string", "The same as safe HTML.", false},
    {"call", "string", "Of a sign: when to call, in Markdown.", false},
    {"call_html", "string", "The same as safe HTML.", false},
    {"note", "string", "What to say beside it.", false},
    {"source", "string", "The id of its source in the document.", false},
    {"place", "string", "The place in the source.", false},
    {"treatment", "string", "The treatment's key.", true},
    {"treatment_title", "string", "The treatment's title.", true},
    {"checklist", "string", "The checklist's slug.", true},
    {"number", "integer", "The treatment's place in the plan, from 0.", true},
    {NULL},
};
static const struct api_member group_members[] = {
    {"key", "string", "How long: 24-hour, 2-week.", true},
    {"title", "string", "The same in words.", true},
    {"do_not", "array", "What not to do.", true, item_members},
    {"do", "array", "What to do.", true, item_members},
    {"usual", "array", "What is usual.", true, item_members},
    {NULL},
};

/* --- In order, and by activity ---------------------------------------------------------------- */

static const struct api_member event_members[] = {
    {"what", "string", "treatment, starts, ends, eases or usually-gone.", true},
    {"moment", "object", "When.", true, moment_members},
    {"says", "string", "The same as a sentence.", true},
    {"past", "boolean", "Whether it is over.", true},
    {"about", "boolean", "Whether it is about then.", true},
    {"at_least", "boolean", "Whether it may be later.", false},
    {"overruled", "string", "What another step forbids still, as a sentence.", false},
    {"type", "string", "step or sign; missing for the treatment itself.", false},
    {"id", "string", "Its id in the document.", false},
    {"path", "string", "Where it stands there.", false},
    {"title", "string", "The step, the sign or the treatment.", true},
    {"action", "string", "Of a step: do or do-not.", false},
    {"phase", "string", "Of a step: before or after.", false},
    {"activity_title", "string", "Of a step: the activity's title.", false},
    {"treatment", "string", "The treatment's key.", true},
    {"treatment_title", "string", "The treatment's title.", true},
    {"checklist", "string", "The checklist's slug.", true},
    {"revision", "integer", "The checklist's revision.", true},
    {"number", "integer", "The treatment's place in the plan, from 0.", true},
    {NULL},
};
static const struct api_member activity_step_members[] = {
    {"treatment", "string", "The treatment's key.", true},
    {"path", "string", "Where the step stands.", true},
    {"title", "string", "The step.", true},
    {"state", "string", "not-yet, now, over, until-event or ask.", true},
    {NULL},
};
static const struct api_member activity_members[] = {
    {"activity", "string", "The activity's key.", true},
    {"title", "string", "Its title.", true},
    {"page_url", "string", "The path of its page.", false},
    {"answer", "string", "no, yes, ask or free: our advice forbids nothing any more.", true},
    {"says", "string", "The same as a sentence.", true},
    {"until", "object", "Until when a no holds, where that is known.", false, moment_members},
    {"line", "string", "Of a no that ends: from when it is allowed again.", false},
    {"forbidden", "boolean", "Whether it is not to be done now: no, or ask where a do-not holds.",
     true},
    {"steps", "array", "The steps that it is made of.", true, activity_step_members},
    {NULL},
};

/* --- The plan --------------------------------------------------------------------------------- */

const struct api_member api_plan_members[] = {
    {"general", "boolean", "Whether it is without a date.", true},
    {"time_zone", "string", "The clinic's.", true},
    {"clinic", "object", "Whom to call.", true, api_clinic_members},
    {"several", "boolean", "Whether there are several treatments.", true},
    {"treatments", "array", "The treatments on the timeline.", true, treatment_members},
    {"as_of", "object", "The moment that it is about.", false, as_of_members},
    {"day", "integer", "The day that it is about.", false},
    {"groups", "array", "The steps by how long they hold, without a date.", false, group_members},
    {"before", "array", "What to do before.", false, item_members},
    {"open", "array", "What holds with no end stated.", false, item_members},
    {"do_not", "array", "What not to do.", false, item_members},
    {"do", "array", "What to do.", false, item_members},
    {"usual", "array", "What is usual.", false, item_members},
    {"call", "array", "When to call.", false, item_members},
    {"ask", "array", "What to ask the clinic.", false, item_members},
    {"later", "array", "What comes later.", false, item_members},
    {"over", "array", "What is over.", false, item_members},
    {"next", "array", "What changes next.", false, event_members},
    {"timeline", "array", "Everything in order.", false, event_members},
    {"activities", "array", "Each activity: no, yes or ask.", false, activity_members},
    {NULL},
};

#include "api/describe.h"

#include "http/router.h"

#include <stddef.h>
#include <string.h>

#define REQUIRED .required = true
#define LIST     "/api/v1/{kind}"
#define PLAN     "/api/v1/checklists/{slug}/plan"

static const char *const yes_or_no[] = {"0", "1", NULL};
static const char *const orders[] = {"position", "title", "-title", "updated", "-updated", NULL};
static const char *const reviews[] = {"overdue", "current", NULL};

const struct api_parameter api_parameters[] = {
    {NULL, "pretty", "string", "1 indents the answer for people.", "1", .choices = yes_or_no},
    {NULL, "slug", "string", "The last part of the document's address.", "micro-needling",
     REQUIRED},
    {NULL, "version", "string", "As printed on the leaflet.", "1-1-1", REQUIRED},
    {NULL, "activity", "string", "The name of an activity, as people type it.", "the gym",
     REQUIRED},
    {NULL, "treatment", "string", "A treatment's slug: only what is about it.", "micro-needling"},
    {PLAN, "day", "integer", "Days after the treatment, whose date is day 0.", "3", -365, 3650},
    {NULL, "day", "integer", "Days after the treatment, whose date is day 0.", "3", 0, 3650},
    {LIST, "q", "string", "Words: what answers them, best first.", "sauna"},
    {NULL, "q", "string", "The words to look for.", "can i use a sauna", REQUIRED},
    {NULL, "kind", "string", "Only documents of that kind.", "faq"},
    {"/api/v1/suggest", "limit", "integer", "At most so many suggestions; 8 where it is missing.",
     "5", 1, 20},
    {NULL, "limit", "integer", "At most so many at once; 20 where it is missing.", "5", 1, 100},
    {NULL, "page", "integer", "The page of the results, from 1 on.", "1", 1, 50},
    {NULL, "updated_since", "string",
     "Published at that moment (RFC 3339) or on that day (UTC), or later.", "2026-01-01"},
    {NULL, "review", "string",
     "Whether the next clinical review was due before today: overdue or current.", "current",
     .choices = reviews},
    {NULL, "sort", "string", "The order; a minus turns it round.", "-updated", .choices = orders},
    {NULL, "fields", "string",
     "Only these members, with commas between; kind and key always stand.", "title,slug,updated"},
    {NULL, "include", "string",
     "Kinds, with commas between: related documents of these stand in “included”.", "treatments"},
    {NULL, "after", "string", "Where to go on: from the last answer's next.", NULL},
    {NULL, "since", "string", "What has changed since then: from the last answer.", "1"},
    {.name = NULL},
};

static const struct api_member index_members[] = {
    {"name", "string", "The program's name.", true},
    {"version", "string", "The program's version.", true},
    {"kinds", "array", "Each kind of document, how many there are, and where.", true},
    {"openapi", "string", "The address of this description.", true},
    {"documentation", "string", "The same for people.", true},
    {NULL},
};
static const struct api_member changes_members[] = {
    {"since", "string", "To ask with the next time.", true},
    {"next", "string", "Where it goes on; missing at the end.", false},
    {"changes", "array", "Each document that changed, once, as it is now.", true},
    {NULL},
};
static const struct api_member search_members[] = {
    {"total", "integer", "How many documents were found, counted up to 1000.", true},
    {"total_is_least", "boolean", "Whether there may be more.", true},
    {"cut", "boolean", "Whether looking took too long and was ended.", true},
    {"corrected", "string", "What was looked for instead, since what was typed gave nothing.",
     false},
    {"suggestion", "string", "Words that may have been meant.", false},
    {"results", "array", "The best part of each document, best first.", true},
    {"direct", "array", "What answers by itself: an activity or a sign.", true},
    {"nearest", "array", "Questions, where nothing was found.", false},
    {NULL},
};
static const struct api_member suggest_members[] = {
    {"suggestions", "array", "What begins like the words: text, kind_label, page.", true},
    {NULL},
};
static const struct api_member can_i_members[] = {
    {"activity", "object", "The activity that was meant.", true},
    {"day", "integer", "The day that was asked about.", false},
    {"treatments", "array", "What each treatment says.", true},
    {"clinic", "object", "Whom to ask.", true},
    {NULL},
};
static const struct api_member signs_members[] = {
    {"treatment", "object", "The treatment.", true},
    {"page", "string", "The page that says the same.", true},
    {"updated", "string", "When it was published.", true},
    {"groups", "array", "The signs by how urgent they are.", true},
    {"clinic", "object", "Whom to ask.", true},
    {NULL},
};
static const struct api_member leaflet_members[] = {
    {"leaflet", "string", "What the leaflet is about.", true},
    {"version", "string", "The version that was asked about.", true},
    {"current_version", "string", "Today's version.", true},
    {"state", "string", "current or superseded.", true},
    {"page", "string", "The page that says the same.", true},
    {"changes", "object", "What has changed since: safety, other.", false},
    {NULL},
};
static const struct api_member plan_members[] = {
    {"general", "boolean", "Whether it is without a date.", true},
    {"time_zone", "string", "The clinic's.", true},
    {"clinic", "object", "Whom to call.", true},
    {"several", "boolean", "Whether there are several treatments.", true},
    {"treatments", "array", "The treatments on the timeline.", true},
    {"as_of", "object", "The moment that it is about.", false},
    {"day", "integer", "The day that it is about.", false},
    {"groups", "array", "The steps by how long they hold, without a date.", false},
    {"before", "array", "What to do before.", false},
    {"open", "array", "What holds with no end stated.", false},
    {"do_not", "array", "What not to do.", false},
    {"do", "array", "What to do.", false},
    {"usual", "array", "What is usual.", false},
    {"call", "array", "When to call.", false},
    {"ask", "array", "What to ask the clinic.", false},
    {"later", "array", "What comes later.", false},
    {"over", "array", "What is over.", false},
    {"next", "array", "What changes next.", false},
    {"timeline", "array", "Everything in order.", false},
    {"activities", "array", "Each activity: no, yes or ask.", false},
    {NULL},
};

const struct api_answer api_answers[] = {
    {"/api/v1/", "Index", "application/json", index_members},
    {"/api/v1/openapi.json", "Description", "application/json", NULL},
    {"/api/v1/docs", "Page", "text/html", NULL},
    {"/api/v1/changes", "Changes", "application/json", changes_members},
    {"/api/v1/download.ndjson", "Download", "application/x-ndjson", NULL},
    {"/api/v1/search", "Search", "application/json", search_members},
    {"/api/v1/suggest", "Suggestions", "application/json", suggest_members},
    {"/api/v1/can-i", "CanI", "application/json", can_i_members},
    {"/api/v1/treatments/{slug}/signs", "Signs", "application/json", signs_members},
    {"/api/v1/leaflets/{slug}/{version}", "Leaflet", "application/json", leaflet_members},
    {PLAN, "Plan", "application/json", plan_members},
    {"/api/v1/checklists/{slug}/plan.ics", "Calendar", "text/calendar", NULL},
    {.pattern = NULL},
};

const struct api_parameter *api_parameter_of(const struct http_route *route, const char *name)
{
    for (const struct api_parameter *each = api_parameters; each->name; each++)
        if (strcmp(each->name, name) == 0 &&
            (!each->pattern || strcmp(each->pattern, route->pattern) == 0))
            return each;
    return NULL;
}

const struct api_answer *api_answer_of(const struct http_route *route)
{
    for (const struct api_answer *each = api_answers; each->pattern; each++)
        if (strcmp(each->pattern, route->pattern) == 0)
            return each;
    return NULL;
}

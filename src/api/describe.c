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
    {"/api/v1/suggest", "q", "string", "The beginning of what is looked for.", "sau", REQUIRED},
    {LIST, "q", "string", "Words: what answers them, best first.", "sauna"},
    {NULL, "q", "string", "The words to look for.", "can i use a sauna", REQUIRED},
    {NULL, "kind", "string", "Only documents of that kind.", "faq", .of_kinds = true},
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

const struct api_parameter api_plan_fields[] = {
    {PLAN, "treated", "string",
     "When the treatment is or was, on the clinic's clock: 2026-11-23T14:00, 2026-11-23 or today.",
     "today", REQUIRED},
    {PLAN, "hour", "string", "Its hour, where treated has none.", "14:00"},
    {PLAN, "at", "string", "The moment to ask about, as treated; now where it is missing.", NULL},
    {PLAN, "with", "array",
     "Other treatments on the same timeline, up to 8: a checklist's slug, @ and its date, as "
     "micro-needling@2026-11-20T10:00; in a form it may be repeated. In JSON: checklist, treated, "
     "hour.",
     NULL},
    {.name = NULL},
};

/* --- Parts of answers ------------------------------------------------------------------------- */

const struct api_member api_reference_members[] = {
    {"kind", "string", "Its kind.", true},
    {"key", "string", "Its key, which never changes.", true},
    {"title", "string", "Its title.", true},
    {"self", "string", "Its address in the API.", true},
    {"page", "string", "Its page.", false},
    {NULL},
};
const struct api_member api_nearest_members[] = {
    {"title", "string", "The question.", true},
    {"page", "string", "Its page.", true},
    {NULL},
};
const struct api_member api_clinic_members[] = {
    {"title", "string", "The clinic's name.", false},
    {"phone", "string", "Its number, as people read it.", false},
    {"phone_url", "string", "The same as a tel: address.", false},
    {"emergency", "string", "What to do in an emergency.", false},
    {"emergency_url", "string", "The number as a tel: address.", false},
    {NULL},
};
static const struct api_member time_members[] = {
    {"kind", "string", "time, always, event or unstated.", true},
    {"low", "integer", "How many units at least.", false},
    {"high", "integer", "And at most.", false},
    {"unit", "string", "minute, hour, day, week, month or year.", false},
    {"precision", "string", "exact, about, at-least or at-most.", false},
    {"anchor", "string", "What it is counted from.", false},
    {"condition", "string", "What it ends with, for an event.", false},
    {"words", "string", "As patients read it.", true},
    {NULL},
};

/* --- Answers ---------------------------------------------------------------------------------- */

static const struct api_member index_kind_members[] = {
    {"kind", "string", "The kind's name.", true},
    {"title", "string", "As people read it.", true},
    {"count", "integer", "How many of its documents are live.", true},
    {"url", "string", "Where they are.", true},
    {NULL},
};
static const struct api_member index_members[] = {
    {"name", "string", "The program's name.", true},
    {"version", "string", "The program's version.", true},
    {"kinds", "array", "Each kind of document, how many there are, and where.", true,
     index_kind_members},
    {"openapi", "string", "The address of this description.", true},
    {"documentation", "string", "The same for people.", true},
    {NULL},
};
/* What our advice says of an activity, and from when until when that holds. */
#define VERDICT_MEMBERS                                                                            \
    {"answer", "string", "no, yes, ask or free: our advice forbids nothing any more.", true},      \
        {"words", "string", "The same as a sentence.", true},                                      \
    {                                                                                              \
        "then", "string", "What holds past the end.", false                                        \
    }
#define SPAN_MEMBERS                                                                               \
    {"from", "object", "The time from which it holds.", false, time_members},                      \
    {                                                                                              \
        "until", "object", "The time until which it holds.", false, time_members                   \
    }
static const struct api_member withdrawn_members[] = {
    {"reason", "string", "Why, as its page says.", true},
    {"instead", "string", "The path of the page to read instead.", false},
    {NULL},
};
static const struct api_member change_members[] = {
    {"state", "string",
     "live, or withdrawn: also of a document that never was live, so pass over a key that you do "
     "not have.",
     true},
    {"kind", "string", "The document's kind.", true},
    {"key", "string", "Its key.", true},
    {"document", "object", "The live document, as in the lists but for what refers to it.", false,
     .document = true},
    {"withdrawn", "object", "Why it was withdrawn.", false, withdrawn_members},
    {NULL},
};
static const struct api_member changes_members[] = {
    {"since", "string", "To ask with the next time.", true},
    {"next", "string", "Where it goes on; missing at the end.", false},
    {"changes", "array", "Each document that changed, once, as it is now.", true, change_members},
    {NULL},
};
static const struct api_member result_members[] = {
    {"kind", "string", "The document's kind.", true},
    {"kind_label", "string", "The same as people read it.", true},
    {"key", "string", "Its key.", true},
    {"slug", "string", "Its slug.", true},
    {"title", "string", "Its title.", true},
    {"heading", "string", "That of the part that answers.", false},
    {"snippet", "string", "What the part says.", true},
    {"snippet_html", "string", "The same with the words in mark elements.", true},
    {"self", "string", "The document's address in the API.", true},
    {"page", "string", "Its page, with the part.", true},
    {NULL},
};
static const struct api_member direct_answer_members[] = {
    {"treatment", "string", "The treatment's title.", true},
    VERDICT_MEMBERS,
    {"before", "string", "The same for the time before the treatment, as a sentence.", false},
    {NULL},
};
static const struct api_member direct_line_members[] = {
    {"label", "string", "What the line is about: “Usually gone”.", true},
    {"words", "string", "What our information says.", true},
    {"place", "string", "Where in it that stands.", false},
    {"one_of_several", "boolean", "Whether other places say otherwise.", false},
    {NULL},
};
static const struct api_member direct_time_members[] = {
    {"label", "string", "What the time is about: “Usually gone”.", true},
    {"words", "string", "All that our information says of it.", true},
    {NULL},
};
static const struct api_member direct_members[] = {
    {"type", "string", "activity, sign or contact.", true},
    {"title", "string", "The activity, the sign, or that of the page of contacts.", true},
    {"says_nothing", "boolean", "Of an activity: no treatment says anything, so ask us.", false},
    {"phone", "string", "Of contact: the clinic's number, as people read it.", false},
    {"phone_url", "string", "The same as a tel: address.", false},
    {"emergency", "string", "Of contact: what to do in an emergency.", false},
    {"emergency_url", "string", "The number as a tel: address.", false},
    {"answers", "array", "Of an activity: what each treatment says.", false, direct_answer_members},
    {"treatment", "string", "Of a sign: after which treatment.", false},
    {"urgency", "string", "Of a sign: usual, call or emergency.", false},
    {"words", "string", "Of a sign: the same in words.", false},
    {"differs", "boolean", "Of a sign: whether our information differs.", false},
    {"times", "array", "Of a sign: when it eases and is gone.", false, direct_time_members},
    {"lines", "array", "Of a sign: the same, figure by figure.", false, direct_line_members},
    {"page", "string", "The page that says the same.", true},
    {NULL},
};
static const struct api_member search_members[] = {
    {"total", "integer", "How many documents were found, counted up to 1000.", true},
    {"total_is_least", "boolean", "Whether there may be more.", true},
    {"cut", "boolean", "Whether looking took too long and was ended.", true},
    {"corrected", "string",
     "What was looked for instead, since a word that was typed stands on no page.", false},
    {"suggestion", "string", "Words that may have been meant.", false},
    {"missing", "array", "Words that stand on no page, where others were found.", false, NULL,
     "string"},
    {"results", "array", "The best part of each document, best first.", true, result_members},
    {"direct", "array", "What answers by itself: activities, signs, the clinic.", true,
     direct_members},
    {"nearest", "array", "Questions, where nothing was found.", false, api_nearest_members},
    {NULL},
};
static const struct api_member suggestion_members[] = {
    {"text", "string", "What to offer.", true},
    {"kind_label", "string", "What it is, for people.", true},
    {"page", "string", "Where it stands.", true},
    {NULL},
};
static const struct api_member suggest_members[] = {
    {"suggestions", "array", "What begins like the words.", true, suggestion_members},
    {NULL},
};
static const struct api_member verdict_members[] = {VERDICT_MEMBERS, {NULL}};
static const struct api_member sources_members[] = {
    {"sources", "array", "The sources that it cites, whole.", false, .of_kind = "treatment",
     .of_list = "sources"},
    {NULL},
};
static const struct api_member can_i_step_members[] = {
    {"checklist", "string", "The checklist's key.", true},
    {"path", "string", "Where in it the statement stands.", true},
    {"self", "string", "The checklist's address in the API.", true},
    {"page", "string", "The statement's place on its page.", true},
    {"step", "object", "The statement, whole, with the sources that it cites.", true,
     sources_members, .of_kind = "checklist", .of_list = "steps"},
    {NULL},
};
static const struct api_member can_i_before_members[] = {VERDICT_MEMBERS, SPAN_MEMBERS, {NULL}};
static const struct api_member can_i_answer_members[] = {
    {"treatment", "object", "The treatment.", true, api_reference_members},
    VERDICT_MEMBERS,
    {"general", "object", "With a day: what holds without one.", false, verdict_members},
    SPAN_MEMBERS,
    {"before", "object", "The same for the time before the treatment.", false,
     can_i_before_members},
    {"steps", "array", "Every statement behind it.", true, can_i_step_members},
    {NULL},
};
static const struct api_member can_i_members[] = {
    {"activity", "object", "The activity that was meant.", true, api_reference_members},
    {"day", "integer", "The day that was asked about.", false},
    {"treatments", "array", "What each treatment says.", true, can_i_answer_members},
    {"clinic", "object", "Whom to ask.", true, api_clinic_members},
    {NULL},
};
static const struct api_member sign_group_members[] = {
    {"urgency", "string", "usual, call or emergency.", true},
    {"title", "string", "The same in words.", true},
    {"words", "string", "What these signs have in common.", false},
    {"signs", "array", "The signs, whole as in the treatment, with the sources that each cites.",
     true, sources_members, .of_kind = "treatment", .of_list = "signs"},
    {NULL},
};
static const struct api_member signs_members[] = {
    {"treatment", "object", "The treatment.", true, api_reference_members},
    {"page", "string", "The page that says the same.", true},
    {"updated", "string", "When it was published.", true},
    {"groups", "array", "The signs by how urgent they are.", true, sign_group_members},
    {"clinic", "object", "Whom to ask.", true, api_clinic_members},
    {NULL},
};
static const struct api_member word_members[] = {
    {"kind", "string", "del, ins or same.", true},
    {"text", "string", "The words.", true},
    {"is_removed", "boolean", "Whether they are gone.", false},
    {"is_added", "boolean", "Whether they are new.", false},
    {"is_same", "boolean", "Whether they stand in both.", false},
    {NULL},
};
static const struct api_member part_members[] = {
    {"label", "string", "What has changed: “Until”.", true},
    {"before", "string", "As the leaflet has it; “” where it has none.", false},
    {"after", "string", "As it is now.", false},
    {"words", "array", "Both, word by word.", false, word_members},
    {"now_html", "string", "Of a longer text: as it is now, as safe HTML.", false},
    {"is_gone", "boolean", "Whether a longer text is gone.", false},
    {NULL},
};
static const struct api_member leaflet_change_members[] = {
    {"about", "string", "What it belongs to: a step, a sign, whom to call.", true},
    {"title", "string", "Its title.", true},
    {"is_new", "boolean", "Whether the leaflet lacks it.", false},
    {"is_gone", "boolean", "Whether it holds no more.", false},
    {"is_changed", "boolean", "Whether it stands in both.", false},
    {"is_do_not", "boolean", "Whether it says what not to do.", false},
    {"parts", "array", "Each part that has changed.", true, part_members},
    {NULL},
};
static const struct api_member leaflet_changes_members[] = {
    {"safety", "array", "What not to do, times, when to call, the numbers to call.", false,
     leaflet_change_members},
    {"other", "array", "Everything else.", false, leaflet_change_members},
    {NULL},
};
static const struct api_member leaflet_members[] = {
    {"leaflet", "string", "What the leaflet is about.", true},
    {"version", "string", "The version that was asked about.", true},
    {"current_version", "string", "Today's version.", true},
    {"state", "string", "current or superseded.", true},
    {"page", "string", "The page that says the same.", true},
    {"changes", "object", "What has changed since.", false, leaflet_changes_members},
    {NULL},
};
const struct api_answer api_answers[] = {
    {"/api/v1/", "Index", "application/json", index_members,
     "{'name': 'Aftercare', 'kinds': [{'kind': 'treatment', 'title': 'Treatment', 'count': 1, "
     "'url': 'BASE/api/v1/treatments'}], 'openapi': 'BASE/api/v1/openapi.json'}"},
    {"/api/v1/openapi.json", "Description", "application/json", NULL, "{'openapi': '3.1.0'}"},
    {"/api/v1/docs", "Page", "text/html", NULL, NULL},
    {"/api/v1/changes", "Changes", "application/json", changes_members,
     "{'since': '2', 'changes': [{'state': 'live', 'kind': 'activity', 'key': 'sauna', "
     "'document': {'kind': 'activity', 'key': 'sauna', 'title': 'Saunas'}}]}"},
    {"/api/v1/download.ndjson", "Download", "application/x-ndjson", NULL, NULL},
    {"/api/v1/search", "Search", "application/json", search_members,
     "{'total_is_least': false, 'cut': false, 'results': [{'kind': 'activity', 'key': 'sauna', "
     "'title': 'Saunas', 'self': 'BASE/api/v1/activities/sauna', 'page': 'BASE/can-i/sauna'}], "
     "'direct': [{'type': 'activity', 'title': 'Saunas', 'answers': [{'treatment': "
     "'Micro-needling', 'answer': 'no', 'words': 'No, until 72 hours after treatment.'}]}]}"},
    {"/api/v1/suggest", "Suggestions", "application/json", suggest_members,
     "{'suggestions': [{'text': 'Saunas', 'kind_label': 'Activity', 'page': 'BASE/can-i/sauna'}]}"},
    {"/api/v1/can-i", "CanI", "application/json", can_i_members,
     "{'activity': {'kind': 'activity', 'key': 'exercise', 'title': 'Heavy workouts'}, "
     "'treatments': [{'treatment': {'key': 'micro-needling'}, 'answer': 'no', 'words': 'No, until "
     "72 hours after treatment.'}]}"},
    {"/api/v1/treatments/{slug}/signs", "Signs", "application/json", signs_members,
     "{'treatment': {'kind': 'treatment', 'key': 'micro-needling'}, 'groups': [{'urgency': "
     "'usual', 'title': 'Usual after this treatment', 'signs': [{'id': 'pink-glow', 'title': 'A "
     "pink glow right after treatment'}]}]}"},
    {"/api/v1/leaflets/{slug}/{version}", "Leaflet", "application/json", leaflet_members,
     "{'leaflet': 'micro-needling', 'version': '1-1-1', 'current_version': '1-1-1', 'state': "
     "'current', 'page': 'BASE/aftercare/micro-needling'}"},
    {PLAN, "Plan", "application/json", api_plan_members,
     "{'time_zone': 'America/New_York', 'several': false, 'treatments': [{'checklist': "
     "'micro-needling', 'title': 'Micro-needling', 'revision': 1}]}"},
    {"/api/v1/checklists/{slug}/plan.ics", "Calendar", "text/calendar", NULL, NULL},
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

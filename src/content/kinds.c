/* The tables. To add a kind, read docs/adding-a-kind.md. */
#include "content/kind.h"

#include "content/accent.h"
#include "content/rules.h"

#include <string.h>

#define REQUIRED .required = true
#define END                                                                                        \
    {                                                                                              \
        .name = NULL                                                                               \
    }

/* --- Parts that several kinds share ----------------------------------------------------------- */

static const char *const time_kinds[] = {"time", "always", "event", "unstated", NULL};
static const char *const time_units[] = {"minute", "hour", "day", "week", "month", "year", NULL};
static const char *const time_precisions[] = {"exact", "about", "at-least", "at-most", NULL};
static const char *const time_anchors[] = {"before-treatment", "after-treatment", "session",
                                           "result", NULL};

static const struct field time_fields[] = {
    {"kind", "Kind of time", "A length of time, always, until something happens, or not said.",
     FIELD_CHOICE, REQUIRED, .choices = time_kinds},
    {"low", "At least", "The lower figure of a range, or the only figure.", FIELD_NUMBER,
     .max = 100000},
    {"high", "At most", "The higher figure of a range; the same as the lower for one figure.",
     FIELD_NUMBER, .max = 100000},
    {"unit", "Unit", NULL, FIELD_CHOICE, .choices = time_units},
    {"precision", "How exact", NULL, FIELD_CHOICE, .choices = time_precisions},
    {"anchor", "Counted from", NULL, FIELD_CHOICE, .choices = time_anchors},
    {"condition", "Condition", "What ends it, for example: your skin has healed.", FIELD_TEXT},
    {"words", "In words", "As patients read it: 72 hours after treatment.", FIELD_TEXT, REQUIRED,
     .max = 200},
    END,
};

#define TIME_FIELD(field_name, field_label, field_help)                                            \
    {                                                                                              \
        field_name, field_label, field_help, FIELD_OBJECT, .fields = time_fields,                  \
                                                           .rule = rule_time                       \
    }

/* How often: once every low to high units. */
static const struct field frequency_fields[] = {
    {"low", "Every (at least)", NULL, FIELD_NUMBER, REQUIRED, .min = 1, .max = 1000},
    {"high", "Every (at most)", NULL, FIELD_NUMBER, REQUIRED, .min = 1, .max = 1000},
    {"unit", "Unit", NULL, FIELD_CHOICE, REQUIRED, .choices = time_units},
    {"words", "In words", "As patients read it: every day.", FIELD_TEXT, REQUIRED, .max = 200},
    END,
};

#define FREQUENCY_FIELD                                                                            \
    {                                                                                              \
        "frequency", "How often", NULL, FIELD_OBJECT, .fields = frequency_fields,                  \
                                                      .rule = rule_frequency                       \
    }

/* Where a statement comes from. */
#define SOURCE_FIELDS                                                                              \
    {"source", "Source", "The id of one of this document's sources.", FIELD_SOURCE, REQUIRED},     \
    {                                                                                              \
        "place", "Place in the source", "Heading and paragraph.", FIELD_TEXT, REQUIRED, .max = 300 \
    }

#define CLAIM_FIELDS                                                                               \
    SOURCE_FIELDS, {"confirmed", "Confirmed by the clinic", NULL, FIELD_BOOLEAN, REQUIRED},        \
    {                                                                                              \
        "note", "Note for patients", "What to say beside it, above all where figures differ.",     \
            FIELD_TEXT, .max = 600                                                                 \
    }

/* A figure as one place gives it. Two figures for one claim mean that places differ. */
static const struct field figure_fields[] = {
    {"time", "Time", NULL, FIELD_OBJECT, REQUIRED, .fields = time_fields, .rule = rule_time},
    SOURCE_FIELDS,
    END,
};

static const struct field fact_fields[] = {
    {"id", "Id", NULL, FIELD_TOKEN, REQUIRED},
    {"label", "Label", "For example: How long a session takes.", FIELD_TEXT, REQUIRED},
    {"text", "Text", "What to know beside the figure.", FIELD_MARKDOWN},
    {"figures", "Figures", "One where the clinic is sure, all of them where places differ.",
     FIELD_LIST, REQUIRED, .min = 1, .max = 10, .fields = figure_fields},
    FREQUENCY_FIELD,
    {"key_fact", "Show at the top", NULL, FIELD_BOOLEAN},
    {"confirmed", "Confirmed by the clinic", NULL, FIELD_BOOLEAN, REQUIRED},
    {"note", "Note for patients", "What to say beside it, above all where figures differ.",
     FIELD_TEXT, .max = 600},
    END,
};

static const char *const urgencies[] = {"usual", "call", "emergency", NULL};

static const struct field sign_fields[] = {
    {"id", "Id", NULL, FIELD_TOKEN, REQUIRED},
    {"title", "What it is", "For example: Redness.", FIELD_TEXT, REQUIRED},
    {"look", "How it looks and feels", NULL, FIELD_MARKDOWN},
    {"look_darker", "How it looks on brown and black skin", NULL, FIELD_MARKDOWN},
    {"eases", "Eases by", NULL, FIELD_LIST, .max = 10, .fields = figure_fields},
    {"gone", "Usually gone by", NULL, FIELD_LIST, .max = 10, .fields = figure_fields},
    {"call", "Call us when", NULL, FIELD_MARKDOWN},
    {"urgency", "How urgent", NULL, FIELD_CHOICE, REQUIRED, .choices = urgencies},
    CLAIM_FIELDS,
    END,
};

static const char *const step_actions[] = {"do", "do-not", NULL};
static const char *const step_phases[] = {"before", "after", NULL};

static const struct field step_fields[] = {
    {"id", "Id", NULL, FIELD_TOKEN, REQUIRED},
    {"action", "Do or do not", NULL, FIELD_CHOICE, REQUIRED, .choices = step_actions},
    {"phase", "Before or after", NULL, FIELD_CHOICE, REQUIRED, .choices = step_phases},
    {"title", "Step", "A do-not step says so: Do not use a sauna.", FIELD_TEXT, REQUIRED},
    {"activity", "Activity", NULL, FIELD_REFERENCE, .refers_to = "activity"},
    {"text", "Text", NULL, FIELD_MARKDOWN},
    TIME_FIELD("from", "From when", NULL),
    TIME_FIELD("until", "Until when", NULL),
    FREQUENCY_FIELD,
    {"why", "Why", NULL, FIELD_MARKDOWN},
    CLAIM_FIELDS,
    END,
};

static const struct field benefit_fields[] = {
    {"id", "Id", NULL, FIELD_TOKEN, REQUIRED},
    {"title", "Benefit", NULL, FIELD_TEXT, REQUIRED},
    {"text", "Text", NULL, FIELD_MARKDOWN, REQUIRED},
    CLAIM_FIELDS,
    END,
};

static const struct field row_fields[] = {
    {"id", "Id", NULL, FIELD_TOKEN, REQUIRED},
    {"aspect", "What is compared", NULL, FIELD_TEXT, REQUIRED},
    {"left", "On the left", NULL, FIELD_TEXT, REQUIRED, .cites = true, .max = 600},
    {"right", "On the right", NULL, FIELD_TEXT, REQUIRED, .cites = true, .max = 600},
    SOURCE_FIELDS,
    END,
};

static const struct field section_fields[] = {
    {"id", "Id", NULL, FIELD_TOKEN, REQUIRED},
    {"heading", "Heading", NULL, FIELD_TEXT, REQUIRED},
    {"text", "Text", NULL, FIELD_MARKDOWN, REQUIRED},
    END,
};

static const struct field hours_fields[] = {
    {"days", "Days", NULL, FIELD_TEXT, REQUIRED},
    {"times", "Times", NULL, FIELD_TEXT, REQUIRED},
    END,
};

/* --- What every document has ------------------------------------------------------------------ */

static const struct field source_fields[] = {
    {"id", "Id", "A short word that this document's statements cite.", FIELD_TOKEN, REQUIRED},
    {"title", "Title", NULL, FIELD_TEXT, REQUIRED, .max = 300},
    {"publisher", "Publisher", NULL, FIELD_TEXT},
    {"place", "Place in the source", NULL, FIELD_TEXT, .max = 300},
    {"url", "Address", NULL, FIELD_URL},
    END,
};

static const struct field review_fields[] = {
    {"reviewed_by", "Clinically reviewed by", NULL, FIELD_TEXT},
    {"reviewed_on", "Clinically reviewed on", NULL, FIELD_DATE},
    {"next_due", "Next review due", NULL, FIELD_DATE, REQUIRED},
    END,
};

static const struct field withdrawn_fields[] = {
    {"reason", "Why it was withdrawn", "One sentence that patients read.", FIELD_TEXT, REQUIRED,
     .max = 600},
    {"instead", "What to read instead", "The key of a document.", FIELD_TOKEN},
    END,
};

const struct field kind_common_fields[] = {
    {"kind", "Kind", NULL, FIELD_TOKEN, REQUIRED},
    {"key", "Key", "Never changes; other documents refer to it.", FIELD_TOKEN, REQUIRED},
    {"slug", "Address", "The last part of the page's address.", FIELD_TOKEN, REQUIRED},
    {"lang", "Language", "A BCP 47 tag: en.", FIELD_TOKEN, REQUIRED},
    {"revision", "Revision", "The number it had when it was exported.", FIELD_NUMBER, .min = 1,
     .max = 1000000000},
    {"withdrawn", "Withdrawn", NULL, FIELD_OBJECT, .fields = withdrawn_fields},
    {"position", "Place in lists", "Small numbers come first.", FIELD_NUMBER, .max = 9999},
    {"title", "Title", NULL, FIELD_TEXT, REQUIRED, .max = 200},
    {"sources", "Sources", NULL, FIELD_LIST, REQUIRED, .min = 1, .max = 50,
     .fields = source_fields},
    {"review", "Review", NULL, FIELD_OBJECT, REQUIRED, .fields = review_fields,
     .rule = rule_review},
    END,
};

/* --- The kinds -------------------------------------------------------------------------------- */

static const struct field clinic_fields[] = {
    {"phone", "Telephone", "As patients read it.", FIELD_TEXT, REQUIRED, .max = 40},
    {"phone_url", "Telephone as a link", "tel: and the international number.", FIELD_URL, REQUIRED},
    {"out_of_hours", "When we are closed",
     "What to do when nobody answers the telephone: one or two sentences, shown beside it.",
     FIELD_TEXT, .max = 300},
    {"emergency", "Urgent help", "One sentence that stands on every page.", FIELD_TEXT, REQUIRED},
    {"emergency_url", "Emergency number as a link", NULL, FIELD_URL, REQUIRED},
    {"disclaimer", "Disclaimer", "Stands on every page.", FIELD_TEXT, REQUIRED},
    {"time_zone", "Time zone", "A name of the tz database.", FIELD_ZONE, REQUIRED},
    {"about", "About the clinic", NULL, FIELD_MARKDOWN},
    {"accent", "Your color",
     "For links and buttons: # and six digits, such as " ACCENT_OWN ". Left empty, pages have the "
     "program's own.",
     FIELD_COLOR, .rule = rule_accent},
    {"logo", "Logo", "SVG or PNG, at most 256 KB. It stands before the clinic's name on every page.",
     FIELD_PICTURE},
    END,
};

static const struct field location_fields[] = {
    {"phone", "Telephone", "Where it is not the clinic's.", FIELD_TEXT, .max = 40},
    {"phone_url", "Telephone as a link", NULL, FIELD_URL},
    {"address", "Address", "A line each.", FIELD_TEXTS, .max = 8},
    {"hours", "Opening hours", NULL, FIELD_LIST, .max = 14, .fields = hours_fields},
    {"directions", "How to find us", NULL, FIELD_MARKDOWN},
    END,
};

static const struct field treatment_fields[] = {
    {"other_names", "Other names", NULL, FIELD_TEXTS, .max = 20},
    {"summary", "Summary", "Two or three sentences.", FIELD_MARKDOWN, REQUIRED, .top = true},
    {"what", "What it is", NULL, FIELD_MARKDOWN, REQUIRED},
    {"how", "How it is done", NULL, FIELD_MARKDOWN, REQUIRED},
    {"facts", "Facts", NULL, FIELD_LIST, .max = 40, .fields = fact_fields, .rule = rule_fact},
    {"benefits", "Benefits", NULL, FIELD_LIST, .max = 40, .fields = benefit_fields},
    {"signs", "Side effects", NULL, FIELD_LIST, .max = 40, .fields = sign_fields,
     .rule = rule_sign},
    {"results", "Results", NULL, FIELD_MARKDOWN},
    {"ask_first", "Ask us first", "Who should speak with the clinic before treatment.",
     FIELD_MARKDOWN},
    {"sections", "More", NULL, FIELD_LIST, .max = 20, .fields = section_fields},
    END,
};

static const struct field faq_fields[] = {
    {"short_answer", "Short answer", "One or two sentences, first on the page.", FIELD_TEXT,
     REQUIRED, .cites = true, .max = 400},
    {"answer", "Answer", NULL, FIELD_MARKDOWN, .top = true},
    {"treatments", "Treatments", NULL, FIELD_REFERENCES, .max = 20, .refers_to = "treatment"},
    {"related", "Related questions", NULL, FIELD_REFERENCES, .max = 20, .refers_to = "faq"},
    {"confirmed", "Confirmed by the clinic", NULL, FIELD_BOOLEAN, REQUIRED},
    END,
};

static const struct field checklist_fields[] = {
    {"treatment", "Treatment", NULL, FIELD_REFERENCE, REQUIRED, .refers_to = "treatment"},
    {"summary", "Summary", NULL, FIELD_MARKDOWN, REQUIRED, .top = true},
    {"steps", "Steps", NULL, FIELD_LIST, REQUIRED, .min = 1, .max = 100, .fields = step_fields,
     .rule = rule_step},
    END,
};

static const struct field comparison_fields[] = {
    {"treatments", "Treatments", NULL, FIELD_REFERENCES, REQUIRED, .min = 1, .max = 10,
     .refers_to = "treatment"},
    {"summary", "Summary", NULL, FIELD_MARKDOWN, REQUIRED, .top = true},
    {"left", "Left column", NULL, FIELD_TEXT, REQUIRED},
    {"right", "Right column", NULL, FIELD_TEXT, REQUIRED},
    {"rows", "Rows", NULL, FIELD_LIST, REQUIRED, .min = 1, .max = 50, .fields = row_fields},
    {"advice", "Advice", "What to do with it.", FIELD_MARKDOWN, .top = true},
    END,
};

static const struct field activity_fields[] = {
    {"other_names", "Other names", NULL, FIELD_TEXTS, .max = 40},
    {"summary", "Summary", NULL, FIELD_TEXT},
    END,
};

static const struct field page_fields[] = {
    {"summary", "Summary", NULL, FIELD_TEXT, .cites = true, .max = 400},
    {"text", "Text", NULL, FIELD_MARKDOWN, REQUIRED, .top = true},
    END,
};

/* Words that the search takes for one another; see docs/search.md. */
static const struct field word_group_fields[] = {
    {"id", "Id", NULL, FIELD_TOKEN, REQUIRED, .unseen = true},
    {"words", "Words that mean the same",
     "The field's word and the words that patients type for it: erythema, redness, red face.",
     FIELD_TEXTS, REQUIRED, .min = 2, .max = 30},
    END,
};

static const struct field vocabulary_fields[] = {
    {"groups", "Groups of words", "The search takes each word of a group for the others.",
     FIELD_LIST, REQUIRED, .min = 1, .max = 500, .fields = word_group_fields},
    END,
};

const struct kind kinds[] = {
    {"clinic", "clinic", "Clinic", NULL, 1, true, NULL, clinic_fields},
    {"location", "locations", "Location", NULL, 1, false, NULL, location_fields},
    {"treatment", "treatments", "Treatment", "/treatments/", 1, false, "summary", treatment_fields},
    {"faq", "faqs", "Question", "/questions/", 1, false, "short_answer", faq_fields},
    {"checklist", "checklists", "Aftercare", "/aftercare/", 1, false, "summary", checklist_fields},
    {"comparison", "comparisons", "Comparison", "/comparisons/", 1, false, "summary",
     comparison_fields},
    {"activity", "activities", "Activity", "/can-i/", 1, false, "summary", activity_fields},
    {"page", "pages", "Page", "/", 1, false, "summary", page_fields},
    {"vocabulary", "vocabulary", "Search words", NULL, 1, true, NULL, vocabulary_fields,
     .internal = true},
    {.name = NULL},
};

const struct kind *kind_by_name(const char *name)
{
    for (const struct kind *kind = kinds; name && kind->name; kind++)
        if (strcmp(kind->name, name) == 0)
            return kind;
    return NULL;
}

const struct kind *kind_by_plural(const char *plural)
{
    for (const struct kind *kind = kinds; plural && kind->name; kind++)
        if (strcmp(kind->plural, plural) == 0)
            return kind;
    return NULL;
}

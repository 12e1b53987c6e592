/* What must stand before a treatment is published as clinically reviewed. */
#include "lint/checks.h"
#include "lint/scan.h"
#include "text/json.h"

#include <json-c/json.h>
#include <string.h>

/* One treatment that is marked as reviewed, and the clinic's own document (NULL: there is none). */
struct gate {
    struct scan scan;
    struct json_object *clinic;
    const char *today;
};

static bool is_kind(struct json_object *document, const char *kind)
{
    const char *own = json_text(document, "kind");
    return own && strcmp(own, kind) == 0;
}

/* A finding on the mark itself, so that it stands where the mark is taken away or given. */
static struct finding *refuse(struct gate *gate, const char *path, const char *reason,
                              const char *cure)
{
    struct json_object *review = json_member(gate->scan.document, "review");
    struct finding *finding = scan_find_field(&gate->scan, path, json_text(review, "reviewed_by"));
    finding_reason(finding, "The treatment is marked as clinically reviewed, but %s", reason);
    finding_cure(finding, "%s Or take the mark away.", cure);
    return finding;
}

/* Whether one of the times in list says something: figures, an event, always. */
static bool has_time(struct json_object *sign, const char *list)
{
    struct json_object *figures = json_member(sign, list);
    for (size_t i = 0; i < json_length(sign, list); i++) {
        struct json_object *time = json_member(json_object_array_get_idx(figures, i), "time");
        const char *kind = json_text(time, "kind");
        if (kind && strcmp(kind, "unstated") != 0)
            return true;
    }
    return false;
}

/* A sign to call about has no time by which it goes; a usual one has. */
static void refuse_timeless_signs(struct gate *gate)
{
    struct json_object *signs = json_member(gate->scan.document, "signs");
    size_t count = json_length(gate->scan.document, "signs");
    if (count == 0)
        refuse(gate, "signs", "no side effects stand in it.",
               "Add the side effects, each with how long it lasts.");
    for (size_t i = 0; i < count; i++) {
        struct json_object *sign = json_object_array_get_idx(signs, i);
        const char *urgency = json_text(sign, "urgency"), *title = json_text(sign, "title");
        if (!urgency || strcmp(urgency, "usual") != 0 || has_time(sign, "eases") ||
            has_time(sign, "gone"))
            continue;
        struct buffer path = {0}, reason = {0};
        buffer_printf(&path, "signs.%s.gone", json_text(sign, "id") ? json_text(sign, "id") : "1");
        buffer_printf(&reason, "the side effect “%s” has no time by which it is usually gone.",
                      title ? title : "");
        refuse(gate, buffer_text(&path), buffer_text(&reason), "Give it one.");
        buffer_free(&path);
        buffer_free(&reason);
    }
}

static void refuse_without_warning(struct gate *gate)
{
    if (!scan_has_words(json_text(gate->scan.document, "ask_first")))
        refuse(gate, "ask_first", "it does not say who should ask first.",
               "Fill in “Ask us first”.");
}

/* What the clinic's own document has to say. */
static void refuse_without_clinic(struct gate *gate)
{
    static const struct {
        const char *name, *reason, *cure;
    } needs[] = {
        {"phone", "the clinic has no telephone number to call.",
         "Fill in the clinic's telephone number."},
        {"out_of_hours", "nothing says what to do when the clinic is closed.",
         "Fill in “When we are closed” in the clinic's own document."},
    };
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
        if (scan_has_words(json_text(gate->clinic, needs[i].name)))
            continue;
        struct finding *finding =
            refuse(gate, "review.reviewed_by", needs[i].reason, needs[i].cure);
        if (gate->clinic)
            finding_set_other(finding, json_text(gate->clinic, "key"), needs[i].name, NULL);
    }
}

static void refuse_without_dates(struct gate *gate)
{
    struct json_object *review = json_member(gate->scan.document, "review");
    const char *on = json_text(review, "reviewed_on"), *due = json_text(review, "next_due");
    if (!on || strcmp(on, gate->today) > 0)
        refuse(gate, "review.reviewed_on",
               on ? "the day of the review is still to come." : "the day of the review is missing.",
               "Give the day on which it was reviewed.");
    if (!due || strcmp(due, gate->today) < 0)
        refuse(gate, "review.next_due",
               due ? "its next review was due already." : "no next review is set.",
               "Set when the next review is due.");
}

void lint_review_gate(const struct lint_check *check, const struct lint_site *site,
                      struct findings *findings)
{
    struct json_object *clinic = NULL;
    for (size_t i = 0; i < site->count && !clinic; i++)
        if (is_kind(site->documents[i], "clinic"))
            clinic = site->documents[i];
    for (size_t i = 0; i < site->count; i++) {
        struct json_object *document = site->documents[i];
        struct gate gate = {{check, document, findings, &site->texts[i]}, clinic, site->today};
        if (!is_kind(document, "treatment") ||
            !scan_has_words(json_text(json_member(document, "review"), "reviewed_by")))
            continue;
        refuse_timeless_signs(&gate);
        refuse_without_warning(&gate);
        refuse_without_clinic(&gate);
        refuse_without_dates(&gate);
    }
}

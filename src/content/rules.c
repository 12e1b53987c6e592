#include "content/rules.h"

#include "content/accent.h"
#include "content/faults.h"
#include "text/json.h"

#include <json-c/json.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

static const char *const figure_names[] = {"low", "high", "unit", "precision", NULL};

/* A time in figures has all of them. */
static void require_figures(struct json_object *time, const char *path, struct faults *faults)
{
    for (const char *const *name = figure_names; *name; name++)
        if (!json_member(time, *name))
            faults_add_member(faults, path, *name, "is required beside a length of time");
    if (!json_member(time, "anchor"))
        faults_add_member(faults, path, "anchor", "is required beside a length of time");
    if (json_integer(time, "low", 0) > json_integer(time, "high", 0))
        faults_add_member(faults, path, "low", "names the greater figure first");
    if (json_member(time, "high") && json_integer(time, "high", 0) == 0)
        faults_add_member(
            faults, path, "high",
            "is 0; where no time is known, write: not said (in a file: kind \"unstated\")");
}

/* Any other kind has none: a figure that is not meant must not be counted with. */
static void refuse_figures(struct json_object *time, const char *path, struct faults *faults)
{
    for (const char *const *name = figure_names; *name; name++)
        if (json_member(time, *name))
            faults_add_member(faults, path, *name,
                              "stands only beside a length of time (kind \"time\")");
}

void rule_time(struct json_object *time, const char *path, struct faults *faults)
{
    const char *kind = json_text(time, "kind");
    if (!kind)
        return;
    if (strcmp(kind, "time") == 0)
        require_figures(time, path, faults);
    else
        refuse_figures(time, path, faults);
    if (strcmp(kind, "event") == 0 && !json_text(time, "condition"))
        faults_add_member(faults, path, "condition", "is required where kind is \"event\"");
}

void rule_frequency(struct json_object *frequency, const char *path, struct faults *faults)
{
    if (json_integer(frequency, "low", 0) > json_integer(frequency, "high", 0))
        faults_add_member(faults, path, "low", "is greater than the higher figure");
}

/* What is confirmed does not contradict itself. */
static void refuse_confirmed_difference(struct json_object *claim, const char *list,
                                        const char *path, struct faults *faults)
{
    if (json_true(claim, "confirmed") && json_length(claim, list) > 1)
        faults_add_member(faults, path, "confirmed",
                          "is true, but there are several figures: keep one, or confirm later");
}

void rule_fact(struct json_object *fact, const char *path, struct faults *faults)
{
    refuse_confirmed_difference(fact, "figures", path, faults);
}

void rule_sign(struct json_object *sign, const char *path, struct faults *faults)
{
    refuse_confirmed_difference(sign, "eases", path, faults);
    refuse_confirmed_difference(sign, "gone", path, faults);
    const char *urgency = json_text(sign, "urgency");
    if (urgency && strcmp(urgency, "usual") != 0 && !json_text(sign, "call"))
        faults_add_member(faults, path, "call", "is required where the sign is urgent");
}

/* Whether a step's time counts in the direction of its phase. */
static bool anchor_fits(struct json_object *time, const char *phase)
{
    const char *anchor = time ? json_text(time, "anchor") : NULL;
    if (!anchor || !phase)
        return true;
    bool before = strcmp(anchor, "before-treatment") == 0;
    return before == (strcmp(phase, "before") == 0);
}

void rule_step(struct json_object *step, const char *path, struct faults *faults)
{
    static const char *const ends[] = {"from", "until", NULL};
    for (const char *const *end = ends; *end; end++)
        if (!anchor_fits(json_member(step, *end), json_text(step, "phase")))
            faults_add_member(
                faults, path, *end,
                "is counted the other way: before treatment for a step before it, else after");
}

void rule_review(struct json_object *review, const char *path, struct faults *faults)
{
    const char *by = json_text(review, "reviewed_by");
    const char *on = json_text(review, "reviewed_on");
    if (by && !on)
        faults_add_member(faults, path, "reviewed_on", "is required beside reviewed_by");
    if (on && !by)
        faults_add_member(faults, path, "reviewed_by", "is required beside reviewed_on");
    const char *next_due = json_text(review, "next_due");
    if (on && next_due && strcmp(next_due, on) <= 0)
        faults_add_member(faults, path, "next_due", "is not after the day of the review");
}

/* Two digits after the point, cut rather than rounded: 4.499 is not said to be the 4.5 that it
 * lacks.
 */
static double two_digits(double contrast)
{
    return floor(contrast * 100) / 100;
}

void rule_accent(struct json_object *accent, const char *path, struct faults *faults)
{
    const char *text = json_object_get_string(accent);
    char instead[COLOR_TEXT_SIZE];
    struct color color;
    double contrast;
    if (!color_read(text, &color) || accent_can_be_read(color, &contrast))
        return;
    color_write(accent_nearest(color), instead);
    faults_add(faults, path,
               "is %s, which is too pale to read on our pages (its contrast is %.2f to 1; %.1f is "
               "needed). The nearest that can be read is %s",
               text, two_digits(contrast), ACCENT_CONTRAST, instead);
    faults_offer(faults, instead);
}

#include "view/verdict.h"

#include "base/buffer.h"
#include "content/claim_rows.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stddef.h>
#include <string.h>

static bool is_text(struct json_object *object, const char *name, const char *text)
{
    const char *own = object ? json_text(object, name) : NULL;
    return own && strcmp(own, text) == 0;
}

/* --- One step --------------------------------------------------------------------------------- */

/* Only the clinic can say when that is: not stated, an event, or counted from a result. */
static bool is_open(struct json_object *time)
{
    return is_text(time, "kind", "unstated") || is_text(time, "kind", "event") ||
           is_text(time, "anchor", "result");
}

bool verdict_is_guarded(struct json_object *step)
{
    static const char *const words[] = {"ask us",     "ask your",  "call us", "talk to us",
                                        "talk with",  "only if",   "unless",  "speak to",
                                        "speak with", "check with"};
    const char *title = json_text(step, "title"), *text = json_text(step, "text");
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcasestr(title ? title : "", words[i]) || strcasestr(text ? text : "", words[i]))
            return true;
    return false;
}

static enum verdict_answer of_do_not(struct json_object *step)
{
    struct json_object *from = json_member(step, "from"), *until = json_member(step, "until");
    bool before = is_text(step, "phase", "before"); /* ends with the treatment, where not sooner */
    bool open = is_open(from) || is_open(until) || (!until && !before);
    return open ? VERDICT_ASK : VERDICT_NO;
}

/* Where only the end is open it is a "yes" all the same. */
static enum verdict_answer of_do(struct json_object *step)
{
    bool ask = is_open(json_member(step, "from")) || verdict_is_guarded(step);
    return ask ? VERDICT_ASK : VERDICT_YES;
}

enum verdict_answer verdict_of_step(struct json_object *step)
{
    if (!json_true(step, "confirmed"))
        return VERDICT_ASK;
    return is_text(step, "action", "do-not") ? of_do_not(step) : of_do(step);
}

/* --- Several ---------------------------------------------------------------------------------- */

struct verdict {
    enum verdict_answer answer;
    size_t count;              /* steps that give this answer */
    struct json_object *first; /* of them */
    struct json_object *last;  /* of them, the one that ends last */
    struct json_object *yes;   /* the "do" that ends last; NULL: none */
    size_t asks;               /* steps that only the clinic can speak about */
    const char *phase;
};

static int64_t end_of(struct json_object *step)
{
    return claim_minutes(json_member(step, "until"), CLAIM_HIGH);
}

/* No end, or one that nobody has set, is later than any. */
static bool ends_later(struct json_object *step, struct json_object *than)
{
    struct json_object *until = json_member(step, "until"), *other = json_member(than, "until");
    if (!other || is_open(other) || is_text(other, "kind", "always"))
        return false;
    return !until || is_open(until) || is_text(until, "kind", "always") ||
           end_of(step) > end_of(than);
}

static void add_step(struct verdict *verdict, struct json_object *step)
{
    enum verdict_answer answer = verdict_of_step(step);
    verdict->asks += answer == VERDICT_ASK;
    if (answer == VERDICT_YES && (!verdict->yes || ends_later(step, verdict->yes)))
        verdict->yes = step;
    if (verdict->count == 0 || answer > verdict->answer)
        *verdict =
            (struct verdict){answer, 1, step, step, verdict->yes, verdict->asks, verdict->phase};
    else if (answer == verdict->answer) {
        verdict->count++;
        /* In the phase before, no end is the treatment itself: the last there is. */
        if (json_member(verdict->last, "until") &&
            (!json_member(step, "until") || end_of(step) > end_of(verdict->last)))
            verdict->last = step;
    }
}

/* --- In words --------------------------------------------------------------------------------- */

static void put_time(struct buffer *words, const char *before, struct json_object *time)
{
    if (time)
        buffer_printf(words, "%s%s", before, json_text(time, "words"));
}

/* "same day" is no word that stands behind "until". */
static bool is_same_day(struct json_object *time)
{
    return is_text(time, "words", "same day");
}

static void put_no(const struct verdict *verdict, struct buffer *words)
{
    struct json_object *until = json_member(verdict->last, "until");
    buffer_puts(words, "No");
    if (verdict->count == 1)
        put_time(words, ", from ", json_member(verdict->first, "from"));
    if (is_same_day(until))
        buffer_puts(words, ", not on the day of your treatment");
    else if (until && !is_text(until, "kind", "always"))
        put_time(words, ", until ", until);
    else if (!until)
        buffer_puts(words, ", up to your treatment");
    buffer_puts(words, ".");
}

static void put_yes(const struct verdict *verdict, struct buffer *words)
{
    struct json_object *from = json_member(verdict->first, "from");
    struct json_object *until = json_member(verdict->first, "until");
    buffer_puts(words, "Yes");
    if (verdict->count == 1) {
        put_time(words, ", ", json_member(verdict->first, "frequency"));
        put_time(words, ", from ", from);
        if (!is_open(until))
            put_time(words, ", until ", until);
    }
    buffer_puts(words, ".");
    if (verdict->count == 1 && is_text(from, "kind", "time"))
        buffer_puts(words, " Not before then.");
}

/* What the clinic says, where it is not enough for an answer. */
static void put_ask(const struct verdict *verdict, struct buffer *words)
{
    struct json_object *step = verdict->first;
    if (!json_true(step, "confirmed")) {
        buffer_puts(words, "Ask us first. The clinic has not confirmed its advice on this yet.");
        return;
    }
    buffer_printf(words, "Ask us. Our advice: “%s”", json_text(step, "title"));
    put_time(words, ", from ", json_member(step, "from"));
    put_time(words, ", until ", json_member(step, "until"));
    buffer_puts(words, ".");
    if (!json_member(step, "from") && !json_member(step, "until"))
        buffer_puts(words, " It does not say for how long.");
}

/* "After that: yes, 2 to 3 times a day, until 1 month after treatment." */
static void put_then_yes(const struct verdict *verdict, struct buffer *then)
{
    struct json_object *until = json_member(verdict->yes, "until");
    buffer_puts(then, "After that: yes");
    put_time(then, ", ", json_member(verdict->yes, "frequency"));
    put_time(then, ", from ", json_member(verdict->yes, "from"));
    if (until && !is_open(until) && !is_text(until, "kind", "always"))
        put_time(then, ", until ", until);
    buffer_puts(then, ".");
}

/* What holds past the end of a "no". */
static void put_then_of_no(const struct verdict *verdict, struct buffer *then)
{
    struct json_object *until = json_member(verdict->last, "until");
    if (!until || is_text(until, "kind", "always"))
        return;
    if (json_integer(until, "low", 0) != json_integer(until, "high", 0))
        buffer_puts(then, "Wait for the longer of these times. ");
    if (verdict->asks || is_text(until, "precision", "at-least") || json_text(until, "condition"))
        buffer_puts(then, "After that, ask us.");
    else if (verdict->yes && ends_later(verdict->yes, verdict->last))
        put_then_yes(verdict, then);
    else if (strcmp(verdict->phase, "after") == 0)
        buffer_puts(then, "After that, our advice does not forbid it.");
}

static void put_then_of_yes(const struct verdict *verdict, struct buffer *then)
{
    struct json_object *until = json_member(verdict->first, "until");
    if (verdict->count != 1 || !until)
        return;
    if (is_open(until))
        buffer_printf(then, "Until when: %s. Please ask us.", json_text(until, "words"));
    else if (is_text(until, "kind", "time") && strcmp(verdict->phase, "after") == 0)
        buffer_puts(then, "After that, our advice says no more about it.");
}

static void (*const put_words[])(const struct verdict *verdict, struct buffer *words) = {
    [VERDICT_YES] = put_yes, [VERDICT_ASK] = put_ask, [VERDICT_NO] = put_no};

static void put_then(const struct verdict *verdict, struct buffer *then)
{
    if (verdict->answer == VERDICT_NO)
        put_then_of_no(verdict, then);
    else if (verdict->answer == VERDICT_YES)
        put_then_of_yes(verdict, then);
}

static struct json_object *told(const struct verdict *verdict)
{
    static const char *const names[] = {
        [VERDICT_YES] = "yes", [VERDICT_ASK] = "ask", [VERDICT_NO] = "no"};
    struct json_object *result = json_object_new_object();
    struct buffer words = {0}, then = {0};
    put_words[verdict->answer](verdict, &words);
    put_then(verdict, &then);
    json_add_text(result, "answer", names[verdict->answer]);
    json_add_text(result, "words", buffer_text(&words));
    if (then.length)
        json_add_text(result, "then", buffer_text(&then));
    if (verdict->count == 1)
        json_add_shared(result, "from", json_member(verdict->first, "from"));
    if (verdict->count == 1 || verdict->answer == VERDICT_NO)
        json_add_shared(result, "until", json_member(verdict->last, "until"));
    buffer_free(&words);
    buffer_free(&then);
    return result;
}

struct json_object *verdict_of(struct json_object *rows, const char *phase)
{
    struct verdict verdict = {.phase = phase};
    for (size_t i = 0; i < json_object_array_length(rows); i++) {
        struct json_object *step = json_member(json_object_array_get_idx(rows, i), "claim");
        if (is_text(step, "phase", phase))
            add_step(&verdict, step);
    }
    return verdict.count ? told(&verdict) : NULL;
}

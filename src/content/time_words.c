#include "content/time_words.h"

#include "text/json.h"

#include <ctype.h>
#include <json-c/json.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DIGITS_MAX = 6, WHOLE = 100 };

/* --- The words -------------------------------------------------------------------------------- */

/* Words that stand for a value; the first of a value is the one that is written. */
struct meaning {
    const char *words;
    const char *value;
};

static const struct meaning before_figures[] = {
    {"about ", "about"},
    {"around ", "about"},
    {"approximately ", "about"},
    {"roughly ", "about"},
    {"~", "about"},
    {"at least ", "at-least"},
    {"no less than ", "at-least"},
    {"not less than ", "at-least"},
    {"more than ", "at-least"},
    {"up to ", "at-most"},
    {"at most ", "at-most"},
    {"less than ", "at-most"},
    {"no more than ", "at-most"},
    {"not more than ", "at-most"},
    {"under ", "at-most"},
    {"within ", "at-most"},
    {NULL, NULL},
};

static const struct meaning after_figures[] = {
    {"or longer", "at-least"}, {"or more", "at-least"},
    {"at least", "at-least"},  {"or less", "at-most"},
    {"or shorter", "at-most"}, {"or fewer", "at-most"},
    {"at most", "at-most"},    {NULL, NULL},
};

static const struct meaning anchors[] = {
    {"after treatment", "after-treatment"},
    {"after the treatment", "after-treatment"},
    {"after your treatment", "after-treatment"},
    {"before treatment", "before-treatment"},
    {"before the treatment", "before-treatment"},
    {"before your treatment", "before-treatment"},
    {NULL, NULL},
};

static const struct meaning units[] = {
    {"minute", "minute"}, {"minutes", "minute"}, {"min", "minute"}, {"mins", "minute"},
    {"hour", "hour"},     {"hours", "hour"},     {"hr", "hour"},    {"hrs", "hour"},
    {"h", "hour"},        {"day", "day"},        {"days", "day"},   {"week", "week"},
    {"weeks", "week"},    {"wk", "week"},        {"wks", "week"},   {"month", "month"},
    {"months", "month"},  {"year", "year"},      {"years", "year"}, {"yr", "year"},
    {"yrs", "year"},      {NULL, NULL},
};

/* Times without figures. */
static const struct meaning whole[] = {
    {"always", "always"},     {"for ever", "always"},    {"forever", "always"},
    {"not said", "unstated"}, {"unstated", "unstated"},  {"not stated", "unstated"},
    {"unknown", "unstated"},  {"not known", "unstated"}, {NULL, NULL},
};

static const char *const numbers[] = {"zero",  "one",   "two",  "three", "four",   "five",  "six",
                                      "seven", "eight", "nine", "ten",   "eleven", "twelve"};

/* --- Reading ---------------------------------------------------------------------------------- */

struct reading {
    const char *at;
    int64_t low, high;     /* hundredths of a unit, until the unit is known */
    const char *unit;      /* static */
    const char *precision; /* static */
    const char *anchor;    /* static; NULL where it is not said */
};

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(struct reading *reading)
{
    while (is_blank(*reading->at))
        reading->at++;
}

/* Takes prefix, in large or small letters; its blank takes any blanks. */
static bool take(struct reading *reading, const char *prefix)
{
    size_t length = strlen(prefix);
    if (strncasecmp(reading->at, prefix, length) != 0)
        return false;
    if (isalpha((unsigned char)prefix[length - 1]) && isalpha((unsigned char)reading->at[length]))
        return false; /* the beginning of a longer word */
    reading->at += length;
    skip_blanks(reading);
    return true;
}

/* The value of the first words of the table that stand here, or NULL. */
static const char *take_meaning(struct reading *reading, const struct meaning *table)
{
    for (; table->words; table++)
        if (take(reading, table->words))
            return table->value;
    return NULL;
}

/* ".5", "½"; what was read so far is *number. */
static void take_fraction(struct reading *reading, int64_t *number)
{
    static const struct {
        const char *sign;
        int64_t hundredths;
    } signs[] = {{"½", 50}, {"¼", 25}, {"¾", 75}};
    const char *at = reading->at;
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
        if (strncmp(at, signs[i].sign, strlen(signs[i].sign)) == 0) {
            *number += signs[i].hundredths;
            reading->at += strlen(signs[i].sign);
            return;
        }
    size_t count = *at == '.' ? strspn(at + 1, "0123456789") : 0;
    if (count == 0 || count > 2)
        return;
    *number += (at[1] - '0') * 10 + (count == 2 ? at[2] - '0' : 0);
    reading->at += 1 + count;
}

static bool take_digits(struct reading *reading, int64_t *number)
{
    size_t count = strspn(reading->at, "0123456789");
    const char *before = reading->at;
    if (count > DIGITS_MAX)
        return false;
    *number = count ? strtoll(reading->at, NULL, 10) * WHOLE : 0;
    reading->at += count;
    if (count || *reading->at != '.')
        take_fraction(reading, number);
    if (reading->at == before)
        return false;
    skip_blanks(reading);
    return true;
}

static bool take_number(struct reading *reading, int64_t *number)
{
    if (take_digits(reading, number))
        return true;
    *number = WHOLE / 2;
    if (take(reading, "half a") || take(reading, "half an"))
        return true;
    *number = WHOLE;
    if (take(reading, "a") || take(reading, "an"))
        return true;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (take(reading, numbers[i])) {
            *number = (int64_t)i * WHOLE;
            return true;
        }
    return false;
}

/* "6", "6 to 10", "6-10", "between 6 and 10". */
static bool take_range(struct reading *reading)
{
    static const char *const signs[] = {"to ", "-", "–", "—", "or "};
    bool between = take(reading, "between ");
    if (!take_number(reading, &reading->low))
        return false;
    reading->high = reading->low;
    if (between)
        return take(reading, "and ") && take_number(reading, &reading->high);
    for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
        const char *before = reading->at;
        if (take(reading, signs[i]) && take_number(reading, &reading->high))
            return true;
        reading->at = before; /* "3 or more" */
        reading->high = reading->low;
    }
    return true;
}

/* Documents hold whole numbers: 1.5 hours are 90 minutes, exactly. False where the next smaller
 * unit has no whole number either. */
static bool settle_unit(struct reading *reading)
{
    static const struct {
        const char *unit, *smaller;
        int64_t times;
    } steps[] = {
        {"hour", "minute", 60}, {"day", "hour", 24}, {"week", "day", 7}, {"year", "month", 12}};
    int64_t times = 1;
    bool is_whole = reading->low % WHOLE == 0 && reading->high % WHOLE == 0;
    for (size_t i = 0; !is_whole && times == 1 && i < sizeof steps / sizeof steps[0]; i++)
        if (strcmp(reading->unit, steps[i].unit) == 0) {
            times = steps[i].times;
            reading->unit = steps[i].smaller;
        }
    is_whole = reading->low * times % WHOLE == 0 && reading->high * times % WHOLE == 0;
    reading->low = reading->low * times / WHOLE;
    reading->high = reading->high * times / WHOLE;
    return is_whole;
}

/* A length of time, and nothing after it. */
static bool take_figures(struct reading *reading)
{
    static const struct meaning openings[] = {
        {"for ", ""}, {"until ", ""}, {"every ", ""}, {"once every ", ""}, {NULL, NULL}};
    (void)take_meaning(reading, openings);
    const char *before = take_meaning(reading, before_figures);
    if (!take_range(reading))
        return false;
    const char *after = take_meaning(reading, after_figures);
    reading->unit = take_meaning(reading, units);
    if (!after)
        after = take_meaning(reading, after_figures);
    reading->anchor = take_meaning(reading, anchors);
    if (before && after)
        return false;
    reading->precision = before ? before : after ? after : "exact";
    return reading->unit && *reading->at == '\0' && settle_unit(reading);
}

static void set_text(struct json_object *time, const char *name, const char *value)
{
    json_object_object_del(time, name);
    json_add_text(time, name, value);
}

static void clear(struct json_object *time)
{
    static const char *const names[] = {"kind", "low", "high", "unit", "precision", "condition"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        json_object_object_del(time, names[i]);
}

static void set_figures(struct json_object *time, const struct reading *reading)
{
    clear(time);
    json_add_text(time, "kind", "time");
    json_object_object_add(time, "low", json_object_new_int64(reading->low));
    json_object_object_add(time, "high", json_object_new_int64(reading->high));
    json_add_text(time, "unit", reading->unit);
    json_add_text(time, "precision", reading->precision);
    if (reading->anchor)
        set_text(time, "anchor", reading->anchor);
}

/* "until your skin has healed", "while you look after your skin". */
static bool read_event(const char *words, struct json_object *time)
{
    struct reading reading = {.at = words};
    if (!take(&reading, "until ") && !take(&reading, "while "))
        return false;
    if (!*reading.at)
        return false;
    clear(time);
    json_add_text(time, "kind", "event");
    json_add_text(time, "condition", reading.at);
    return true;
}

/* Words without blanks around them and without a condition. */
static bool read_plain(const char *words, struct json_object *time)
{
    struct reading figures = {.at = words}, other = {.at = words};
    if (take_figures(&figures)) {
        set_figures(time, &figures);
        return true;
    }
    const char *kind = take_meaning(&other, whole);
    if (!kind || *other.at)
        return read_event(words, time);
    clear(time);
    json_add_text(time, "kind", kind);
    return true;
}

/* A copy without the blanks around it. */
static char *trim(const char *words, size_t length)
{
    struct buffer copy = {0};
    while (length && is_blank(words[length - 1]))
        length--;
    while (length && is_blank(*words)) {
        words++;
        length--;
    }
    buffer_append(&copy, words, length);
    return buffer_take(&copy);
}

/* A telephone's keyboard ends everything with one; three of them mean something. */
static void drop_full_stop(char *words)
{
    size_t length = strlen(words);
    if (length > 1 && words[length - 1] == '.' && words[length - 2] != '.')
        words[length - 1] = '\0';
}

/* What ends a time that has figures stands behind it: "72 hours; until your skin has healed". */
static const char condition_mark[] = "; until ";

bool time_words_read(const char *words, struct json_object *time)
{
    char *all = trim(words, strlen(words));
    drop_full_stop(all);
    const char *mark = strcasestr(all, condition_mark);
    bool read = false;
    if (mark && strncasecmp(all, "until ", 6) != 0 && strncasecmp(all, "while ", 6) != 0) {
        char *plain = trim(all, (size_t)(mark - all));
        char *condition =
            trim(mark + strlen(condition_mark), strlen(mark + strlen(condition_mark)));
        read = *condition && read_plain(plain, time);
        if (read)
            set_text(time, "condition", condition);
        free(plain);
        free(condition);
    } else {
        read = read_plain(all, time);
    }
    free(all);
    return read;
}

/* --- Writing ---------------------------------------------------------------------------------- */

static const char *words_for(const struct meaning *table, const char *value)
{
    for (; value && table->words; table++)
        if (strcmp(table->value, value) == 0)
            return table->words;
    return "";
}

static void write_figures(struct json_object *time, struct buffer *words)
{
    int64_t low = json_integer(time, "low", 0);
    int64_t high = json_integer(time, "high", 0);
    const char *unit = json_text(time, "unit");
    buffer_puts(words, words_for(before_figures, json_text(time, "precision")));
    buffer_printf(words, "%lld", (long long)low);
    if (high != low)
        buffer_printf(words, " to %lld", (long long)high);
    buffer_printf(words, " %s%s", unit ? unit : "", high == 1 ? "" : "s");
}

static bool has_result_anchor(struct json_object *time)
{
    const char *anchor = json_text(time, "anchor");
    return anchor && strcmp(anchor, "result") == 0;
}

void time_words_write(struct json_object *time, struct buffer *words)
{
    const char *kind = json_text(time, "kind");
    const char *condition = json_text(time, "condition");
    if (kind && strcmp(kind, "time") == 0)
        write_figures(time, words);
    else if (kind && strcmp(kind, "event") != 0)
        buffer_puts(words, words_for(whole, kind));
    else if (kind && condition)
        buffer_printf(words, "%s %s", has_result_anchor(time) ? "while" : "until", condition);
    if (kind && condition && strcmp(kind, "event") != 0)
        buffer_printf(words, "%s%s", condition_mark, condition);
}

bool time_words_tell(struct json_object *time)
{
    struct json_object *again = json_object_new_object();
    struct buffer words = {0};
    json_add_shared(again, "anchor", json_member(time, "anchor"));
    json_add_shared(again, "words", json_member(time, "words"));
    time_words_write(time, &words);
    bool same = time_words_read(buffer_text(&words), again) && json_object_equal(again, time);
    buffer_free(&words);
    json_object_put(again);
    return same;
}

void time_words_patients(struct json_object *time, struct buffer *words)
{
    const char *kind = json_text(time, "kind");
    const char *condition = json_text(time, "condition");
    const char *anchor = json_text(time, "anchor");
    if (!kind || strcmp(kind, "unstated") == 0) {
        buffer_puts(words, "a time we have not set");
    } else if (strcmp(kind, "event") == 0) {
        buffer_puts(words, condition ? condition : "");
    } else if (strcmp(kind, "time") == 0) {
        write_figures(time, words);
        buffer_printf(words, "%s%s", anchor ? " " : "", words_for(anchors, anchor));
        if (words->length && words->data[words->length - 1] == ' ')
            words->data[--words->length] = '\0';
    } else {
        buffer_puts(words, words_for(whole, kind));
    }
}

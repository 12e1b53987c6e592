/* The ways in which a time is written. */
#include "lint/time_forms.h"

#include <string.h>

/* The second end of a range: "6 to 10 weeks", "a week to ten days", "a day or two". */
static void take_second_end(struct scanner *scan, bool between, int64_t *unit, double *low,
                            double *high)
{
    struct quantity second;
    size_t start = scan->at;
    if (!scanner_joint(scan, between) || !scanner_quantity(scan, &second)) {
        scan->at = start;
        return;
    }
    int64_t second_unit = scanner_unit(scan);
    bool same_unit = *unit == 0 || (second_unit == 0 && !second.article);
    if (second_unit == 0 && *unit == 0) {
        scan->at = start;
        return;
    }
    if (second_unit == 0 && !same_unit) {
        scan->at = start;
        return;
    }
    int64_t low_unit = *unit ? *unit : second_unit;
    int64_t high_unit = second_unit ? second_unit : *unit;
    if (second.high * (double)high_unit < *low * (double)low_unit) { /* "24 hours or a day" */
        scan->at = start;
        return;
    }
    *high = second.high * (double)high_unit / (double)low_unit;
    *unit = low_unit;
}

/* "an hour and a half", "1 hour 30 minutes". */
static void take_remainder(struct scanner *scan, int64_t unit, struct scanned_time *time)
{
    size_t start = scan->at;
    struct quantity rest;
    if (scanner_take(scan, "and a half")) {
        time->low += unit / 2;
        time->high += unit / 2;
        return;
    }
    (void)scanner_take(scan, "and");
    int64_t rest_unit = scanner_quantity(scan, &rest) && !rest.vague ? scanner_unit(scan) : 0;
    bool sums = (unit == 60 && rest_unit == 1) || (unit == SCAN_YEAR && rest_unit == SCAN_MONTH);
    if (!sums) {
        scan->at = start;
        return;
    }
    time->low += (int64_t)(rest.low * (double)rest_unit);
    time->high += (int64_t)(rest.high * (double)rest_unit);
}

/* A figure and a unit, or two of them. */
static bool read_length(struct scanner *scan, struct scanned_time *time)
{
    struct quantity quantity;
    time->first = scan->at;
    bool between = scanner_take(scan, "between") || scanner_take(scan, "anywhere between") ||
                   scanner_take(scan, "anywhere from");
    if (!scanner_quantity(scan, &quantity))
        return false;
    double low = quantity.low, high = quantity.high;
    if (scanner_take(scan, "or more") || quantity.plus)
        time->precision = SCAN_AT_LEAST;
    int64_t unit = scanner_unit(scan);
    take_second_end(scan, between, &unit, &low, &high);
    if (unit == 0)
        return false;
    time->low = (int64_t)(low * (double)unit + 0.5);
    time->high = (int64_t)(high * (double)unit + 0.5);
    time->vague = quantity.vague;
    take_remainder(scan, unit, time);
    scanner_precision_after(scan, time);
    scanner_precision_before(scan, time);
    return true;
}

/* "the third day", "day 3", "week two", "the first week"; not what heads an entry of a day by day
 * list: "Day 3: the skin peels". */
static bool read_ordinal(struct scanner *scan, struct scanned_time *time)
{
    const struct token *token = scanner_token(scan, scan->at);
    time->first = scan->at;
    double n = token->kind == TOKEN_WORD ? scanner_value(scan_ordinals, token->text) : 0;
    const char *suffix = scanner_token(scan, scan->at + 1)->text;
    if (n > 0) {
        scan->at++;
    } else if (token->kind == TOKEN_NUMBER && strlen(suffix) == 2 &&
               strstr("st nd rd th", suffix)) {
        n = token->value;
        scan->at += 2;
    }
    int64_t unit = scanner_unit(scan);
    if (unit && n == 0) { /* "day 3" */
        struct scanner ahead = *scan;
        if (scan->at == time->first || !scanner_number(&ahead, &n) || n < 1)
            return false;
        scan->at = ahead.at;
        if (scanner_unit(&ahead))
            return false; /* "one day three hours" */
    }
    if (!unit || n == 0)
        return false;
    bool whole = n == 1 || unit <= SCAN_DAY;
    time->low = (int64_t)((whole ? n : n - 1) * (double)unit);
    time->high = (int64_t)(n * (double)unit);
    double last = 0;
    struct scanner ahead = *scan;
    if (scanner_joint(&ahead, false) && scanner_number(&ahead, &last) &&
        last > n) { /* "days 3 to 5" */
        time->high = (int64_t)(last * (double)unit);
        scan->at = ahead.at;
    } else if (n == 1) {
        time->direction = SCAN_FOR;
    }
    scanner_precision_after(scan, time);
    return !scanner_is(scan, scan->at, ":");
}

static bool read_fixed(struct scanner *scan, struct scanned_time *time)
{
    time->first = scan->at;
    if (tokens_match_before(scan->tokens, scan->at, scan->floor, "semi") ||
        scanner_token(scan, scan->at ? scan->at - 1 : scan->tokens->count)->kind == TOKEN_HYPHEN)
        return false;
    for (const struct fixed *fixed = scan_fixed_times; fixed->words; fixed++)
        if (scanner_take(scan, fixed->words)) {
            time->low = fixed->low;
            time->high = fixed->high;
            time->direction = fixed->direction;
            time->at_once = fixed->at_once;
            return true;
        }
    return false;
}

/* "twice a day", "three times per week": how often. */
static bool read_rate(struct scanner *scan, struct scanned_time *time)
{
    double times = 0;
    time->first = scan->at;
    if (scanner_take(scan, "once"))
        times = 1;
    else if (scanner_take(scan, "twice"))
        times = 2;
    else if (!scanner_number(scan, &times) || !scanner_take(scan, "times"))
        return false;
    if (scanner_take(scan, "daily")) {
        time->low = time->high = (int64_t)(SCAN_DAY / times);
        time->direction = SCAN_EVERY;
        return true;
    }
    if (times < 1 ||
        !(scanner_take(scan, "a") || scanner_take(scan, "an") || scanner_take(scan, "per") ||
          scanner_take(scan, "each") || scanner_take(scan, "every")))
        return false;
    int64_t unit = scanner_unit(scan);
    time->low = time->high = (int64_t)((double)unit / times);
    time->direction = SCAN_EVERY;
    return unit != 0;
}

/* "within hours", "for weeks": no figure at all. */
static bool read_bare(struct scanner *scan, struct scanned_time *time)
{
    static const char *const openings[] = {"within", "for", "takes", "lasts", "last", NULL};
    size_t length = strlen(scanner_token(scan, scan->at)->text);
    time->first = scan->at;
    if (!tokens_match_any_before(scan->tokens, scan->at, scan->floor, openings) || length < 4 ||
        scanner_token(scan, scan->at)->text[length - 1] != 's')
        return false;
    int64_t unit = scanner_unit(scan);
    time->low = 2 * unit;
    time->high = 12 * unit;
    time->vague = true;
    return unit != 0;
}

typedef bool reader(struct scanner *scan, struct scanned_time *time);

bool time_form_read(struct scanner *scan, struct scanned_time *time)
{
    static reader *const readers[] = {read_rate, read_fixed, read_length, read_ordinal, read_bare};
    const struct scanner start = *scan;
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        *scan = start;
        *time = (struct scanned_time){.precision = SCAN_EXACT};
        if (readers[i](scan, time)) {
            time->end = scan->at;
            return true;
        }
    }
    return false;
}

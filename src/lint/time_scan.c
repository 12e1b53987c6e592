#include "lint/time_scan.h"

#include "lint/scan_words.h"

#include <string.h>

/* --- Reading ---------------------------------------------------------------------------------- */

struct scan {
    const struct tokens *tokens;
    size_t at;    /* the next token */
    size_t floor; /* where the time before this one ended */
};

/* How many of a unit: low to high. */
struct quantity {
    double low, high;
    bool vague;
    bool article; /* "a", "an" */
    bool plus;    /* "2+" */
};

static const struct token *token_at(const struct scan *scan, size_t at)
{
    static const struct token none = {.kind = TOKEN_MARK};
    return at < scan->tokens->count ? &scan->tokens->list[at] : &none;
}

static bool is_word(const struct scan *scan, size_t at, const char *word)
{
    return strcmp(token_at(scan, at)->text, word) == 0;
}

static bool take(struct scan *scan, const char *phrase)
{
    size_t count = tokens_match(scan->tokens, scan->at, scan->tokens->count, phrase);
    scan->at += count;
    return count > 0;
}

static int value_of(const struct number_word *table, const char *word)
{
    for (; table->word; table++)
        if (strcmp(table->word, word) == 0)
            return table->value;
    return 0;
}

/* "24", "twenty-four", "two". */
static bool take_number(struct scan *scan, double *value)
{
    const struct token *token = token_at(scan, scan->at);
    if (token->kind == TOKEN_NUMBER) {
        *value = token->value;
        scan->at++;
        return true;
    }
    int tens = token->kind == TOKEN_WORD ? value_of(scan_number_words, token->text) : 0;
    if (tens == 0)
        return false;
    *value = tens;
    scan->at++;
    size_t ones_at = scan->at + (token_at(scan, scan->at)->kind == TOKEN_HYPHEN ? 1 : 0);
    int ones = value_of(scan_number_words, token_at(scan, ones_at)->text);
    if (tens >= 20 && tens < 100 && ones > 0 && ones < 10) {
        *value += ones;
        scan->at = ones_at + 1;
    }
    return true;
}

static const struct {
    const char *words;
    struct quantity quantity;
} worded_quantities[] = {
    {"half an", {0.5, 0.5, false, false, false}},
    {"half a", {0.5, 0.5, false, false, false}},
    {"a half", {0.5, 0.5, false, false, false}},
    {"half", {0.5, 0.5, false, false, false}},
    {"a couple of", {2, 3, false, false, false}},
    {"couple of", {2, 3, false, false, false}},
    {"a couple", {2, 3, false, false, false}},
    {"just a few", {2, 5, true, false, false}},
    {"a few", {2, 5, true, false, false}},
    {"few", {2, 5, true, false, false}},
    {"several", {3, 10, true, false, false}},
    {"a dozen", {12, 12, false, false, false}},
    {"a", {1, 1, false, true, false}},
    {"an", {1, 1, false, true, false}},
};

static bool take_quantity(struct scan *scan, struct quantity *quantity)
{
    double value = 0;
    size_t count = sizeof worded_quantities / sizeof worded_quantities[0];
    for (size_t i = 0; i < count; i++)
        if (take(scan, worded_quantities[i].words)) {
            *quantity = worded_quantities[i].quantity;
            return true;
        }
    if (!take_number(scan, &value))
        return false;
    if (take(scan, "and a half"))
        value += 0.5;
    *quantity = (struct quantity){value, value, false, false, false};
    quantity->plus = take(scan, "+");
    return true;
}

static int64_t take_unit(struct scan *scan)
{
    size_t start = scan->at;
    if (token_at(scan, scan->at)->kind == TOKEN_HYPHEN)
        scan->at++;
    while (tokens_match_any(scan->tokens, scan->at, scan->tokens->count, scan_fillers))
        scan->at++;
    for (const struct unit *unit = scan_units; unit->word; unit++)
        if (is_word(scan, scan->at, unit->word)) {
            scan->at++;
            return unit->minutes;
        }
    scan->at = start;
    return 0;
}

/* What joins the two ends of a range. */
static bool take_joint(struct scan *scan, bool between)
{
    const struct token *token = token_at(scan, scan->at);
    bool dash =
        token->kind == TOKEN_HYPHEN || is_word(scan, scan->at, "-") || is_word(scan, scan->at, "/");
    if (dash) {
        scan->at++;
        return true;
    }
    return take(scan, "up to") || take(scan, "to") || take(scan, "or") || take(scan, "through") ||
           (between && take(scan, "and"));
}

/* The second end of a range: "6 to 10 weeks", "a week to ten days", "a day or two". */
static void take_second_end(struct scan *scan, bool between, int64_t *unit, double *low,
                            double *high)
{
    struct quantity second;
    size_t start = scan->at;
    if (!take_joint(scan, between) || !take_quantity(scan, &second)) {
        scan->at = start;
        return;
    }
    int64_t second_unit = take_unit(scan);
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

static const struct precise *find_after(const struct scan *scan, size_t *count)
{
    for (const struct precise *precise = scan_after_figures; precise->words; precise++) {
        *count = tokens_match(scan->tokens, scan->at, scan->tokens->count, precise->words);
        if (*count)
            return precise;
    }
    return NULL;
}

static void take_after(struct scan *scan, struct scanned_time *time)
{
    size_t count = 0;
    const struct precise *precise = find_after(scan, &count);
    if (!precise)
        return;
    scan->at += count;
    time->precision = precise->precision;
    time->strict = precise->strict;
}

/* The words of precision before the time, and "between". */
static void look_before(const struct scan *scan, struct scanned_time *time)
{
    for (const struct precise *precise = scan_before_figures; precise->words; precise++) {
        size_t count = tokens_match_before(scan->tokens, time->first, scan->floor, precise->words);
        /* "for over two weeks" is more than; "fades over one to two years" says how long. */
        bool spread = strcmp(precise->words, "over") == 0 &&
                      (time->low < time->high ||
                       tokens_match_before(scan->tokens, time->first, scan->floor, "spread over"));
        if (count && !spread) {
            time->first -= count;
            time->precision = precise->precision;
            time->strict = precise->strict;
            return;
        }
    }
}

/* "an hour and a half", "1 hour 30 minutes". */
static void take_remainder(struct scan *scan, int64_t unit, struct scanned_time *time)
{
    size_t start = scan->at;
    struct quantity rest;
    if (take(scan, "and a half")) {
        time->low += unit / 2;
        time->high += unit / 2;
        return;
    }
    (void)take(scan, "and");
    int64_t rest_unit = take_quantity(scan, &rest) && !rest.vague ? take_unit(scan) : 0;
    bool sums = (unit == 60 && rest_unit == 1) || (unit == SCAN_YEAR && rest_unit == SCAN_MONTH);
    if (!sums) {
        scan->at = start;
        return;
    }
    time->low += (int64_t)(rest.low * (double)rest_unit);
    time->high += (int64_t)(rest.high * (double)rest_unit);
}

/* A figure and a unit, or two of them. */
static bool read_length(struct scan *scan, struct scanned_time *time)
{
    struct quantity quantity;
    time->first = scan->at;
    bool between =
        take(scan, "between") || take(scan, "anywhere between") || take(scan, "anywhere from");
    if (!take_quantity(scan, &quantity))
        return false;
    double low = quantity.low, high = quantity.high;
    if (take(scan, "or more") || quantity.plus)
        time->precision = SCAN_AT_LEAST;
    int64_t unit = take_unit(scan);
    take_second_end(scan, between, &unit, &low, &high);
    if (unit == 0)
        return false;
    time->low = (int64_t)(low * (double)unit + 0.5);
    time->high = (int64_t)(high * (double)unit + 0.5);
    time->vague = quantity.vague;
    take_remainder(scan, unit, time);
    take_after(scan, time);
    look_before(scan, time);
    return true;
}

/* "the third day", "day 3", "week two", "the first week"; not what heads an entry of a day by day
 * list: "Day 3: the skin peels". */
static bool read_ordinal(struct scan *scan, struct scanned_time *time)
{
    const struct token *token = token_at(scan, scan->at);
    time->first = scan->at;
    double n = token->kind == TOKEN_WORD ? value_of(scan_ordinals, token->text) : 0;
    const char *suffix = token_at(scan, scan->at + 1)->text;
    if (n > 0) {
        scan->at++;
    } else if (token->kind == TOKEN_NUMBER && strlen(suffix) == 2 &&
               strstr("st nd rd th", suffix)) {
        n = token->value;
        scan->at += 2;
    }
    int64_t unit = take_unit(scan);
    if (unit && n == 0) { /* "day 3" */
        struct scan ahead = *scan;
        if (scan->at == time->first || !take_number(&ahead, &n) || n < 1)
            return false;
        scan->at = ahead.at;
        if (take_unit(&ahead))
            return false; /* "one day three hours" */
    }
    if (!unit || n == 0)
        return false;
    bool whole = n == 1 || unit <= SCAN_DAY;
    time->low = (int64_t)((whole ? n : n - 1) * (double)unit);
    time->high = (int64_t)(n * (double)unit);
    double last = 0;
    struct scan ahead = *scan;
    if (take_joint(&ahead, false) && take_number(&ahead, &last) && last > n) { /* "days 3 to 5" */
        time->high = (int64_t)(last * (double)unit);
        scan->at = ahead.at;
    } else if (n == 1) {
        time->direction = SCAN_FOR;
    }
    take_after(scan, time);
    return !is_word(scan, scan->at, ":");
}

static bool read_fixed(struct scan *scan, struct scanned_time *time)
{
    time->first = scan->at;
    if (tokens_match_before(scan->tokens, scan->at, scan->floor, "semi") ||
        token_at(scan, scan->at ? scan->at - 1 : scan->tokens->count)->kind == TOKEN_HYPHEN)
        return false;
    for (const struct fixed *fixed = scan_fixed_times; fixed->words; fixed++)
        if (take(scan, fixed->words)) {
            time->low = fixed->low;
            time->high = fixed->high;
            time->direction = fixed->direction;
            time->at_once = fixed->at_once;
            return true;
        }
    return false;
}

/* "twice a day", "three times per week": how often. */
static bool read_rate(struct scan *scan, struct scanned_time *time)
{
    double times = 0;
    time->first = scan->at;
    if (take(scan, "once"))
        times = 1;
    else if (take(scan, "twice"))
        times = 2;
    else if (!take_number(scan, &times) || !take(scan, "times"))
        return false;
    if (take(scan, "daily")) {
        time->low = time->high = (int64_t)(SCAN_DAY / times);
        time->direction = SCAN_EVERY;
        return true;
    }
    if (times < 1 || !(take(scan, "a") || take(scan, "an") || take(scan, "per") ||
                       take(scan, "each") || take(scan, "every")))
        return false;
    int64_t unit = take_unit(scan);
    time->low = time->high = (int64_t)((double)unit / times);
    time->direction = SCAN_EVERY;
    return unit != 0;
}

/* "within hours", "for weeks": no figure at all. */
static bool read_bare(struct scan *scan, struct scanned_time *time)
{
    static const char *const openings[] = {"within", "for", "takes", "lasts", "last", NULL};
    size_t length = strlen(token_at(scan, scan->at)->text);
    time->first = scan->at;
    if (!tokens_match_any_before(scan->tokens, scan->at, scan->floor, openings) || length < 4 ||
        token_at(scan, scan->at)->text[length - 1] != 's')
        return false;
    int64_t unit = take_unit(scan);
    time->low = 2 * unit;
    time->high = 12 * unit;
    time->vague = true;
    return unit != 0;
}

/* --- What stands around it -------------------------------------------------------------------- */

/* Steps back over "the first", "your next": what stands between a direction and its time. */
static size_t skip_articles(const struct scan *scan, size_t at, struct scanned_time *time)
{
    static const char *const articles[] = {"the",       "a",       "your", "this", "that",
                                           "another",   "next",    "very", "only", "just",
                                           "typically", "usually", NULL};
    static const char *const firsts[] = {"first", "initial", NULL};
    while (at > scan->floor) {
        if (tokens_match_any_before(scan->tokens, at, scan->floor, firsts))
            time->direction = SCAN_FOR;
        else if (!tokens_match_any_before(scan->tokens, at, scan->floor, articles))
            return at;
        at--;
    }
    return at;
}

static void find_direction(const struct scan *scan, struct scanned_time *time)
{
    if (time->direction == SCAN_EVERY || time->at_once || time->high == SCAN_FOR_EVER)
        return;
    size_t at = skip_articles(scan, time->first, time);
    for (const struct directed *later = scan_later_directions; later->words; later++)
        if (tokens_match(scan->tokens, time->end, scan->tokens->count, later->words) &&
            (later->direction == SCAN_EVERY || time->direction == SCAN_PLAIN))
            time->direction = later->direction;
    if (time->direction == SCAN_EVERY)
        return;
    for (const struct directed *directed = scan_directions; directed->words; directed++)
        if (tokens_match_before(scan->tokens, at, scan->floor, directed->words)) {
            bool first = time->direction == SCAN_FOR; /* "in the first 72 hours" is for them */
            bool counts = directed->direction != SCAN_BY && directed->direction != SCAN_AFTER;
            bool up_to =
                directed->direction == SCAN_AFTER || strcmp(directed->words, "within") == 0;
            if (!first || counts || up_to || strncmp(directed->words, "by", 2) == 0)
                time->direction = directed->direction;
            return;
        }
}

/* "£40 a month", "two glasses a day": how often something counts. */
static bool is_per_unit(const struct scan *scan, const struct scanned_time *time)
{
    const struct token *before =
        token_at(scan, time->first ? time->first - 1 : scan->tokens->count);
    size_t length = strlen(before->text);
    bool plural = length > 3 && before->text[length - 1] == 's' && before->text[length - 2] != 's';
    static const char *const verbs[] = {"takes",    "lasts",    "needs",     "is",     "has",
                                        "fades",    "clears",   "stays",     "holds",  "requires",
                                        "days",     "results",  "continues", "goes",   "remains",
                                        "persists", "resolves", "perhaps",   "always", NULL};
    bool article = tokens_match(scan->tokens, time->first, time->end, "a") ||
                   tokens_match(scan->tokens, time->first, time->end, "an");
    return article && time->first > 0 &&
           (before->kind == TOKEN_NUMBER ||
            (plural && !tokens_match_any_before(scan->tokens, time->first, 0, verbs)));
}

static bool is_no_advice(const struct scan *scan, const struct scanned_time *time)
{
    size_t at = time->first;
    while (at > scan->floor && (is_word(scan, at - 1, "over") || is_word(scan, at - 1, "than")))
        at--;
    if (tokens_match_any_before(scan->tokens, at, 0, scan_not_before) ||
        tokens_match_any(scan->tokens, time->end, scan->tokens->count, scan_not_after))
        return true;
    size_t after = time->end + (is_word(scan, time->end, "'") ? 1 : 0);
    return tokens_match_any(scan->tokens, after, scan->tokens->count, scan_not_after) > 0;
}

static void look_around(const struct scan *scan, struct scanned_time *time)
{
    static const char *const befores[] = {"before",     "prior to",   "ahead of", "beforehand",
                                          "in advance", "leading up", "earlier",  NULL};
    time->before = tokens_match_any(scan->tokens, time->end, scan->tokens->count, befores) > 0;
    find_direction(scan, time);
    if (is_per_unit(scan, time))
        time->direction = SCAN_EVERY;
}

typedef bool reader(struct scan *scan, struct scanned_time *time);

/* Reads the time that begins at at; the first way that fits is the one. */
static bool read_time(const struct tokens *tokens, size_t at, size_t floor,
                      struct scanned_time *time)
{
    static reader *const readers[] = {read_rate, read_fixed, read_length, read_ordinal, read_bare};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++) {
        struct scan scan = {tokens, at, floor};
        *time = (struct scanned_time){.precision = SCAN_EXACT};
        if (!readers[i](&scan, time))
            continue;
        time->end = scan.at;
        look_around(&scan, time);
        return true;
    }
    return false;
}

size_t time_scan(const struct tokens *tokens, struct scanned_time *times)
{
    size_t count = 0, floor = 0;
    for (size_t at = 0; at < tokens->count && count < SCAN_TIMES_MAX;) {
        struct scanned_time time;
        if (!read_time(tokens, at, floor, &time)) {
            at++;
            continue;
        }
        struct scan scan = {tokens, at, floor};
        if (!is_no_advice(&scan, &time))
            times[count++] = time;
        at = floor = time.end;
    }
    return count;
}

/* --- Counts ----------------------------------------------------------------------------------- */

static bool read_count(struct scan *scan, const char *const *nouns, struct scanned_time *count)
{
    struct quantity quantity, second;
    *count = (struct scanned_time){.first = scan->at};
    bool between = take(scan, "between");
    if (!take_quantity(scan, &quantity) || quantity.article || quantity.low < 1)
        return false;
    double high = quantity.high;
    if (take(scan, "or more") || quantity.plus)
        count->precision = SCAN_AT_LEAST;
    size_t start = scan->at;
    if (!take_joint(scan, between) || !take_quantity(scan, &second) || second.high < high)
        scan->at = start;
    else
        high = second.high;
    (void)take(scan, "separate");
    (void)take(scan, "more");
    size_t noun = tokens_match_any(scan->tokens, scan->at, scan->tokens->count, nouns);
    scan->at += noun;
    if (high < 2 || take(scan, "every") || take(scan, "each"))
        return false; /* "one session every two weeks" is how often */
    count->end = scan->at;
    count->low = (int64_t)quantity.low;
    count->high = (int64_t)high;
    count->vague = quantity.vague;
    take_after(scan, count);
    look_before(scan, count);
    return noun > 0;
}

size_t count_scan(const struct tokens *tokens, const char *const *nouns,
                  struct scanned_time *counts)
{
    size_t found = 0, floor = 0;
    for (size_t at = 0; at < tokens->count && found < SCAN_TIMES_MAX;) {
        struct scan scan = {tokens, at, floor};
        if (read_count(&scan, nouns, &counts[found]))
            at = floor = counts[found++].end;
        else
            at++;
    }
    return found;
}

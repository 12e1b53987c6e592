#include "lint/scanner.h"

#include <string.h>

const struct token *scanner_token(const struct scanner *scan, size_t at)
{
    static const struct token none = {.kind = TOKEN_MARK};
    return at < scan->tokens->count ? &scan->tokens->list[at] : &none;
}

bool scanner_is(const struct scanner *scan, size_t at, const char *word)
{
    return strcmp(scanner_token(scan, at)->text, word) == 0;
}

bool scanner_take(struct scanner *scan, const char *phrase)
{
    size_t count = tokens_match(scan->tokens, scan->at, scan->tokens->count, phrase);
    scan->at += count;
    return count > 0;
}

int scanner_value(const struct number_word *table, const char *word)
{
    for (; table->word; table++)
        if (strcmp(table->word, word) == 0)
            return table->value;
    return 0;
}

bool scanner_number(struct scanner *scan, double *value)
{
    const struct token *token = scanner_token(scan, scan->at);
    if (token->kind == TOKEN_NUMBER) {
        *value = token->value;
        scan->at++;
        return true;
    }
    int tens = token->kind == TOKEN_WORD ? scanner_value(scan_number_words, token->text) : 0;
    if (tens == 0)
        return false;
    *value = tens;
    scan->at++;
    size_t ones_at = scan->at + (scanner_token(scan, scan->at)->kind == TOKEN_HYPHEN ? 1 : 0);
    int ones = scanner_value(scan_number_words, scanner_token(scan, ones_at)->text);
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

bool scanner_quantity(struct scanner *scan, struct quantity *quantity)
{
    double value = 0;
    size_t count = sizeof worded_quantities / sizeof worded_quantities[0];
    for (size_t i = 0; i < count; i++)
        if (scanner_take(scan, worded_quantities[i].words)) {
            *quantity = worded_quantities[i].quantity;
            return true;
        }
    if (!scanner_number(scan, &value))
        return false;
    if (scanner_take(scan, "and a half"))
        value += 0.5;
    *quantity = (struct quantity){value, value, false, false, false};
    quantity->plus = scanner_take(scan, "+");
    return true;
}

int64_t scanner_unit(struct scanner *scan)
{
    size_t start = scan->at;
    if (scanner_token(scan, scan->at)->kind == TOKEN_HYPHEN)
        scan->at++;
    while (tokens_match_any(scan->tokens, scan->at, scan->tokens->count, scan_fillers))
        scan->at++;
    for (const struct unit *unit = scan_units; unit->word; unit++)
        if (scanner_is(scan, scan->at, unit->word)) {
            scan->at++;
            return unit->minutes;
        }
    scan->at = start;
    return 0;
}

bool scanner_joint(struct scanner *scan, bool between)
{
    const struct token *token = scanner_token(scan, scan->at);
    bool dash = token->kind == TOKEN_HYPHEN || scanner_is(scan, scan->at, "-") ||
                scanner_is(scan, scan->at, "/");
    if (dash) {
        scan->at++;
        return true;
    }
    return scanner_take(scan, "up to") || scanner_take(scan, "to") || scanner_take(scan, "or") ||
           scanner_take(scan, "through") || (between && scanner_take(scan, "and"));
}

static const struct precise *find_after(const struct scanner *scan, size_t *count)
{
    for (const struct precise *precise = scan_after_figures; precise->words; precise++) {
        *count = tokens_match(scan->tokens, scan->at, scan->tokens->count, precise->words);
        if (*count)
            return precise;
    }
    return NULL;
}

void scanner_precision_after(struct scanner *scan, struct scanned_time *time)
{
    size_t count = 0;
    const struct precise *precise = find_after(scan, &count);
    if (!precise)
        return;
    scan->at += count;
    time->precision = precise->precision;
    time->strict = precise->strict;
}

void scanner_precision_before(const struct scanner *scan, struct scanned_time *time)
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

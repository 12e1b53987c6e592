/* How many of something: "3 to 4 sessions". */
#include "lint/scanner.h"

static bool read_count(struct scanner *scan, const char *const *nouns, struct scanned_time *count)
{
    struct quantity quantity, second;
    *count = (struct scanned_time){.first = scan->at};
    bool between = scanner_take(scan, "between");
    if (!scanner_quantity(scan, &quantity) || quantity.article || quantity.low < 1)
        return false;
    double high = quantity.high;
    if (scanner_take(scan, "or more") || quantity.plus)
        count->precision = SCAN_AT_LEAST;
    size_t start = scan->at;
    if (!scanner_joint(scan, between) || !scanner_quantity(scan, &second) || second.high < high)
        scan->at = start;
    else
        high = second.high;
    (void)scanner_take(scan, "separate");
    (void)scanner_take(scan, "more");
    size_t noun = tokens_match_any(scan->tokens, scan->at, scan->tokens->count, nouns);
    scan->at += noun;
    if (high < 2 || scanner_take(scan, "every") || scanner_take(scan, "each"))
        return false; /* "one session every two weeks" is how often */
    count->end = scan->at;
    count->low = (int64_t)quantity.low;
    count->high = (int64_t)high;
    count->vague = quantity.vague;
    scanner_precision_after(scan, count);
    scanner_precision_before(scan, count);
    return noun > 0;
}

size_t count_scan(const struct tokens *tokens, const char *const *nouns,
                  struct scanned_time *counts)
{
    size_t found = 0, floor = 0;
    for (size_t at = 0; at < tokens->count && found < SCAN_TIMES_MAX;) {
        struct scanner scan = {tokens, at, floor};
        if (tokens->list[at].kind != TOKEN_MARK && read_count(&scan, nouns, &counts[found]))
            at = floor = counts[found++].end;
        else
            at++;
    }
    return found;
}

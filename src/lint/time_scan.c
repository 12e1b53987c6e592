#include "lint/time_scan.h"

#include "lint/time_forms.h"

#include <string.h>

/* Steps back over "the first", "your next": what stands between a direction and its time. */
static size_t skip_articles(const struct scanner *scan, size_t at, struct scanned_time *time)
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

static void find_direction(const struct scanner *scan, struct scanned_time *time)
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
static bool is_per_unit(const struct scanner *scan, const struct scanned_time *time)
{
    const struct token *before =
        scanner_token(scan, time->first ? time->first - 1 : scan->tokens->count);
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

static bool is_no_advice(const struct scanner *scan, const struct scanned_time *time)
{
    size_t at = time->first;
    while (at > scan->floor &&
           (scanner_is(scan, at - 1, "over") || scanner_is(scan, at - 1, "than")))
        at--;
    if (tokens_match_any_before(scan->tokens, at, 0, scan_not_before) ||
        tokens_match_any(scan->tokens, time->end, scan->tokens->count, scan_not_after))
        return true;
    size_t after = time->end + (scanner_is(scan, time->end, "'") ? 1 : 0);
    return tokens_match_any(scan->tokens, after, scan->tokens->count, scan_not_after) > 0;
}

static void look_around(const struct scanner *scan, struct scanned_time *time)
{
    static const char *const befores[] = {"before",     "prior to",   "ahead of", "beforehand",
                                          "in advance", "leading up", "earlier",  NULL};
    time->before = tokens_match_any(scan->tokens, time->end, scan->tokens->count, befores) > 0;
    find_direction(scan, time);
    if (is_per_unit(scan, time))
        time->direction = SCAN_EVERY;
}

/* Reads the time that begins at at. */
static bool read_time(const struct tokens *tokens, size_t at, size_t floor,
                      struct scanned_time *time)
{
    struct scanner scan = {tokens, at, floor};
    if (!time_form_read(&scan, time))
        return false;
    look_around(&scan, time);
    return true;
}

size_t time_scan(const struct tokens *tokens, struct scanned_time *times)
{
    size_t count = 0, floor = 0;
    for (size_t at = 0; at < tokens->count && count < SCAN_TIMES_MAX;) {
        struct scanned_time time;
        if (tokens->list[at].kind == TOKEN_MARK || !read_time(tokens, at, floor, &time)) {
            at++;
            continue;
        }
        struct scanner scan = {tokens, at, floor};
        if (!is_no_advice(&scan, &time))
            times[count++] = time;
        at = floor = time.end;
    }
    return count;
}

#include "lint/marks.h"

#include "lint/subject.h"

#include <stdlib.h>

static int compare_marks(const void *a, const void *b)
{
    const struct mark *first = a, *second = b;
    return first->time.first < second->time.first ? -1 : first->time.first > second->time.first;
}

size_t marks_find(const struct tokens *tokens, struct mark *marks)
{
    struct scanned_time times[SCAN_TIMES_MAX];
    struct span rest = {tokens, 0, tokens->count};
    size_t at, length, count = 0, found = time_scan(tokens, times);
    for (size_t i = 0; i < found; i++)
        marks[count++] = (struct mark){times[i], MARK_TIME};
    found = count_scan(tokens, subject_sessions, times);
    for (size_t i = 0; i < found; i++)
        marks[count++] = (struct mark){times[i], MARK_COUNT};
    while (count < MARKS_MAX && (length = subject_no_downtime(rest, &at)) > 0) {
        marks[count++] = (struct mark){{.first = at, .end = at + length}, MARK_NONE};
        rest.first = at + length;
    }
    qsort(marks, count, sizeof *marks, compare_marks);
    return count;
}

/* Where two parts of a sentence, each with its own time, are parted: after which token. */
static size_t boundary(const struct tokens *tokens, size_t from, size_t to)
{
    static const char *const strong[] = {";",     ":",       "(",        ")",      "-",       "but",
                                         "while", "whereas", "although", "though", "however", NULL};
    static const char *const weak[] = {",", "and", "or", NULL};
    for (size_t at = from; at < to; at++)
        if (tokens_match_any(tokens, at, to, strong) && tokens->list[at].kind != TOKEN_HYPHEN)
            return at + 1;
    for (size_t at = from; at < to; at++)
        if (tokens_match_any(tokens, at, to, weak))
            return at + 1;
    return from;
}

static struct span clause_of(const struct tokens *tokens, const struct mark *marks, size_t count,
                             size_t i)
{
    struct span clause = {tokens, 0, tokens->count};
    if (i > 0)
        clause.first = boundary(tokens, marks[i - 1].time.end, marks[i].time.first);
    if (i + 1 < count) {
        clause.end = boundary(tokens, marks[i].time.end, marks[i + 1].time.first);
        if (clause.end == marks[i].time.end)
            clause.end = marks[i + 1].time.first;
    }
    return clause;
}

/* How often sits beside how long without a part of its own: "daily for two weeks". */
static bool shares_clause(const struct tokens *tokens, const struct mark *a, const struct mark *b)
{
    bool rate = a->time.direction == SCAN_EVERY && b->time.direction != SCAN_EVERY;
    bool rated = b->time.direction == SCAN_EVERY && a->time.direction != SCAN_EVERY;
    return a->kind == MARK_TIME && b->kind == MARK_TIME && (rate || rated) &&
           boundary(tokens, a->time.end, b->time.first) == a->time.end;
}

struct span marks_clause(const struct tokens *tokens, const struct mark *marks, size_t count,
                         size_t i)
{
    struct span clause = clause_of(tokens, marks, count, i);
    if (i > 0 && shares_clause(tokens, &marks[i - 1], &marks[i]))
        clause.first = clause_of(tokens, marks, count, i - 1).first;
    if (i + 1 < count && shares_clause(tokens, &marks[i], &marks[i + 1]))
        clause.end = clause_of(tokens, marks, count, i + 1).end;
    return clause;
}

/* Contradictions: two statements about the same thing whose times cannot both be right. */
#include "base/buffer.h"
#include "base/memory.h"
#include "lint/checks.h"
#include "lint/lint.h"
#include "lint/statement.h"

#include <stdlib.h>
#include <string.h>

/* --- Whether two times go together ------------------------------------------------------------ */

/* What a statement allows, in minutes (or sessions). */
struct range {
    double low, high;
};

/* How far beyond its figure "at least" may reach, and below it "at most". */
struct reach {
    double above, below;
};

static struct reach reach_of(enum aspect aspect)
{
    switch (aspect) {
    case ASPECT_NOT_UNTIL:
    case ASPECT_DO_UNTIL:
    case ASPECT_SESSION_COUNT:
        return (struct reach){2, 0.5};
    case ASPECT_RESULT_LASTS:
        return (struct reach){3, 0.25};
    case ASPECT_SESSION_LENGTH:
        return (struct reach){3, 0.33};
    default:
        return (struct reach){3, 0};
    }
}

/* "Gone within three days" holds for one that is gone after one. */
static bool ends_by(const struct statement *statement)
{
    bool passes = statement->aspect == ASPECT_EFFECT_GONE ||
                  statement->aspect == ASPECT_EFFECT_EASES ||
                  statement->aspect == ASPECT_RESULT_SHOWS ||
                  statement->aspect == ASPECT_RESULT_FULL || statement->aspect == ASPECT_DOWNTIME;
    return passes && statement->time.direction == SCAN_BY &&
           statement->time.precision == SCAN_EXACT;
}

/* A figure is not meant to the minute: 4 weeks are a month. */
static const double tolerance = 0.05, about = 0.25;

static struct range range_of(const struct statement *statement)
{
    const struct scanned_time *time = &statement->time;
    struct reach reach = reach_of(statement->aspect);
    struct range range = {(double)time->low, (double)time->high};
    double slack = time->precision == SCAN_ABOUT || time->vague ? about : tolerance;
    if (time->high == SCAN_FOR_EVER)
        return range;
    if (time->at_once && time->high >= SCAN_DAY) /* "the same day": less than a day later */
        range.high = SCAN_DAY / 2.0;
    if (time->precision == SCAN_AT_LEAST)
        range.high *= reach.above;
    if (time->precision == SCAN_AT_MOST)
        range.low *= reach.below;
    if (ends_by(statement))
        range.low = 0;
    range.low *= 1 - slack;
    range.high *= 1 + slack;
    return range;
}

/* "Less than two days" ends where "two to three days" begin, and does not meet them. */
static bool parted_at(const struct statement *a, const struct statement *b)
{
    return a->time.strict && a->time.precision == SCAN_AT_MOST && b->time.low >= a->time.high &&
           (b->time.high > b->time.low || b->time.precision == SCAN_AT_LEAST);
}

static bool times_meet(const struct statement *a, const struct statement *b)
{
    if (a->none || b->none)
        return a->none == b->none || (a->none ? b : a)->time.low < SCAN_DAY;
    if (parted_at(a, b) || parted_at(b, a))
        return false;
    struct range first = range_of(a), second = range_of(b);
    return first.low <= second.high && second.low <= first.high;
}

/* --- Whether two statements are about the same ------------------------------------------------ */

static bool is_all_effects(const struct statement *statement)
{
    return strcmp(statement->topic, topic_all_effects) == 0;
}

/* Activities that someone who needs no time off may expect to go on with. */
static bool is_part_of_life(const struct topics *topics, const struct statement *statement)
{
    static const char *const names[] = {"exercise", "swimming", "sauna", "sweating", NULL};
    for (const char *const *name = names; *name; name++)
        if (strcmp(statement->topic, topics_name(topics, TOPIC_ACTIVITY, *name)) == 0)
            return true;
    return false;
}

static bool same_subject(const struct statement *a, const struct statement *b)
{
    return a->aspect == b->aspect && a->before == b->before && strcmp(a->topic, b->topic) == 0;
}

/* "Side effects go in two days" is denied by a swelling of a week; one that lasts less than they
 * all do denies nothing. */
static bool whole_denies_part(const struct statement *whole, const struct statement *part)
{
    return whole->aspect == ASPECT_EFFECT_GONE && part->aspect == ASPECT_EFFECT_GONE &&
           is_all_effects(whole) && !is_all_effects(part) &&
           strcmp(part->topic, topic_healing) != 0 && whole->time.high < part->time.low &&
           !times_meet(whole, part);
}

/* "No downtime", and more than a day without the gym. */
static bool no_downtime_denied(const struct topics *topics, const struct statement *none,
                               const struct statement *other)
{
    return none->none && other->aspect == ASPECT_NOT_UNTIL && !other->before &&
           other->time.low > SCAN_DAY && is_part_of_life(topics, other);
}

static bool contradict(const struct topics *topics, const struct statement *a,
                       const struct statement *b)
{
    if (a->sentence == b->sentence || strcmp(a->scope, b->scope) != 0 ||
        !conditions_meet(&a->conditions, &b->conditions))
        return false;
    if (a->declared && a->declared == b->declared)
        return false;
    if (same_subject(a, b))
        return !times_meet(a, b);
    return whole_denies_part(a, b) || whole_denies_part(b, a) || no_downtime_denied(topics, a, b) ||
           no_downtime_denied(topics, b, a);
}

/* --- What a claim declares -------------------------------------------------------------------- */

static bool fits(const struct statement *statement, const struct statement *declared)
{
    return statement->declared == declared->declared ||
           (same_subject(statement, declared) && times_meet(statement, declared));
}

static bool fits_one_of(const struct statements *all, const struct statement *statement,
                        const struct statement *group)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct statement *declared = &all->list[i];
        if (declared->declared == group->declared && same_subject(declared, group) &&
            strcmp(declared->scope, group->scope) == 0 && fits(statement, declared))
            return true;
    }
    return false;
}

/* A page that gives two figures as if both were right is not excused by a claim elsewhere. */
static bool excuses(const struct statement *group, const struct statement *a,
                    const struct statement *b)
{
    bool one_document = strcmp(a->document, b->document) == 0;
    return !one_document || strcmp(group->document, a->document) == 0 || (a->open && b->open);
}

/* Whether a claim gives several figures, told as differing, and both statements are among them, or
 * agree with one of them: patients are told so already. */
static bool is_declared(const struct statements *all, const struct statement *a,
                        const struct statement *b)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct statement *group = &all->list[i];
        if (!group->declared || strcmp(group->scope, a->scope) != 0 || !excuses(group, a, b))
            continue;
        if (a->aspect != b->aspect && (a->none || b->none)) {
            if (group->none)
                return true;
            continue;
        }
        if ((same_subject(group, a) || same_subject(group, b)) && fits_one_of(all, a, group) &&
            fits_one_of(all, b, group))
            return true;
    }
    return false;
}

/* --- Telling each once ------------------------------------------------------------------------ */

/* A contradiction that is told, and the sentences that belong to it. */
struct told_once {
    size_t a, b;  /* statements: the two places that are quoted */
    size_t *more; /* owned: further sentences, besides the two */
    size_t count, room;
};

struct telling {
    struct told_once *list; /* owned */
    size_t count, room;
};

static bool is_told_with(const struct statements *all, const struct told_once *told,
                         size_t sentence)
{
    if (all->list[told->a].sentence == sentence || all->list[told->b].sentence == sentence)
        return true;
    for (size_t i = 0; i < told->count; i++)
        if (told->more[i] == sentence)
            return true;
    return false;
}

static void add_more(const struct statements *all, struct told_once *told, size_t sentence)
{
    if (is_told_with(all, told, sentence))
        return;
    if (told->count == told->room) {
        told->room = told->room ? 2 * told->room : 4;
        told->more = memory_resize(told->more, told->room * sizeof *told->more);
    }
    told->more[told->count++] = sentence;
}

static bool tells_all_effects(const struct statement *a, const struct statement *b)
{
    return is_all_effects(a) || is_all_effects(b);
}

/* Two sentences that differ on several effects at once, or on these and on all together. */
static bool same_sentences(const struct statements *all, const struct told_once *told,
                           const struct statement *a, const struct statement *b)
{
    bool has_a = is_told_with(all, told, a->sentence);
    bool has_b = is_told_with(all, told, b->sentence);
    return (has_a && has_b) || ((has_a || has_b) && tells_all_effects(a, b));
}

/* The same subject of the same treatment is one contradiction, however many places tell it. */
static bool belongs(const struct statements *all, const struct told_once *told,
                    const struct statement *a, const struct statement *b)
{
    const struct statement *first = &all->list[told->a], *second = &all->list[told->b];
    if (strcmp(first->scope, a->scope) != 0)
        return false;
    bool same = (same_subject(first, a) && same_subject(second, b)) ||
                (same_subject(first, b) && same_subject(second, a));
    bool by_none = (first->none || second->none) && (a->none || b->none);
    return same || by_none || (first->aspect == a->aspect && same_sentences(all, told, a, b));
}

static bool in_one_document(const struct statements *all, size_t a, size_t b)
{
    return strcmp(all->list[a].document, all->list[b].document) == 0;
}

static void forget_more(struct told_once *told, size_t sentence)
{
    for (size_t i = 0; i < told->count; i++)
        if (told->more[i] == sentence)
            told->more[i--] = told->more[--told->count];
}

/* Quotes a and b, rather than the two that were quoted. */
static void quote_instead(const struct statements *all, struct told_once *told, size_t a, size_t b)
{
    size_t old_a = all->list[told->a].sentence, old_b = all->list[told->b].sentence;
    told->a = a;
    told->b = b;
    forget_more(told, all->list[a].sentence);
    forget_more(told, all->list[b].sentence);
    add_more(all, told, old_a);
    add_more(all, told, old_b);
}

/* Two places of one document are quoted rather than two of different ones: nearest to the cure. */
static void tell(const struct statements *all, struct telling *telling, size_t a, size_t b)
{
    for (size_t i = 0; i < telling->count; i++) {
        struct told_once *told = &telling->list[i];
        if (!belongs(all, told, &all->list[a], &all->list[b]))
            continue;
        add_more(all, told, all->list[a].sentence);
        add_more(all, told, all->list[b].sentence);
        if (in_one_document(all, a, b) && !in_one_document(all, told->a, told->b))
            quote_instead(all, told, a, b);
        return;
    }
    if (telling->count == telling->room) {
        telling->room = telling->room ? 2 * telling->room : 8;
        telling->list = memory_resize(telling->list, telling->room * sizeof *telling->list);
    }
    telling->list[telling->count++] = (struct told_once){.a = a, .b = b};
}

static void find_all(const struct statements *all, struct telling *telling)
{
    for (size_t a = 0; a < all->count; a++)
        for (size_t b = a + 1; b < all->count; b++)
            if (contradict(&all->topics, &all->list[a], &all->list[b]) &&
                !is_declared(all, &all->list[a], &all->list[b]))
                tell(all, telling, a, b);
}

/* --- The words -------------------------------------------------------------------------------- */

static const struct statement *statement_of(const struct statements *all, size_t sentence)
{
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].sentence == sentence)
            return &all->list[i];
    return NULL;
}

enum { MORE_SHOWN = 3 }; /* further places that a reason quotes */

static void put_more(const struct statements *all, const struct told_once *told,
                     struct buffer *words)
{
    size_t shown = told->count < MORE_SHOWN ? told->count : MORE_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        const struct statement *statement = statement_of(all, told->more[i]);
        buffer_printf(words, "%s “%s” (%s)",
                      i ? ";" : " It is told in more places:", all->told[told->more[i]].quote,
                      statement ? statement->title : "");
    }
    if (told->count > shown)
        buffer_printf(words, "; and %zu more", told->count - shown);
    if (told->count)
        buffer_putc(words, '.');
}

static void put_aspect(const struct statement *statement, struct buffer *words)
{
    const char *aspect = aspect_words(statement->aspect);
    const char *gap = strstr(aspect, "%s");
    if (!gap) {
        buffer_puts(words, aspect);
        return;
    }
    buffer_append(words, aspect, (size_t)(gap - aspect));
    buffer_printf(words, "%s%s", statement->topic, gap + 2);
}

static void add_finding(const struct lint_check *check, const struct statements *all,
                        const struct told_once *told, struct findings *findings)
{
    const struct statement *a = &all->list[told->a], *b = &all->list[told->b];
    const struct told *first = &all->told[a->sentence], *second = &all->told[b->sentence];
    struct buffer about_words = {0}, more = {0};
    struct finding *finding =
        finding_add(findings, check->code, check->level, a->document, first->path, first->quote);
    finding_set_other(finding, b->document, second->path, second->quote);
    put_aspect(a->none || !b->none ? a : b, &about_words);
    put_more(all, told, &more);
    if (a->none || b->none)
        finding_reason(finding,
                       "One place says that no time off is needed, the other asks for some.%s",
                       buffer_text(&more));
    else
        finding_reason(finding, "Two places give times that cannot both be right%s (%s).%s",
                       a->before ? ", before the treatment" : "", buffer_text(&about_words),
                       buffer_text(&more));
    finding_cure(finding, "Find out which is right, write it once as a fact or a step, and cite it "
                          "elsewhere. If that is still open, give both figures in one claim that "
                          "is not confirmed, so that patients are told that they differ.");
    buffer_free(&about_words);
    buffer_free(&more);
}

void lint_contradictions(const struct lint_check *check, const struct lint_site *site,
                         struct findings *findings)
{
    struct statements all = {0};
    struct telling telling = {0};
    statements_read(site->documents, site->count, &all);
    find_all(&all, &telling);
    for (size_t i = 0; i < telling.count; i++) {
        add_finding(check, &all, &telling.list[i], findings);
        free(telling.list[i].more);
    }
    free(telling.list);
    statements_free(&all);
}

#include "lint/compare.h"

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

/* "Gone within three days" holds for one that is gone after one, though not for much less. */
static bool ends_by(const struct statement *statement)
{
    bool passes = statement->aspect == ASPECT_EFFECT_GONE ||
                  statement->aspect == ASPECT_EFFECT_EASES ||
                  statement->aspect == ASPECT_RESULT_SHOWS ||
                  statement->aspect == ASPECT_RESULT_FULL || statement->aspect == ASPECT_DOWNTIME;
    return passes && statement->time.direction == SCAN_BY &&
           statement->time.precision == SCAN_EXACT;
}

/* Who says "within two weeks" does not mean the second day. */
static const double by_below = 0.25;

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
        range.low *= by_below;
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

bool compare_is_all_effects(const struct statement *statement)
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

bool compare_same_subject(const struct statement *a, const struct statement *b)
{
    return a->aspect == b->aspect && a->before == b->before &&
           (a->topic == b->topic || strcmp(a->topic, b->topic) == 0);
}

/* "Side effects go in two days" is denied by a swelling of a week; one that lasts less than they
 * all do denies nothing. */
static bool whole_denies_part(const struct statement *whole, const struct statement *part)
{
    return whole->aspect == ASPECT_EFFECT_GONE && part->aspect == ASPECT_EFFECT_GONE &&
           compare_is_all_effects(whole) && !compare_is_all_effects(part) &&
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

/* Two times in one sentence are not compared: people put them there to tell two cases apart ("at
 * home …, in our chair …"), in more words than a list can hold. */
static bool contradict(const struct topics *topics, const struct statement *a,
                       const struct statement *b)
{
    if (a->sentence == b->sentence || strcmp(a->scope, b->scope) != 0 ||
        !conditions_meet(&a->conditions, &b->conditions))
        return false;
    if (a->declared && a->declared == b->declared)
        return false;
    if (compare_same_subject(a, b))
        return !times_meet(a, b);
    return whole_denies_part(a, b) || whole_denies_part(b, a) || no_downtime_denied(topics, a, b) ||
           no_downtime_denied(topics, b, a);
}

/* --- What a claim declares -------------------------------------------------------------------- */

static bool fits(const struct statement *statement, const struct statement *declared)
{
    return statement->declared == declared->declared ||
           (compare_same_subject(statement, declared) && times_meet(statement, declared));
}

static bool fits_one_of(const struct statements *all, const struct statement *statement,
                        const struct statement *group)
{
    for (size_t i = 0; i < all->declared_count; i++) {
        const struct statement *declared = &all->list[all->declared[i]];
        if (declared->declared == group->declared && compare_same_subject(declared, group) &&
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
    for (size_t i = 0; i < all->declared_count; i++) {
        const struct statement *group = &all->list[all->declared[i]];
        if (strcmp(group->scope, a->scope) != 0 || !excuses(group, a, b))
            continue;
        if (a->aspect != b->aspect && (a->none || b->none)) {
            if (group->none)
                return true;
            continue;
        }
        if ((compare_same_subject(group, a) || compare_same_subject(group, b)) &&
            fits_one_of(all, a, group) && fits_one_of(all, b, group))
            return true;
    }
    return false;
}

bool compare_contradict(const struct statements *all, const struct statement *a,
                        const struct statement *b)
{
    return contradict(&all->topics, a, b) && !is_declared(all, a, b);
}

#include "lint/subject.h"

#include "lint/aspect.h"
#include "lint/cues.h"

#include <string.h>

/* --- The topics of a subject ------------------------------------------------------------------ */

static bool add_topic(struct subject *subject, const char *name)
{
    for (size_t i = 0; i < subject->count; i++)
        if (strcmp(subject->topics[i], name) == 0)
            return false;
    if (subject->count == SUBJECT_TOPICS_MAX)
        return false;
    subject->topics[subject->count++] = name;
    return true;
}

static void take_topics(const struct named *named, enum topic_class class, struct subject *subject)
{
    for (size_t i = 0; i < named->count; i++)
        if (named->list[i].class == class)
            (void)add_topic(subject, named->list[i].name);
}

/* "Do not use pools, and do not work out, until 72 hours after": one time for two don'ts. */
static bool shares_time(const struct subject_place *place, struct span earlier, size_t joint_end)
{
    struct span later = {earlier.tokens, joint_end, place->time->first};
    struct named named;
    named_in(place, earlier, &named);
    return named_class(&named, TOPIC_ACTIVITY) && cues_stand(earlier, cues_not) &&
           cues_stand(later, cues_not) && !cues_stand(earlier, cues_may);
}

/* The part of the clause that the time stands in, where that part says on its own what to do:
 * "Wear sunscreen for two weeks, and stay out of the sun." */
static struct span own_part(const struct subject_place *place)
{
    static const char *const joints[] = {", and", ", but", ", so",  ", then", "but",
                                         ";",     ". ",    "while", NULL};
    struct span part = place->clause;
    for (size_t at = place->clause.first; at < place->clause.end; at++) {
        size_t length = tokens_match_any(part.tokens, at, place->clause.end, joints);
        struct span earlier = {part.tokens, part.first, at};
        bool is_and = tokens_match(part.tokens, at, place->clause.end, ", and") > 0;
        if (is_and && shares_time(place, earlier, at + length))
            continue;
        if (length && at + length <= place->time->first)
            part.first = at + length;
        if (length && at >= place->time->end && at < part.end)
            part.end = at;
    }
    struct named named;
    named_in(place, part, &named);
    bool speaks =
        cues_stand(part, cues_not) || cues_stand(part, cues_do) || cues_stand(part, cues_may);
    return speaks && named_class(&named, TOPIC_ACTIVITY) ? part : place->clause;
}

/* --- Before or after -------------------------------------------------------------------------- */

static bool is_treatment_noun(const struct topics *topics, const struct tokens *tokens, size_t at)
{
    static const char *const nouns[] = {"peel",   "peels",      "lift",    "laser",
                                        "facial", "injection*", "surgery", "tattoo",
                                        "your",   "it",         NULL};
    struct topic_found found[TOPICS_FOUND_MAX];
    size_t end = at + 4 < tokens->count ? at + 4 : tokens->count;
    size_t count = topics_find(topics, tokens, at, end, found);
    for (size_t i = 0; i < count; i++)
        if (found[i].class == TOPIC_SESSION || found[i].class == TOPIC_TREATMENT)
            return true;
    return at >= tokens->count || tokens->list[at].kind == TOKEN_MARK ||
           tokens_have_any(tokens, at, end, nouns);
}

static bool before_in(const struct topics *topics, struct span span)
{
    static const char *const befores[] = {"before", "prior to", "ahead of", "leading up to", NULL};
    static const char *const plain[] = {
        "beforehand", "in advance", "getting ready", "prepare*", "preparation", "preparing", NULL};
    static const char *const you[] = {"you", "we", "they", NULL};
    if (!span.tokens)
        return false;
    for (size_t at = span.first; at < span.end; at++) {
        size_t length = tokens_match_any(span.tokens, at, span.end, befores);
        if (length && !tokens_match_any(span.tokens, at + length, span.end, you) &&
            is_treatment_noun(topics, span.tokens, at + length))
            return true;
    }
    return cues_stand(span, plain);
}

static bool is_before(const struct subject_place *place)
{
    static const char *const afters[] = {"after", "afterwards", "following", NULL};
    if (before_in(place->topics, place->clause))
        return true;
    if (cues_stand(place->clause, afters))
        return false;
    return before_in(place->topics, place->sentence) || before_in(place->topics, place->heading);
}

/* --- A label ---------------------------------------------------------------------------------- */

/* "Sauna: 2 days." A label does not say whether to do it or not; these are never told to be done.
 */
static bool is_left_out(const struct subject_place *place, const struct named *named)
{
    static const char *const names[] = {"sauna",    "swimming",    "hot tub",   "exercise",
                                        "sweating", "sunbed",      "alcohol",   "make-up",
                                        "retinol",  "exfoliating", "hot baths", NULL};
    const char *const *name = names;
    if (named->count != 1 || named->list[0].class != TOPIC_ACTIVITY)
        return false;
    while (*name &&
           strcmp(topics_name(place->topics, TOPIC_ACTIVITY, *name), named->list[0].name) != 0)
        name++;
    return *name != NULL;
}

enum { LABEL_MIN = 180 }; /* minutes: "Sauna: 15 minutes" is how long one stays in it */

/* Whether the sentence is a name, a colon and the time. */
static bool is_label(const struct subject_place *place, const struct named *named)
{
    const struct tokens *tokens = place->sentence.tokens;
    const struct scanned_time *time = place->time;
    size_t colon = named->count ? named->list[0].end : tokens->count;
    bool ends = time->end >= tokens->count ||
                (time->end + 1 == tokens->count && tokens->list[time->end].kind == TOKEN_MARK);
    return ends && named->list[0].first == 0 && colon < time->first &&
           tokens_match(tokens, colon, tokens->count, ":") && time->first - colon <= 2 &&
           time->direction != SCAN_EVERY && time->high != SCAN_FOR_EVER && time->high > LABEL_MIN &&
           !time->at_once && is_left_out(place, named);
}

/* --- All of it -------------------------------------------------------------------------------- */

void subject_of(const struct subject_place *place, struct subject *subject)
{
    struct named named;
    *subject = (struct subject){.aspect = ASPECT_NONE};
    named_at(place, &named);
    enum aspect session = aspect_of_session(place, &named);
    enum topic_class class = named_nearest(place, &named);
    bool activity = named_class(&named, TOPIC_ACTIVITY);
    if (activity && class != TOPIC_ACTIVITY && cues_say(place, cues_not))
        class = TOPIC_ACTIVITY; /* "No sauna while your skin is red, for three days" */
    if (session != ASPECT_NONE && !(activity && session != ASPECT_UPKEEP)) {
        subject->aspect = session;
        (void)add_topic(subject, "");
    } else if (aspect_treatment_lasts(place, &named)) {
        subject->aspect = ASPECT_RESULT_LASTS;
        (void)add_topic(subject, "");
    } else if (class == TOPIC_ACTIVITY) {
        struct subject_place narrow = *place;
        narrow.clause = own_part(place);
        if (narrow.clause.first != place->clause.first || narrow.clause.end != place->clause.end)
            named_in(place, narrow.clause, &named);
        subject->aspect = is_label(place, &named) ? ASPECT_NOT_UNTIL : aspect_of_activity(&narrow);
        take_topics(&named, class, subject);
    } else if (named_subject(&named)) {
        subject->aspect = aspect_of_class(place, class);
        if (class == TOPIC_RESULT || class == TOPIC_DOWNTIME)
            (void)add_topic(subject, "");
        else
            take_topics(&named, class, subject);
    }
    conditions_find(place->clause, place->heading, &subject->conditions);
    subject->before = subject->aspect >= ASPECT_NOT_UNTIL && is_before(place);
}

bool subject_is_other(struct span sentence)
{
    return (cues_stand(sentence, cues_call) && cues_stand(sentence, cues_if)) ||
           cues_stand(sentence, cues_elsewhere);
}

const char *const subject_sessions[] = {"session", "sessions",     "treatments",
                                        "visits",  "appointments", NULL};

bool subject_counts_sessions(const struct subject_place *place)
{
    static const char *const afters[] = {"after", "following", "first", "last", "between",
                                         "every", "another",   "extra", NULL};
    static const char *const prices[] = {"cost",   "costs",      "for",   "free",
                                         "per",    "a week",     "a day", "a month",
                                         "a year", "at a price", NULL};
    static const char *const deals[] = {"price of", "price for",   "package of", "buy",
                                        "pay for",  "discount on", "free",       NULL};
    const struct tokens *tokens = place->clause.tokens;
    if (tokens_match_any(tokens, place->time->end, place->clause.end, prices) ||
        tokens_match_any_before(tokens, place->time->first, place->clause.first, deals))
        return false;
    return tokens_match_any_before(place->clause.tokens, place->time->first, place->clause.first,
                                   afters) == 0 &&
           cues_say(place, cues_need) && !cues_denied(place);
}

size_t subject_no_downtime(struct span sentence, size_t *first)
{
    for (size_t at = sentence.first; at < sentence.end; at++) {
        size_t length = tokens_match_any(sentence.tokens, at, sentence.end, cues_no_downtime);
        if (length) {
            *first = at;
            return length;
        }
    }
    return 0;
}

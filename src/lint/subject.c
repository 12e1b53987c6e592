#include "lint/subject.h"

#include <stdint.h>
#include <string.h>

/* --- Word lists ------------------------------------------------------------------------------- */

static const char *const cues_last[] = {
    "last",       "lasts",       "lasting", "long lasting", "hold",      "holds",    "stay",
    "stays",      "keep",        "keeps",   "persist*",     "remain*",   "wear off", "wears off",
    "worn off",   "wearing off", "fade",    "fades",        "fading",    "endure*",  "longevity",
    "permanent*", "disappear*",  "enjoy*",  "good for",     "continue*", NULL};
static const char *const cues_show[] = {
    "see",          "seen",     "visible",       "appear*",  "notice*", "noticeable", "show",
    "shows",        "showing",  "kick in",       "kicks in", "set in",  "sets in",    "take effect",
    "takes effect", "develop*", "start",         "starts",   "begin*",  "come in",    "comes in",
    "emerge*",      "to work",  "expect to see", NULL};
static const char *const cues_full[] = {"full effect",     "full effects",   "full result*",
                                        "final result*",   "best result*",   "best effect",
                                        "fully visible",   "final effect",   "complete result*",
                                        "optimal result*", "maximum effect", NULL};
static const char *const cues_ease[] = {
    "ease",      "eases",         "eased",          "lessen*",          "fades a lot",
    "much less", "dramatically",  "improve*",       "calms down a lot", "much better",
    "reduces",   "start to fade", "starts to fade", "begin to fade",    "begins to fade",
    NULL};
static const char *const cues_start[] = {"start",   "starts",  "begin",    "begins",  "appear",
                                         "appears", "develop", "develops", "come up", "comes up",
                                         "set in",  "sets in", "onset",    NULL};
static const char *const cues_peak[] = {"worst", "peak*", "strongest", "most noticeable", NULL};
static const char *const cues_gone[] = {
    "clear",      "clears",  "cleared",  "fade",    "fades",     "faded",          "settle*",
    "resolve*",   "go",      "goes",     "gone",    "go away",   "go down",        "subside*",
    "disappear*", "last",    "lasts",    "lasting", "persist*",  "heal",           "heals",
    "healed",     "stop",    "stops",    "over",    "wear off",  "wears off",      "take",
    "takes",      "vanish*", "expect",   "calm*",   "down",      "back to normal", "have",
    "be",         "drop*",   "fall off", "remain*", "continue*", "normal",         NULL};
static const char *const cues_not[] = {
    "avoid*",     "do not",      "don't",      "no",        "not",      "never",    "skip",
    "stop",       "stay out",    "stay away",  "keep away", "keep out", "refrain*", "without",
    "off limits", "wait",        "leave out",  "leave off", "hold off", "abstain*", "pause",
    "forbidden",  "out of",      "should not", "shouldn't", "must not", "mustn't",  "cannot",
    "can't",      "steer clear", "give up",    "postpone",  "delay",    "keep off", "stay off",
    "taboo",      "banned",      "alone",      "is out",    "are out",  "is off",   "are off",
    NULL};
static const char *const cues_may[] = {"can",          "may",      "fine",    "ok",      "okay",
                                       "allowed",      "safe",     "resume*", "return*", "again",
                                       "start",        "restart",  "go back", "back to", "back in",
                                       "reintroduce*", "possible", "free to", NULL};
static const char *const cues_do[] = {
    "wear*",     "use",      "using", "apply*", "keep",  "put on",   "cover*",  "leave", "take",
    "moisturi*", "continue", "rinse", "clean",  "sleep", "protect*", "massage", NULL};
static const char *const cues_limit[] = {
    "limit",    "limiting",  "limited", "whether",   "reduce*", "minimi*", "less",
    "cut down", "as little", "ask us",  "ask first", "ask",     NULL};
static const char *const cues_take[] = {"take",    "takes",   "taking",     "last",   "lasts",
                                        "long",    "plan",    "set aside",  "allow",  "need",
                                        "needs",   "only",    "session of", "minute", "hour",
                                        "done in", "over in", "in",         NULL};
static const char *const cues_apart[] = {"apart", "spaced", "between", "interval*", NULL};
static const char *const cues_need[] = {
    "need",  "needs", "needed", "require*", "recommend*", "course of", "series of", "take",
    "takes", "plan",  "advise", "usually",  "typically",  "most",      "consists",  NULL};

/* Whole sentences that are not compared. */
static const char *const calls[] = {
    "call us",  "contact us",  "ring us",   "phone us", "tell us", "call the", "see a doctor",
    "get help", "let us know", "call your", "seek",     "come in", "show us",  NULL};
static const char *const ifs[] = {"if", "when", "should", "unless", NULL};
static const char *const elsewhere[] = {
    "study",      "studies",       "trial*",     "research",   "cancel*",
    "reschedul*", "voucher*",      "gift card*", "refund*",    "valid",
    "deposit",    "invoice*",      "warranty",   "guarantee*", "answer letters",
    "expire*",    "consultation*", "pregnan*",   "reply",      "replies",
    "delivery",   "insurance",     NULL};

static const char *const no_downtime[] = {"no downtime",
                                          "no down time",
                                          "zero downtime",
                                          "without downtime",
                                          "without any downtime",
                                          "no real downtime",
                                          "no recovery time",
                                          "no recovery period",
                                          "no recovery",
                                          "no time off",
                                          "no time to recover",
                                          "no days off",
                                          "not need time off",
                                          "don't need time off",
                                          "not need any time off",
                                          "without time off",
                                          "without any time off",
                                          "no need to take time off",
                                          "no need for time off",
                                          "no need to take any time off",
                                          "straight back to work",
                                          "right back to work",
                                          NULL};

/* --- Cues ------------------------------------------------------------------------------------- */

static bool has(struct span span, const char *const *cues)
{
    return span.tokens && tokens_have_any(span.tokens, span.first, span.end, cues);
}

/* How far from the time the nearest of the cues stands, in tokens; SIZE_MAX if there is none. */
static size_t nearness(const struct subject_place *place, const char *const *cues)
{
    const struct span *clause = &place->clause;
    size_t best = SIZE_MAX;
    for (size_t at = clause->first; at < clause->end; at++) {
        if (!tokens_match_any(clause->tokens, at, clause->end, cues))
            continue;
        size_t distance =
            at < place->time->first ? place->time->first - at : at - place->time->first;
        if (distance < best)
            best = distance;
    }
    return best;
}

/* Whether the statement is denied: "results do not last ten years". */
static bool is_denied(const struct subject_place *place)
{
    static const char *const denials[] = {"not",    "don't", "doesn't", "won't", "never", "isn't",
                                          "aren't", "no",    "neither", "nor",   NULL};
    struct span earlier = place->clause;
    if (earlier.end > place->time->first)
        earlier.end = place->time->first;
    return has(earlier, denials);
}

/* The cue that stands in the clause or, where it says nothing, in the sentence or the question
 * above it: "Can I go to the sauna? Not in the first 72 hours." */
static bool says(const struct subject_place *place, const char *const *cues)
{
    struct span earlier = place->sentence;
    earlier.end = place->clause.first;
    return has(place->clause, cues) || has(earlier, cues);
}

/* --- The topics of a time --------------------------------------------------------------------- */

struct named {
    struct topic_found list[TOPICS_FOUND_MAX];
    size_t count;
};

static void find_topics(const struct subject_place *place, struct span span, struct named *named)
{
    named->count = 0;
    if (span.tokens && span.first < span.end)
        named->count = topics_find(place->topics, span.tokens, span.first, span.end, named->list);
}

static bool is_subject_class(enum topic_class class)
{
    return class == TOPIC_RESULT || class == TOPIC_EFFECT || class == TOPIC_DOWNTIME ||
           class == TOPIC_ACTIVITY;
}

static bool names_class(const struct named *named, enum topic_class class)
{
    for (size_t i = 0; i < named->count; i++)
        if (named->list[i].class == class)
            return true;
    return false;
}

static bool names_subject(const struct named *named)
{
    for (size_t i = 0; i < named->count; i++)
        if (is_subject_class(named->list[i].class))
            return true;
    return false;
}

/* Whether the sentence goes on about what was just said: "This normal healing process …". */
static bool points_back(const struct subject_place *place)
{
    static const char *const pointers[] = {"this",  "these", "it",   "they", "such",
                                           "those", "both",  "that", NULL};
    return tokens_match_any(place->sentence.tokens, place->sentence.first, place->sentence.end,
                            pointers) > 0 ||
           tokens_match_any(place->clause.tokens, place->clause.first, place->clause.end,
                            pointers) > 0;
}

static bool clause_says_they(const struct subject_place *place)
{
    static const char *const pronouns[] = {"it", "they", "them", "this", "these", NULL};
    return has(place->clause, pronouns);
}

static bool is_general(const struct named *named)
{
    for (size_t i = 0; i < named->count; i++)
        if (is_subject_class(named->list[i].class) && named->list[i].name != topic_all_effects &&
            named->list[i].name != topic_healing)
            return false;
    return true;
}

/* Whether the time stands for itself at the beginning: "In the first week, …". */
static bool leads(const struct subject_place *place)
{
    static const char *const openings[] = {"for",   "during", "in",   "within",     "after",
                                           "until", "by",     "over", "throughout", "once",
                                           "from",  "the",    NULL};
    size_t first = place->clause.first;
    return place->time->first <= first + 3 &&
           (place->time->first == first ||
            tokens_match_any(place->clause.tokens, first, place->clause.end, openings) > 0);
}

/* The part after the clause up to the next comma or "and": "In the first week, wear a hat." */
static struct span rest_after(const struct subject_place *place)
{
    static const char *const ends[] = {",", ";", "and", "but", ".", NULL};
    struct span rest = {place->sentence.tokens, place->clause.end, place->clause.end};
    while (rest.first < place->sentence.end &&
           tokens_match_any(rest.tokens, rest.first, place->sentence.end, ends))
        rest.first++;
    rest.end = rest.first;
    while (rest.end < place->sentence.end &&
           !tokens_match_any(rest.tokens, rest.end, place->sentence.end, ends))
        rest.end++;
    return rest;
}

static void keep_last_subject(struct named *named)
{
    while (named->count && !is_subject_class(named->list[named->count - 1].class))
        named->count--;
}

/* Where the clause names nothing, the sentence does, or the one before it, or the heading. */
static void find_named(const struct subject_place *place, struct named *named)
{
    struct named other;
    struct span earlier = place->sentence;
    earlier.end = place->clause.first;
    find_topics(place, place->clause, named);
    if (names_subject(named) && !(is_general(named) && points_back(place)))
        return;
    bool general = names_subject(named);
    find_topics(place, place->before, &other);
    if (points_back(place) && names_subject(&other) &&
        (!general || (names_class(&other, TOPIC_EFFECT) && !is_general(&other)))) {
        *named = other;
        return;
    }
    if (general || names_class(named, TOPIC_SESSION) || names_class(named, TOPIC_UPKEEP))
        return;
    find_topics(place, earlier, &other);
    keep_last_subject(&other);
    if (other.count == 0 && leads(place))
        find_topics(place, rest_after(place), &other);
    if (other.count == 0 && (points_back(place) || clause_says_they(place)))
        find_topics(place, place->before, &other);
    if (other.count == 0 && place->heading_asks)
        find_topics(place, place->heading, &other);
    for (size_t i = 0; i < other.count && named->count < TOPICS_FOUND_MAX; i++)
        named->list[named->count++] = other.list[i];
}

static bool clause_names(const struct subject_place *place, enum topic_class class)
{
    struct named named;
    find_topics(place, place->clause, &named);
    return names_class(&named, class);
}

/* The class of the topic that is nearest before the time, or else nearest after it. */
static enum topic_class nearest_class(const struct subject_place *place, const struct named *named)
{
    enum topic_class class = TOPIC_SESSION;
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < named->count; i++) {
        const struct topic_found *topic = &named->list[i];
        bool after = topic->first >= place->time->first;
        size_t far =
            after ? 1000 + topic->first - place->time->first : place->time->first - topic->first;
        if (after && topic->first <= place->time->end) /* "ten days off" */
            far = 0;
        if (!is_subject_class(topic->class) || far >= best)
            continue;
        best = far;
        class = topic->class;
    }
    return class;
}

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

/* --- The aspect of each class ----------------------------------------------------------------- */

static enum aspect result_aspect(const struct subject_place *place)
{
    bool full = says(place, cues_full) || (place->heading_asks && has(place->heading, cues_full));
    size_t last = nearness(place, cues_last), show = nearness(place, cues_show);
    if (place->time->direction == SCAN_EVERY)
        return ASPECT_NONE;
    if (last == SIZE_MAX && show == SIZE_MAX && place->heading_asks) {
        last = has(place->heading, cues_last) ? 0 : SIZE_MAX;
        show = has(place->heading, cues_show) ? 0 : SIZE_MAX;
    }
    bool lasts = last < show && !full;
    if (is_denied(place) && (lasts || place->time->high == SCAN_FOR_EVER))
        return ASPECT_NONE;
    if (lasts)
        return place->time->at_once ? ASPECT_NONE : ASPECT_RESULT_LASTS;
    if (place->time->high == SCAN_FOR_EVER)
        return show == SIZE_MAX ? ASPECT_RESULT_LASTS : ASPECT_NONE;
    if (full)
        return place->time->at_once ? ASPECT_NONE : ASPECT_RESULT_FULL;
    return show < last && show != SIZE_MAX ? ASPECT_RESULT_SHOWS : ASPECT_NONE;
}

static enum aspect effect_aspect(const struct subject_place *place)
{
    static const char *const stills[] = {"still", NULL};
    static const struct {
        const char *const *cues;
        enum aspect aspect;
    } ways[] = {{cues_peak, ASPECT_EFFECT_PEAKS},
                {cues_ease, ASPECT_EFFECT_EASES},
                {cues_start, ASPECT_EFFECT_STARTS},
                {cues_gone, ASPECT_EFFECT_GONE}};
    enum aspect aspect = ASPECT_NONE;
    size_t best = SIZE_MAX;
    if (place->time->direction == SCAN_EVERY || place->time->at_once || is_denied(place) ||
        has(place->clause, stills) || place->time->high == SCAN_FOR_EVER)
        return ASPECT_NONE;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        size_t near = nearness(place, ways[i].cues);
        if (near < best) {
            best = near;
            aspect = ways[i].aspect;
        }
    }
    bool lasts = place->time->direction != SCAN_AFTER &&
                 (place->heading_asks || clause_names(place, TOPIC_EFFECT));
    return aspect == ASPECT_NONE && lasts ? ASPECT_EFFECT_GONE : aspect;
}

static bool is_question_denied(const struct subject_place *place)
{
    static const char *const firsts[] = {"not", "no", "yes , but not", NULL};
    return tokens_match_any(place->sentence.tokens, place->sentence.first, place->sentence.end,
                            firsts) > 0;
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
        if (length && at + length <= place->time->first)
            part.first = at + length;
        if (length && at >= place->time->end && at < part.end)
            part.end = at;
    }
    struct named named;
    find_topics(place, part, &named);
    bool speaks = has(part, cues_not) || has(part, cues_do) || has(part, cues_may);
    return speaks && names_class(&named, TOPIC_ACTIVITY) ? part : place->clause;
}

enum { ACT_MAX = 180 }; /* minutes */

static enum aspect activity_aspect(const struct subject_place *place)
{
    const struct scanned_time *time = place->time;
    bool not_cue = says(place, cues_not) || is_question_denied(place);
    bool may_cue = says(place, cues_may);
    if (has(place->clause, cues_limit) || time->high == SCAN_FOR_EVER)
        return ASPECT_NONE;
    if (time->direction == SCAN_EVERY)
        return not_cue ? ASPECT_NONE : ASPECT_DO_EVERY;
    if (not_cue)
        return time->at_once && time->high < SCAN_DAY ? ASPECT_NONE : ASPECT_NOT_UNTIL;
    if (may_cue && time->direction != SCAN_FOR)
        return ASPECT_NOT_UNTIL;
    if (time->high <= ACT_MAX) /* how long it takes to do it: "massage it for five minutes" */
        return ASPECT_NONE;
    if (may_cue || time->at_once || time->direction == SCAN_AFTER || time->direction == SCAN_BY)
        return ASPECT_NONE;
    return says(place, cues_do) || (place->heading_asks && has(place->heading, cues_do))
               ? ASPECT_DO_UNTIL
               : ASPECT_NONE;
}

static enum aspect downtime_aspect(const struct subject_place *place)
{
    bool named = clause_names(place, TOPIC_DOWNTIME) || place->heading_asks;
    if (place->time->direction == SCAN_EVERY || place->time->at_once || is_denied(place) ||
        (!clause_names(place, TOPIC_DOWNTIME) && has(place->clause, cues_not)))
        return ASPECT_NONE;
    return named || clause_says_they(place) || has(place->clause, cues_take) ? ASPECT_DOWNTIME
                                                                             : ASPECT_NONE;
}

static enum aspect class_aspect(const struct subject_place *place, enum topic_class class)
{
    switch (class) {
    case TOPIC_RESULT:
        return result_aspect(place);
    case TOPIC_EFFECT:
        return effect_aspect(place);
    case TOPIC_DOWNTIME:
        return downtime_aspect(place);
    default:
        return ASPECT_NONE;
    }
}

/* --- Sessions --------------------------------------------------------------------------------- */

/* How long one takes: hours at most. How often: days at least. */
static enum aspect session_aspect(const struct subject_place *place, const struct named *named)
{
    const struct scanned_time *time = place->time;
    bool upkeep = names_class(named, TOPIC_UPKEEP);
    bool session = names_class(named, TOPIC_SESSION) ||
                   (names_class(named, TOPIC_TREATMENT) && !names_subject(named));
    if (time->direction == SCAN_EVERY && time->low >= 2 * SCAN_DAY &&
        (session || upkeep || has(place->clause, cues_apart)))
        return upkeep || has(place->sentence, (const char *const[]){"maintain*", "maintenance",
                                                                    "top up*", "touch up*", NULL})
                   ? ASPECT_UPKEEP
                   : ASPECT_INTERVAL;
    bool length =
        time->direction == SCAN_PLAIN || time->direction == SCAN_FOR || time->direction == SCAN_BY;
    if (session && !names_subject(named) && length && !time->at_once && !time->before &&
        time->high <= (int64_t)12 * 60 &&
        (says(place, cues_take) || (place->heading_asks && has(place->heading, cues_take))) &&
        !is_denied(place))
        return ASPECT_SESSION_LENGTH;
    return ASPECT_NONE;
}

/* "Dermaplaning lasts four weeks": its results do. */
static bool treatment_lasts(const struct subject_place *place, const struct named *named)
{
    static const char *const lasts[] = {"last",  "lasts",     "hold",     "holds", "stay",
                                        "stays", "wears off", "wear off", NULL};
    return names_class(named, TOPIC_TREATMENT) && !names_subject(named) &&
           place->time->low >= SCAN_WEEK && place->time->direction != SCAN_EVERY &&
           says(place, lasts) && !is_denied(place);
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
    return has(span, plain);
}

static bool is_before(const struct subject_place *place)
{
    static const char *const afters[] = {"after", "afterwards", "following", NULL};
    if (before_in(place->topics, place->clause))
        return true;
    if (has(place->clause, afters))
        return false;
    return before_in(place->topics, place->sentence) || before_in(place->topics, place->heading);
}

/* --- All of it -------------------------------------------------------------------------------- */

void subject_of(const struct subject_place *place, struct subject *subject)
{
    struct named named;
    *subject = (struct subject){.aspect = ASPECT_NONE};
    find_named(place, &named);
    enum aspect session = session_aspect(place, &named);
    enum topic_class class = nearest_class(place, &named);
    bool activity = names_class(&named, TOPIC_ACTIVITY);
    if (activity && class != TOPIC_ACTIVITY && says(place, cues_not))
        class = TOPIC_ACTIVITY; /* "No sauna while your skin is red, for three days" */
    if (session != ASPECT_NONE && !(activity && session != ASPECT_UPKEEP)) {
        subject->aspect = session;
        (void)add_topic(subject, "");
    } else if (treatment_lasts(place, &named)) {
        subject->aspect = ASPECT_RESULT_LASTS;
        (void)add_topic(subject, "");
    } else if (class == TOPIC_ACTIVITY) {
        struct subject_place narrow = *place;
        narrow.clause = own_part(place);
        if (narrow.clause.first != place->clause.first || narrow.clause.end != place->clause.end)
            find_topics(place, narrow.clause, &named);
        subject->aspect = activity_aspect(&narrow);
        take_topics(&named, class, subject);
    } else if (names_subject(&named)) {
        subject->aspect = class_aspect(place, class);
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
    return (has(sentence, calls) && has(sentence, ifs)) || has(sentence, elsewhere);
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
           says(place, cues_need) && !is_denied(place);
}

size_t subject_no_downtime(struct span sentence, size_t *first)
{
    for (size_t at = sentence.first; at < sentence.end; at++) {
        size_t length = tokens_match_any(sentence.tokens, at, sentence.end, no_downtime);
        if (length) {
            *first = at;
            return length;
        }
    }
    return 0;
}

const char *aspect_words(enum aspect aspect)
{
    static const char *const words[] = {
        [ASPECT_NONE] = "",
        [ASPECT_RESULT_LASTS] = "how long results last",
        [ASPECT_RESULT_SHOWS] = "when results show",
        [ASPECT_RESULT_FULL] = "when the results are complete",
        [ASPECT_EFFECT_GONE] = "how long this lasts: %s",
        [ASPECT_EFFECT_EASES] = "when this eases: %s",
        [ASPECT_EFFECT_STARTS] = "when this starts: %s",
        [ASPECT_EFFECT_PEAKS] = "when this is at its worst: %s",
        [ASPECT_DOWNTIME] = "how much time off it takes",
        [ASPECT_SESSION_LENGTH] = "how long a session takes",
        [ASPECT_SESSION_COUNT] = "how many sessions it takes",
        [ASPECT_INTERVAL] = "how far apart sessions are",
        [ASPECT_UPKEEP] = "how often to come back",
        [ASPECT_NOT_UNTIL] = "how long to leave this out: %s",
        [ASPECT_DO_UNTIL] = "how long to go on with this: %s",
        [ASPECT_DO_EVERY] = "how often to do this: %s",
    };
    return words[aspect];
}

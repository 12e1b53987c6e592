#include "lint/named.h"

#include "lint/cues.h"

#include <stdint.h>

void named_in(const struct subject_place *place, struct span span, struct named *named)
{
    named->count = 0;
    if (span.tokens && span.first < span.end)
        named->count = topics_find(place->topics, span.tokens, span.first, span.end, named->list);
}

bool named_is_subject(enum topic_class class)
{
    return class == TOPIC_RESULT || class == TOPIC_EFFECT || class == TOPIC_DOWNTIME ||
           class == TOPIC_ACTIVITY;
}

bool named_class(const struct named *named, enum topic_class class)
{
    for (size_t i = 0; i < named->count; i++)
        if (named->list[i].class == class)
            return true;
    return false;
}

bool named_subject(const struct named *named)
{
    for (size_t i = 0; i < named->count; i++)
        if (named_is_subject(named->list[i].class))
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

static bool is_general(const struct named *named)
{
    for (size_t i = 0; i < named->count; i++)
        if (named_is_subject(named->list[i].class) && named->list[i].name != topic_all_effects &&
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
    while (named->count && !named_is_subject(named->list[named->count - 1].class))
        named->count--;
}

void named_at(const struct subject_place *place, struct named *named)
{
    struct named other;
    struct span earlier = place->sentence;
    earlier.end = place->clause.first;
    named_in(place, place->clause, named);
    if (named_subject(named) && !(is_general(named) && points_back(place)))
        return;
    bool general = named_subject(named);
    named_in(place, place->before, &other);
    if (points_back(place) && named_subject(&other) &&
        (!general || (named_class(&other, TOPIC_EFFECT) && !is_general(&other)))) {
        *named = other;
        return;
    }
    if (general || named_class(named, TOPIC_SESSION) || named_class(named, TOPIC_UPKEEP))
        return;
    named_in(place, earlier, &other);
    keep_last_subject(&other);
    if (other.count == 0 && leads(place))
        named_in(place, rest_after(place), &other);
    if (other.count == 0 && (points_back(place) || cues_say_they(place)))
        named_in(place, place->before, &other);
    if (other.count == 0 && place->heading_asks)
        named_in(place, place->heading, &other);
    for (size_t i = 0; i < other.count && named->count < TOPICS_FOUND_MAX; i++)
        named->list[named->count++] = other.list[i];
}

bool named_in_clause(const struct subject_place *place, enum topic_class class)
{
    struct named named;
    named_in(place, place->clause, &named);
    return named_class(&named, class);
}

enum topic_class named_nearest(const struct subject_place *place, const struct named *named)
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
        if (!named_is_subject(topic->class) || far >= best)
            continue;
        best = far;
        class = topic->class;
    }
    return class;
}

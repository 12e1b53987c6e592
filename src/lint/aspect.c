#include "lint/aspect.h"

#include "lint/cues.h"

#include <stdint.h>

static enum aspect aspect_of_result(const struct subject_place *place)
{
    bool full = cues_say(place, cues_full) ||
                (place->heading_asks && cues_stand(place->heading, cues_full));
    size_t last = cues_nearness(place, cues_last), show = cues_nearness(place, cues_show);
    if (place->time->direction == SCAN_EVERY)
        return ASPECT_NONE;
    if (last == SIZE_MAX && show == SIZE_MAX && place->heading_asks) {
        last = cues_stand(place->heading, cues_last) ? 0 : SIZE_MAX;
        show = cues_stand(place->heading, cues_show) ? 0 : SIZE_MAX;
    }
    bool lasts = last < show && !full;
    if (cues_denied(place) && (lasts || place->time->high == SCAN_FOR_EVER))
        return ASPECT_NONE;
    if (lasts)
        return place->time->at_once ? ASPECT_NONE : ASPECT_RESULT_LASTS;
    if (place->time->high == SCAN_FOR_EVER)
        return show == SIZE_MAX ? ASPECT_RESULT_LASTS : ASPECT_NONE;
    if (full)
        return place->time->at_once ? ASPECT_NONE : ASPECT_RESULT_FULL;
    return show < last && show != SIZE_MAX ? ASPECT_RESULT_SHOWS : ASPECT_NONE;
}

static enum aspect aspect_of_effect(const struct subject_place *place)
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
    if (place->time->direction == SCAN_EVERY || place->time->at_once || cues_denied(place) ||
        cues_stand(place->clause, stills) || place->time->high == SCAN_FOR_EVER)
        return ASPECT_NONE;
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        size_t near = cues_nearness(place, ways[i].cues);
        if (near < best) {
            best = near;
            aspect = ways[i].aspect;
        }
    }
    bool lasts = place->time->direction != SCAN_AFTER &&
                 (place->heading_asks || named_in_clause(place, TOPIC_EFFECT));
    return aspect == ASPECT_NONE && lasts ? ASPECT_EFFECT_GONE : aspect;
}

static bool is_question_denied(const struct subject_place *place)
{
    static const char *const firsts[] = {"not", "no", "yes , but not", NULL};
    return tokens_match_any(place->sentence.tokens, place->sentence.first, place->sentence.end,
                            firsts) > 0;
}

enum { ACT_MAX = 180 }; /* minutes */

enum aspect aspect_of_activity(const struct subject_place *place)
{
    const struct scanned_time *time = place->time;
    bool not_cue = cues_say(place, cues_not) || is_question_denied(place);
    bool may_cue = cues_say(place, cues_may);
    if (cues_stand(place->clause, cues_limit) || time->high == SCAN_FOR_EVER)
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
    return cues_say(place, cues_do) || (place->heading_asks && cues_stand(place->heading, cues_do))
               ? ASPECT_DO_UNTIL
               : ASPECT_NONE;
}

static enum aspect aspect_of_downtime(const struct subject_place *place)
{
    bool named = named_in_clause(place, TOPIC_DOWNTIME) || place->heading_asks;
    if (place->time->direction == SCAN_EVERY || place->time->at_once || cues_denied(place) ||
        (!named_in_clause(place, TOPIC_DOWNTIME) && cues_stand(place->clause, cues_not)))
        return ASPECT_NONE;
    return named || cues_say_they(place) || cues_stand(place->clause, cues_take) ? ASPECT_DOWNTIME
                                                                                 : ASPECT_NONE;
}

enum aspect aspect_of_class(const struct subject_place *place, enum topic_class class)
{
    switch (class) {
    case TOPIC_RESULT:
        return aspect_of_result(place);
    case TOPIC_EFFECT:
        return aspect_of_effect(place);
    case TOPIC_DOWNTIME:
        return aspect_of_downtime(place);
    default:
        return ASPECT_NONE;
    }
}

/* --- Sessions --------------------------------------------------------------------------------- */

enum aspect aspect_of_session(const struct subject_place *place, const struct named *named)
{
    const struct scanned_time *time = place->time;
    bool upkeep = named_class(named, TOPIC_UPKEEP);
    bool session = named_class(named, TOPIC_SESSION) ||
                   (named_class(named, TOPIC_TREATMENT) && !named_subject(named));
    if (time->direction == SCAN_EVERY && time->low >= 2 * SCAN_DAY &&
        (session || upkeep || cues_stand(place->clause, cues_apart)))
        return upkeep || cues_stand(place->sentence,
                                    (const char *const[]){"maintain*", "maintenance", "top up*",
                                                          "touch up*", NULL})
                   ? ASPECT_UPKEEP
                   : ASPECT_INTERVAL;
    bool length =
        time->direction == SCAN_PLAIN || time->direction == SCAN_FOR || time->direction == SCAN_BY;
    if (session && !named_subject(named) && length && !time->at_once && !time->before &&
        time->high <= (int64_t)12 * 60 &&
        (cues_say(place, cues_take) ||
         (place->heading_asks && cues_stand(place->heading, cues_take))) &&
        !cues_denied(place))
        return ASPECT_SESSION_LENGTH;
    return ASPECT_NONE;
}

bool aspect_treatment_lasts(const struct subject_place *place, const struct named *named)
{
    static const char *const lasts[] = {"last",  "lasts",     "hold",     "holds", "stay",
                                        "stays", "wears off", "wear off", NULL};
    return named_class(named, TOPIC_TREATMENT) && !named_subject(named) &&
           place->time->low >= SCAN_WEEK && place->time->direction != SCAN_EVERY &&
           cues_say(place, lasts) && !cues_denied(place);
}

/* --- The words -------------------------------------------------------------------------------- */

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

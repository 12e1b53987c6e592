#include "lint/cues.h"

#include <stdint.h>

/* --- Word lists ------------------------------------------------------------------------------- */

const char *const cues_last[] = {
    "last",       "lasts",       "lasting", "long lasting", "hold",      "holds",    "stay",
    "stays",      "keep",        "keeps",   "persist*",     "remain*",   "wear off", "wears off",
    "worn off",   "wearing off", "fade",    "fades",        "fading",    "endure*",  "longevity",
    "permanent*", "disappear*",  "enjoy*",  "good for",     "continue*", NULL};
const char *const cues_show[] = {
    "see",          "seen",     "visible",       "appear*",  "notice*", "noticeable", "show",
    "shows",        "showing",  "kick in",       "kicks in", "set in",  "sets in",    "take effect",
    "takes effect", "develop*", "start",         "starts",   "begin*",  "come in",    "comes in",
    "emerge*",      "to work",  "expect to see", NULL};
const char *const cues_full[] = {"full effect",     "full effects",   "full result*",
                                 "final result*",   "best result*",   "best effect",
                                 "fully visible",   "final effect",   "complete result*",
                                 "optimal result*", "maximum effect", NULL};
const char *const cues_ease[] = {
    "ease",      "eases",         "eased",          "lessen*",          "fades a lot",
    "much less", "dramatically",  "improve*",       "calms down a lot", "much better",
    "reduces",   "start to fade", "starts to fade", "begin to fade",    "begins to fade",
    NULL};
const char *const cues_start[] = {"start",   "starts",  "begin",    "begins",  "appear",
                                  "appears", "develop", "develops", "come up", "comes up",
                                  "set in",  "sets in", "onset",    NULL};
const char *const cues_peak[] = {"worst", "peak*", "strongest", "most noticeable", NULL};
const char *const cues_gone[] = {
    "clear",      "clears",  "cleared",  "fade",    "fades",     "faded",          "settle*",
    "resolve*",   "go",      "goes",     "gone",    "go away",   "go down",        "subside*",
    "disappear*", "last",    "lasts",    "lasting", "persist*",  "heal",           "heals",
    "healed",     "stop",    "stops",    "over",    "wear off",  "wears off",      "take",
    "takes",      "vanish*", "expect",   "calm*",   "down",      "back to normal", "have",
    "be",         "drop*",   "fall off", "remain*", "continue*", "normal",         NULL};
const char *const cues_not[] = {
    "avoid*",     "do not",      "don't",      "no",        "not",      "never",    "skip",
    "stop",       "stay out",    "stay away",  "keep away", "keep out", "refrain*", "without",
    "off limits", "wait",        "leave out",  "leave off", "hold off", "abstain*", "pause",
    "forbidden",  "out of",      "should not", "shouldn't", "must not", "mustn't",  "cannot",
    "can't",      "steer clear", "give up",    "postpone",  "delay",    "keep off", "stay off",
    "taboo",      "banned",      "alone",      "is out",    "are out",  "is off",   "are off",
    NULL};
const char *const cues_may[] = {"can",          "may",      "fine",    "ok",      "okay",
                                "allowed",      "safe",     "resume*", "return*", "again",
                                "start",        "restart",  "go back", "back to", "back in",
                                "reintroduce*", "possible", "free to", NULL};
const char *const cues_do[] = {"wear*",    "use",    "using",     "apply*", "keep",
                               "put on",   "cover*", "leave",     "take",   "moisturi*",
                               "continue", "rinse",  "clean",     "sleep",  "protect*",
                               "massage",  "needed", "necessary", NULL};
const char *const cues_limit[] = {"limit",     "limiting", "limited",  "whether",   "reduce*",
                                  "minimi*",   "less",     "cut down", "as little", "ask us",
                                  "ask first", "ask",      NULL};
const char *const cues_take[] = {"take",    "takes",   "taking",     "last",   "lasts",
                                 "long",    "plan",    "set aside",  "allow",  "need",
                                 "needs",   "only",    "session of", "minute", "hour",
                                 "done in", "over in", "in",         NULL};
const char *const cues_apart[] = {"apart", "spaced", "between", "interval*", NULL};
const char *const cues_need[] = {
    "need",  "needs", "needed", "require*", "recommend*", "course of", "series of", "take",
    "takes", "plan",  "advise", "usually",  "typically",  "most",      "consists",  NULL};

/* Whole sentences that are not compared. */
const char *const cues_call[] = {"call us",  "contact us",   "ring us",  "phone us",    "tell us",
                                 "call the", "see a doctor", "get help", "let us know", "call your",
                                 "seek",     "come in",      "show us",  NULL};
const char *const cues_if[] = {"if", "when", "should", "unless", NULL};
const char *const cues_elsewhere[] = {
    "study",      "studies",       "trial*",     "research",   "cancel*",
    "reschedul*", "voucher*",      "gift card*", "refund*",    "valid",
    "deposit",    "invoice*",      "warranty",   "guarantee*", "answer letters",
    "expire*",    "consultation*", "pregnan*",   "reply",      "replies",
    "delivery",   "insurance",     NULL};

const char *const cues_no_downtime[] = {"no downtime",
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

/* --- Where they stand ------------------------------------------------------------------------- */

bool cues_stand(struct span span, const char *const *cues)
{
    return span.tokens && tokens_have_any(span.tokens, span.first, span.end, cues);
}

size_t cues_nearness(const struct subject_place *place, const char *const *cues)
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

bool cues_denied(const struct subject_place *place)
{
    static const char *const denials[] = {"not",    "don't", "doesn't", "won't", "never", "isn't",
                                          "aren't", "no",    "neither", "nor",   NULL};
    struct span earlier = place->clause;
    if (earlier.end > place->time->first)
        earlier.end = place->time->first;
    return cues_stand(earlier, denials);
}

/* The cue that stands in the clause or, where it says nothing, in the sentence or the question
 * above it: "Can I go to the sauna? Not in the first 72 hours." */
bool cues_say(const struct subject_place *place, const char *const *cues)
{
    struct span earlier = place->sentence;
    earlier.end = place->clause.first;
    return cues_stand(place->clause, cues) || cues_stand(earlier, cues);
}

bool cues_say_they(const struct subject_place *place)
{
    static const char *const pronouns[] = {"it", "they", "them", "this", "these", NULL};
    return cues_stand(place->clause, pronouns);
}

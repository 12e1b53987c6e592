#include "content/search_direct.h"

#include "base/names.h"
#include "text/json.h"

#include <json-c/json.h>
#include <stdlib.h>
#include <string.h>

/* A name that was found in what was typed. */
struct candidate {
    const struct direct_name *name;
    unsigned terms; /* a bit for each that it answers */
    double weight;  /* of these */
    double covered; /* which share of the name was typed */
    size_t order;
};

enum { CANDIDATES_MAX = 64 };

/* Which share of all that was typed must be answered. */
static const double least_weight = 0.4;
/* And which share of its own words: all of an activity's, half of a sign's longer title. */
static const double least_covered[] = {[NAME_ACTIVITY] = 1.0, [NAME_SIGN] = 0.6};

/* --- What may stand beside ---------------------------------------------------------------------
 */

/* Who types "redness and fever" must not read that redness is usual, and nothing of the fever. So a
 * sign answers only where nothing else was asked: but for where it is, after what, and how it ends.
 * Eyes, lips, neck and the whole body are no such places: what is usual where skin was treated may
 * be an allergy there. */
static const char *const beside_a_sign[] = {
    "face",     "skin",          "cheek",  "cheeks",  "forehead",  "chin",   "nose",  "micro",
    "needling", "microneedling", "needle", "session", "procedure", "facial", "last",  "lasts",
    "lasting",  "gone",          "fade",   "fades",   "ease",      "eases",  "usual", "usually",
    "common",   "disappear",     "side",   "effect",  "effects",   "feel",   "feels", "look",
    "looks",    "think",         "mild",   "little",  "bit",       NULL};

/* Small words that make another question of a sign: "still red", "very swollen", "won't go", "red
 * for a week". */
static const char *const changes_a_sign[] = {
    "again", "all",    "cant", "daughter", "don",   "kid",     "kids", "month",
    "lot",   "months", "much", "really",   "since", "so",      "son",  "still",
    "t",     "too",    "very", "week",     "weeks", "weekend", NULL};

/* Who asks about these asks of a state that our advice may know nothing of: then nothing answers by
 * itself, be it about an activity. */
static const char *const for_a_person[] = {
    "allergic", "allergy",   "asthma",   "bleed",     "bleeding",     "bleeds",
    "blister",  "blisters",  "blood",    "breast",    "breastfeed",   "breastfeeding",
    "breathe",  "breathing", "cancer",   "chemo",     "chemotherapy", "chills",
    "cold",     "diabetes",  "diabetic", "discharge", "eczema",       "epilepsy",
    "fever",    "heart",     "herpes",   "infected",  "infection",    "medication",
    "medicine", "nursing",   "oozing",   "pacemaker", "pregnancy",    "pregnant",
    "pressure", "psoriasis", "pus",      "rosacea",   "shingles",     "weeping",
    NULL};

/* --- Names ---------------------------------------------------------------------------------- */

static bool name_has(const struct vocabulary *vocabulary, const struct direct_name *name,
                     uint32_t stem)
{
    for (size_t i = name->first; i < name->first + name->count; i++)
        if (vocabulary->words.list[i].stem == stem)
            return true;
    return false;
}

/* Whether the name has every word of a form. Of what means the same as what was typed one word
 * alone says little: "skin needling" does not ask for "irritated skin". */
static bool name_has_all(const struct search_words *words,
                         const struct search_alternative *alternative,
                         const struct vocabulary *vocabulary, const struct direct_name *name)
{
    for (size_t i = 0; i < alternative->count; i++)
        if (!name_has(vocabulary, name, words->words.list[alternative->first + i].stem))
            return false;
    return true;
}

static bool has_word(const struct search_words *words, const struct search_alternative *alternative,
                     uint32_t stem)
{
    for (size_t i = 0; i < alternative->count; i++)
        if (words->words.list[alternative->first + i].stem == stem)
            return true;
    return false;
}

/* A beginning answers only where it can be of one thing, and nothing else was asked: "swollen lips"
 * does not ask for lipstick. */
static bool may_answer(const struct search_words *words, const struct search_term *term,
                       const struct search_alternative *alternative)
{
    return alternative->form != FORM_BEGINNING || (term->is_certain && words->term_count == 1);
}

/* Whether a term, in one of its forms, asks for the name's word at: adds its bit. */
static bool is_asked(const struct search_words *words, const struct vocabulary *vocabulary,
                     const struct direct_name *name, size_t at, unsigned *terms)
{
    bool found = false;
    for (size_t i = 0; i < words->term_count; i++) {
        const struct search_term *term = &words->terms[i];
        for (size_t j = 0; j < term->count; j++)
            if (may_answer(words, term, &term->list[j]) &&
                has_word(words, &term->list[j], vocabulary->words.list[at].stem) &&
                name_has_all(words, &term->list[j], vocabulary, name)) {
                *terms |= 1u << i;
                found = true;
            }
    }
    return found;
}

static double share_of(const struct search_words *words, unsigned terms)
{
    double all = 0, answered = 0;
    for (size_t i = 0; i < words->term_count; i++) {
        all += words->terms[i].weight;
        answered += terms & (1u << i) ? words->terms[i].weight : 0;
    }
    return all > 0 ? answered / all : 0;
}

static struct candidate weigh(const struct search_words *words, const struct vocabulary *vocabulary,
                              const struct direct_name *name)
{
    struct candidate candidate = {.name = name};
    size_t all = 0, asked = 0;
    bool tells = false; /* of a sign its place alone says nothing: "skin" is not "irritated skin" */
    for (size_t i = name->first; i < name->first + name->count; i++) {
        const char *word = fold_word_text(&vocabulary->words, i);
        if (name->count > 1 && search_is_filler(word))
            continue;
        bool is = is_asked(words, vocabulary, name, i, &candidate.terms);
        all++;
        asked += is;
        tells = tells || (is && !names_have(beside_a_sign, word));
    }
    if (name->type == NAME_SIGN && !tells)
        candidate.terms = 0;
    candidate.covered = all ? (double)asked / (double)all : 0;
    candidate.weight = share_of(words, candidate.terms);
    return candidate;
}

/* Whether all that the terms leave unanswered may stand beside a sign. */
static bool may_be_a_sign(const struct search_words *words, unsigned answered)
{
    for (size_t i = 0; i < words->typed; i++)
        if (names_have(changes_a_sign, fold_word_text(&words->words, i)))
            return false;
    for (size_t i = 0; i < words->term_count; i++) {
        const struct search_term *term = &words->terms[i];
        for (size_t at = 0; !(answered & (1u << i)) && at < term->typed_count; at++)
            if (!names_have(beside_a_sign, fold_word_text(&words->words, term->typed_first + at)))
                return false;
    }
    return true;
}

static bool is_of_a_person(const struct search_words *words, unsigned answered)
{
    for (size_t i = 0; i < words->term_count; i++) {
        const struct search_term *term = &words->terms[i];
        for (size_t at = 0; !(answered & (1u << i)) && at < term->typed_count; at++)
            if (names_have(for_a_person, fold_word_text(&words->words, term->typed_first + at)))
                return true;
    }
    return false;
}

/* --- Which answer ------------------------------------------------------------------------------
 */

/* Which terms all candidates of a type answer together: several topics have a card each. */
static unsigned answered_by(const struct candidate *candidates, size_t count, enum name_of type)
{
    unsigned terms = 0;
    for (size_t i = 0; i < count; i++)
        if (candidates[i].name->type == type)
            terms |= candidates[i].terms;
    return terms;
}

/* Leaves the candidates that may answer. */
static size_t keep_answers(const struct search_words *words, struct candidate *candidates,
                           size_t count)
{
    unsigned signs = answered_by(candidates, count, NAME_SIGN), all = signs;
    all |= answered_by(candidates, count, NAME_ACTIVITY);
    bool sign_may = may_be_a_sign(words, signs);
    size_t kept = 0;
    if (share_of(words, all) < least_weight || is_of_a_person(words, all))
        return 0;
    for (size_t i = 0; i < count; i++)
        if (candidates[i].name->type != NAME_SIGN || sign_may)
            candidates[kept++] = candidates[i];
    return kept;
}

static int better_first(const void *a, const void *b)
{
    const struct candidate *left = a, *right = b;
    if (left->weight != right->weight)
        return left->weight > right->weight ? -1 : 1;
    if (left->covered != right->covered)
        return left->covered > right->covered ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static bool is_same(const struct direct_name *a, const struct direct_name *b)
{
    return a->type == b->type && strcmp(a->key, b->key) == 0 &&
           strcmp(a->id ? a->id : "", b->id ? b->id : "") == 0;
}

/* Adds it, unless it stands there already or a better one answers the same words. */
static void add(struct json_object *list, const struct candidate *candidates, size_t at)
{
    const struct direct_name *name = candidates[at].name;
    for (size_t i = 0; i < at; i++) {
        bool is_less = (candidates[at].terms & ~candidates[i].terms) == 0 &&
                       (candidates[at].weight < candidates[i].weight ||
                        candidates[at].covered < candidates[i].covered);
        if (is_same(candidates[i].name, name) || is_less)
            return;
    }
    struct json_object *entry = json_object_new_object();
    json_add_text(entry, "type", name->type == NAME_SIGN ? "sign" : "activity");
    json_add_text(entry, name->type == NAME_SIGN ? "treatment" : "key", name->key);
    json_add_text(entry, "id", name->id);
    json_object_array_add(list, entry);
}

struct json_object *search_direct(const struct search_words *words,
                                  const struct vocabulary *vocabulary)
{
    struct candidate candidates[CANDIDATES_MAX];
    size_t count = 0;
    for (size_t i = 0; i < vocabulary->name_count && count < CANDIDATES_MAX; i++) {
        candidates[count] = weigh(words, vocabulary, &vocabulary->names[i]);
        candidates[count].order = i;
        count += candidates[count].terms &&
                 candidates[count].covered >= least_covered[candidates[count].name->type];
    }
    count = keep_answers(words, candidates, count);
    struct json_object *list = json_object_new_array();
    qsort(candidates, count, sizeof *candidates, better_first);
    for (size_t i = 0; i < count && json_object_array_length(list) < SEARCH_DIRECT_MAX; i++)
        add(list, candidates, i);
    return list;
}

bool search_names_a_state(const struct search_words *words)
{
    for (size_t at = 0; at < words->typed; at++)
        if (names_have(for_a_person, fold_word_text(&words->words, at)))
            return true;
    return false;
}

#include "content/search_direct.h"

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

/* Which share of all that was typed a name must answer. */
static const double least_weight = 0.4;
/* And which share of its own words: all of an activity's, half of a sign's longer title. */
static const double least_covered[] = {[NAME_ACTIVITY] = 1.0, [NAME_SIGN] = 0.5};

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

/* Whether a term, in one of its forms, asks for the name's word at: adds its bit. */
static bool is_asked(const struct search_words *words, const struct vocabulary *vocabulary,
                     const struct direct_name *name, size_t at, unsigned *terms)
{
    bool found = false;
    for (size_t i = 0; i < words->term_count; i++) {
        const struct search_term *term = &words->terms[i];
        for (size_t j = 0; j < term->count; j++)
            if (has_word(words, &term->list[j], vocabulary->words.list[at].stem) &&
                name_has_all(words, &term->list[j], vocabulary, name)) {
                *terms |= 1u << i;
                found = true;
            }
    }
    return found;
}

static struct candidate weigh(const struct search_words *words, const struct vocabulary *vocabulary,
                              const struct direct_name *name)
{
    struct candidate candidate = {.name = name};
    size_t all = 0, asked = 0;
    for (size_t i = name->first; i < name->first + name->count; i++) {
        if (name->count > 1 && search_is_filler(fold_word_text(&vocabulary->words, i)))
            continue;
        all++;
        asked += is_asked(words, vocabulary, name, i, &candidate.terms);
    }
    candidate.covered = all ? (double)asked / (double)all : 0;
    double weight = 0;
    for (size_t i = 0; i < words->term_count; i++) {
        weight += words->terms[i].weight;
        if (candidate.terms & (1u << i))
            candidate.weight += words->terms[i].weight;
    }
    candidate.weight = weight > 0 ? candidate.weight / weight : 0;
    return candidate;
}

/* --- What may stand beside a sign
 * ----------------------------------------------------------------- */

/* Who types "redness and fever" must not read that redness is usual, and nothing of the fever. So a
 * sign answers only where nothing else was asked: but for where it is, after what, and how it ends.
 */
static const char *const beside_a_sign[] = {
    "face",     "skin",          "cheek",  "cheeks",    "eye",       "eyes",   "forehead",
    "chin",     "neck",          "nose",   "lip",       "lips",      "body",   "micro",
    "needling", "microneedling", "needle", "session",   "procedure", "facial", "last",
    "lasts",    "lasting",       "down",   "away",      "gone",      "goes",   "til",
    "till",     "fade",          "fades",  "disappear", "ease",      "eases",  "usual",
    "usually",  "common",        "side",   "effect",    "effects",   "feel",   "feels",
    "look",     "looks",         "think",  "mild",      "little",    "bit",    NULL};

static bool is_beside_a_sign(const char *word)
{
    for (const char *const *each = beside_a_sign; *each; each++)
        if (strcmp(*each, word) == 0)
            return true;
    return false;
}

/* Whether all that the candidate leaves unanswered may stand beside a sign. */
static bool leaves_nothing_open(const struct search_words *words, const struct candidate *candidate)
{
    for (size_t i = 0; i < words->term_count; i++) {
        const struct search_term *term = &words->terms[i];
        for (size_t at = 0; !(candidate->terms & (1u << i)) && at < term->typed_count; at++)
            if (!is_beside_a_sign(fold_word_text(&words->words, term->typed_first + at)))
                return false;
    }
    return true;
}

static bool answers(const struct search_words *words, const struct candidate *candidate)
{
    enum name_of type = candidate->name->type;
    return candidate->weight >= least_weight && candidate->covered >= least_covered[type] &&
           (type != NAME_SIGN || leaves_nothing_open(words, candidate));
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
        count += answers(words, &candidates[count]);
    }
    struct json_object *list = json_object_new_array();
    qsort(candidates, count, sizeof *candidates, better_first);
    for (size_t i = 0; i < count && json_object_array_length(list) < SEARCH_DIRECT_MAX; i++)
        add(list, candidates, i);
    return list;
}

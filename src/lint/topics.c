#include "lint/topics.h"

#include "base/buffer.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

const char topic_all_effects[] = "side effects";
const char topic_healing[] = "healing";

/* Longer phrases win over shorter ones at the same place, so that their order is free. */
static const struct topic common[] = {
    {"result*", TOPIC_RESULT, "results"},
    {"effect", TOPIC_RESULT, "results"},
    {"effects", TOPIC_RESULT, "results"},
    {"outcome*", TOPIC_RESULT, "results"},
    {"improvement*", TOPIC_RESULT, "results"},
    {"new shape", TOPIC_RESULT, "results"},
    {"new look", TOPIC_RESULT, "results"},
    {"new volume", TOPIC_RESULT, "results"},

    {"side effect*", TOPIC_EFFECT, topic_all_effects},
    {"after effect*", TOPIC_EFFECT, topic_all_effects},
    {"aftereffect*", TOPIC_EFFECT, topic_all_effects},
    {"symptom*", TOPIC_EFFECT, topic_all_effects},
    {"reactions", TOPIC_EFFECT, topic_all_effects},
    {"healing", TOPIC_EFFECT, topic_healing},
    {"heal", TOPIC_EFFECT, topic_healing},
    {"heals", TOPIC_EFFECT, topic_healing},
    {"healed", TOPIC_EFFECT, topic_healing},
    {"red", TOPIC_EFFECT, "redness"},
    {"redness", TOPIC_EFFECT, "redness"},
    {"reddening", TOPIC_EFFECT, "redness"},
    {"reddened", TOPIC_EFFECT, "redness"},
    {"flushed", TOPIC_EFFECT, "redness"},
    {"flushing", TOPIC_EFFECT, "redness"},
    {"erythema", TOPIC_EFFECT, "redness"},
    {"pink", TOPIC_EFFECT, "pink glow"},
    {"pinkness", TOPIC_EFFECT, "pink glow"},
    {"glow", TOPIC_EFFECT, "pink glow"},
    {"swelling", TOPIC_EFFECT, "swelling"},
    {"swollen", TOPIC_EFFECT, "swelling"},
    {"puffiness", TOPIC_EFFECT, "swelling"},
    {"puffy", TOPIC_EFFECT, "swelling"},
    {"bruis*", TOPIC_EFFECT, "bruising"},
    {"black and blue", TOPIC_EFFECT, "bruising"},
    {"irritat*", TOPIC_EFFECT, "irritation"},
    {"peeling", TOPIC_EFFECT, "peeling"},
    {"peels off", TOPIC_EFFECT, "peeling"},
    {"flak*", TOPIC_EFFECT, "peeling"},
    {"shedding", TOPIC_EFFECT, "peeling"},
    {"scab*", TOPIC_EFFECT, "scabs"},
    {"crust*", TOPIC_EFFECT, "scabs"},
    {"blister*", TOPIC_EFFECT, "blisters"},
    {"sore", TOPIC_EFFECT, "soreness"},
    {"soreness", TOPIC_EFFECT, "soreness"},
    {"tender", TOPIC_EFFECT, "soreness"},
    {"tenderness", TOPIC_EFFECT, "soreness"},
    {"pain", TOPIC_EFFECT, "soreness"},
    {"ache*", TOPIC_EFFECT, "soreness"},
    {"aching", TOPIC_EFFECT, "soreness"},
    {"discomfort", TOPIC_EFFECT, "soreness"},
    {"itch*", TOPIC_EFFECT, "itching"},
    {"tight", TOPIC_EFFECT, "tightness"},
    {"tightness", TOPIC_EFFECT, "tightness"},
    {"dry skin", TOPIC_EFFECT, "dryness"},
    {"dryness", TOPIC_EFFECT, "dryness"},
    {"feel numb", TOPIC_EFFECT, "numbness"},
    {"feels numb", TOPIC_EFFECT, "numbness"},
    {"is numb", TOPIC_EFFECT, "numbness"},
    {"numbness", TOPIC_EFFECT, "numbness"},
    {"sensitivity", TOPIC_EFFECT, "sensitivity"},
    {"sensitive", TOPIC_EFFECT, "sensitivity"},
    {"bumps", TOPIC_EFFECT, "bumps"},
    {"lumps", TOPIC_EFFECT, "bumps"},
    {"breakout*", TOPIC_EFFECT, "breakouts"},
    {"rash*", TOPIC_EFFECT, "rash"},
    {"headache*", TOPIC_EFFECT, "headache"},

    {"downtime", TOPIC_DOWNTIME, "time off"},
    {"down time", TOPIC_DOWNTIME, "time off"},
    {"time off", TOPIC_DOWNTIME, "time off"},
    {"days off", TOPIC_DOWNTIME, "time off"},
    {"day off", TOPIC_DOWNTIME, "time off"},
    {"week off", TOPIC_DOWNTIME, "time off"},
    {"weeks off", TOPIC_DOWNTIME, "time off"},
    {"off work", TOPIC_DOWNTIME, "time off"},
    {"away from work", TOPIC_DOWNTIME, "time off"},
    {"back to work", TOPIC_DOWNTIME, "time off"},
    {"back at work", TOPIC_DOWNTIME, "time off"},
    {"return to work", TOPIC_DOWNTIME, "time off"},
    {"return to your desk", TOPIC_DOWNTIME, "time off"},
    {"sick leave", TOPIC_DOWNTIME, "time off"},
    {"recover", TOPIC_DOWNTIME, "time off"},
    {"recovery", TOPIC_DOWNTIME, "time off"},
    {"recuperat*", TOPIC_DOWNTIME, "time off"},
    {"normal activities", TOPIC_DOWNTIME, "time off"},
    {"usual activities", TOPIC_DOWNTIME, "time off"},
    {"daily activities", TOPIC_DOWNTIME, "time off"},
    {"normal routine", TOPIC_DOWNTIME, "time off"},
    {"daily routine", TOPIC_DOWNTIME, "time off"},
    {"stay at home", TOPIC_DOWNTIME, "time off"},
    {"stay home", TOPIC_DOWNTIME, "time off"},

    {"sauna*", TOPIC_ACTIVITY, "sauna"},
    {"steam room*", TOPIC_ACTIVITY, "sauna"},
    {"steam bath*", TOPIC_ACTIVITY, "sauna"},
    {"swim", TOPIC_ACTIVITY, "swimming"},
    {"swimming", TOPIC_ACTIVITY, "swimming"},
    {"pool", TOPIC_ACTIVITY, "swimming"},
    {"pools", TOPIC_ACTIVITY, "swimming"},
    {"swimming pool*", TOPIC_ACTIVITY, "swimming"},
    {"hot tub*", TOPIC_ACTIVITY, "hot tub"},
    {"gym", TOPIC_ACTIVITY, "exercise"},
    {"gyms", TOPIC_ACTIVITY, "exercise"},
    {"exercis*", TOPIC_ACTIVITY, "exercise"},
    {"workout*", TOPIC_ACTIVITY, "exercise"},
    {"work out", TOPIC_ACTIVITY, "exercise"},
    {"working out", TOPIC_ACTIVITY, "exercise"},
    {"sport", TOPIC_ACTIVITY, "exercise"},
    {"sports", TOPIC_ACTIVITY, "exercise"},
    {"jogging", TOPIC_ACTIVITY, "exercise"},
    {"weight lifting", TOPIC_ACTIVITY, "exercise"},
    {"sweat*", TOPIC_ACTIVITY, "sweating"},
    {"sun", TOPIC_ACTIVITY, "sun"},
    {"sunlight", TOPIC_ACTIVITY, "sun"},
    {"sun exposure", TOPIC_ACTIVITY, "sun"},
    {"sunshine", TOPIC_ACTIVITY, "sun"},
    {"sunbath*", TOPIC_ACTIVITY, "sun"},
    {"tanning", TOPIC_ACTIVITY, "sun"},
    {"sunbed*", TOPIC_ACTIVITY, "sunbed"},
    {"sunscreen*", TOPIC_ACTIVITY, "sunscreen"},
    {"sun screen", TOPIC_ACTIVITY, "sunscreen"},
    {"sunblock", TOPIC_ACTIVITY, "sunscreen"},
    {"sun block", TOPIC_ACTIVITY, "sunscreen"},
    {"sun cream", TOPIC_ACTIVITY, "sunscreen"},
    {"sun protection", TOPIC_ACTIVITY, "sunscreen"},
    {"spf", TOPIC_ACTIVITY, "sunscreen"},
    {"makeup", TOPIC_ACTIVITY, "make-up"},
    {"make up", TOPIC_ACTIVITY, "make-up"},
    {"cosmetics", TOPIC_ACTIVITY, "make-up"},
    {"mascara", TOPIC_ACTIVITY, "mascara"},
    {"retinol", TOPIC_ACTIVITY, "retinol"},
    {"retinoid*", TOPIC_ACTIVITY, "retinol"},
    {"tretinoin", TOPIC_ACTIVITY, "retinol"},
    {"exfoliat*", TOPIC_ACTIVITY, "exfoliating"},
    {"scrub", TOPIC_ACTIVITY, "exfoliating"},
    {"scrubs", TOPIC_ACTIVITY, "exfoliating"},
    {"alcohol", TOPIC_ACTIVITY, "alcohol"},
    {"alcoholic drinks", TOPIC_ACTIVITY, "alcohol"},
    {"wine", TOPIC_ACTIVITY, "alcohol"},
    {"shave", TOPIC_ACTIVITY, "shaving"},
    {"shaving", TOPIC_ACTIVITY, "shaving"},
    {"shower*", TOPIC_ACTIVITY, "showering"},
    {"hot bath*", TOPIC_ACTIVITY, "hot baths"},
    {"touching", TOPIC_ACTIVITY, "touching"},
    {"touch", TOPIC_ACTIVITY, "touching"},
    {"moisturi*", TOPIC_ACTIVITY, "moisturizing"},
    {"fly", TOPIC_ACTIVITY, "flying"},
    {"flying", TOPIC_ACTIVITY, "flying"},
    {"flights", TOPIC_ACTIVITY, "flying"},
    {"aspirin", TOPIC_ACTIVITY, "aspirin"},
    {"ibuprofen", TOPIC_ACTIVITY, "ibuprofen"},
    {"stocking*", TOPIC_ACTIVITY, "compression"},
    {"compression*", TOPIC_ACTIVITY, "compression"},
    {"garment*", TOPIC_ACTIVITY, "compression"},
    {"bandage*", TOPIC_ACTIVITY, "dressing"},
    {"dressing", TOPIC_ACTIVITY, "dressing"},
    {"plaster", TOPIC_ACTIVITY, "dressing"},
    {"smok*", TOPIC_ACTIVITY, "smoking"},
    {"perfume*", TOPIC_ACTIVITY, "perfume"},
    {"massag*", TOPIC_ACTIVITY, "massage"},
    {"lie down", TOPIC_ACTIVITY, "lying down"},
    {"lying down", TOPIC_ACTIVITY, "lying down"},

    {"sun damage*", TOPIC_OTHER, "skin"},
    {"sun spot*", TOPIC_OTHER, "skin"},
    {"sensitive skin", TOPIC_OTHER, "skin"},
    {"pain relief", TOPIC_OTHER, "medicine"},
    {"tight clothes", TOPIC_OTHER, "clothes"},
    {"tight clothing", TOPIC_OTHER, "clothes"},

    {"session*", TOPIC_SESSION, "sessions"},
    {"appointment*", TOPIC_SESSION, "sessions"},
    {"visit", TOPIC_SESSION, "sessions"},
    {"visits", TOPIC_SESSION, "sessions"},
    {"treatment", TOPIC_SESSION, "sessions"},
    {"treatments", TOPIC_SESSION, "sessions"},
    {"procedure*", TOPIC_SESSION, "sessions"},

    {"maintenance", TOPIC_UPKEEP, "maintenance"},
    {"maintain*", TOPIC_UPKEEP, "maintenance"},
    {"top up*", TOPIC_UPKEEP, "maintenance"},
    {"topped up", TOPIC_UPKEEP, "maintenance"},
    {"touch up*", TOPIC_UPKEEP, "maintenance"},
    {"refresher*", TOPIC_UPKEEP, "maintenance"},
    {"booster*", TOPIC_UPKEEP, "maintenance"},
    {"come back", TOPIC_UPKEEP, "maintenance"},
    {"keep up your results", TOPIC_UPKEEP, "maintenance"},

    {"micro needling", TOPIC_TREATMENT, "micro-needling"},
    {"microneedling", TOPIC_TREATMENT, "micro-needling"},
    {"facelift*", TOPIC_TREATMENT, "facelift"},
    {"face lift*", TOPIC_TREATMENT, "facelift"},
    {"chemical peel*", TOPIC_TREATMENT, "chemical peel"},
    {"tca peel*", TOPIC_TREATMENT, "chemical peel"},
    {"botulinum*", TOPIC_TREATMENT, "botulinum toxin"},
    {"botox", TOPIC_TREATMENT, "botulinum toxin"},
    {"filler*", TOPIC_TREATMENT, "filler"},
    {"dermal filler*", TOPIC_TREATMENT, "filler"},
    {"lip filler*", TOPIC_TREATMENT, "filler"},
    {"laser hair removal", TOPIC_TREATMENT, "laser hair removal"},
    {"laser resurfacing", TOPIC_TREATMENT, "laser resurfacing"},
    {"tattoo removal", TOPIC_TREATMENT, "tattoo removal"},
    {"ipl", TOPIC_TREATMENT, "ipl"},
    {"dermaplaning", TOPIC_TREATMENT, "dermaplaning"},
    {"microdermabrasion", TOPIC_TREATMENT, "microdermabrasion"},
    {"prp", TOPIC_TREATMENT, "prp"},
    {"thread lift*", TOPIC_TREATMENT, "thread lift"},
    {"liposuction", TOPIC_TREATMENT, "liposuction"},
    {"fat freezing", TOPIC_TREATMENT, "fat freezing"},
    {"microblading", TOPIC_TREATMENT, "microblading"},
    {"waxing", TOPIC_TREATMENT, "waxing"},
    {"led light therapy", TOPIC_TREATMENT, "led"},
    {"radiofrequency", TOPIC_TREATMENT, "radiofrequency"},
    {"radio frequency", TOPIC_TREATMENT, "radiofrequency"},
    {"mesotherapy", TOPIC_TREATMENT, "mesotherapy"},
    {"sclerotherapy", TOPIC_TREATMENT, "sclerotherapy"},
    {"cupping", TOPIC_TREATMENT, "cupping"},
    {"microcurrent", TOPIC_TREATMENT, "microcurrent"},
};
enum { COMMON = sizeof common / sizeof common[0] };

/* --- The clinic's own ------------------------------------------------------------------------- */

/* "Swimming pools" becomes "swimming pools", "Micro-needling" "micro needling". */
static char *phrase_of(const char *words)
{
    struct tokens tokens = {0};
    struct buffer phrase = {0};
    tokens_read(words, &tokens);
    for (size_t i = 0; i < tokens.count; i++)
        if (tokens.list[i].kind == TOKEN_WORD || tokens.list[i].kind == TOKEN_NUMBER)
            buffer_printf(&phrase, "%s%s", phrase.length ? " " : "", tokens.list[i].text);
    tokens_free(&tokens);
    char *taken = phrase.length ? buffer_take(&phrase) : NULL;
    buffer_free(&phrase);
    return taken;
}

/* Whether a common phrase is the own one. */
static bool phrases_meet(const char *own, const char *phrase)
{
    size_t length = strlen(phrase);
    if (phrase[length - 1] == '*')
        return strncmp(own, phrase, length - 1) == 0;
    return strcmp(own, phrase) == 0;
}

/* The common topics that own is another word for have its name; the first of several counts. */
static void name_common(struct topics *topics, const struct topic *own)
{
    if (!topics->common_names)
        topics->common_names = memory_new(COMMON, sizeof *topics->common_names);
    for (size_t i = 0; i < COMMON; i++) {
        if (common[i].class != own->class || !phrases_meet(own->phrase, common[i].phrase))
            continue;
        for (size_t k = 0; k < COMMON; k++)
            if (!topics->common_names[k] && common[k].class == own->class &&
                strcmp(common[k].name, common[i].name) == 0)
                topics->common_names[k] = own->name;
    }
}

void topics_add(struct topics *topics, const char *words, enum topic_class class, const char *name)
{
    char *phrase = phrase_of(words);
    if (!phrase)
        return;
    if (topics->count == topics->room) {
        topics->room = topics->room ? 2 * topics->room : 32;
        topics->own = memory_resize(topics->own, topics->room * sizeof *topics->own);
        topics->texts = memory_resize(topics->texts, 2 * topics->room * sizeof *topics->texts);
    }
    char *kept = memory_copy_text(name);
    topics->texts[2 * topics->count] = phrase;
    topics->texts[2 * topics->count + 1] = kept;
    topics->own[topics->count++] = (struct topic){phrase, class, kept};
    name_common(topics, &topics->own[topics->count - 1]);
}

void topics_free(struct topics *topics)
{
    for (size_t i = 0; i < 2 * topics->count; i++)
        free(topics->texts[i]);
    free(topics->texts);
    free(topics->own);
    free(topics->common_names);
    *topics = (struct topics){0};
}

static const char *common_name(const struct topics *topics, size_t i)
{
    bool named = topics->common_names && topics->common_names[i];
    return named ? topics->common_names[i] : common[i].name;
}

const char *topics_name(const struct topics *topics, enum topic_class class, const char *name)
{
    for (size_t i = 0; i < COMMON; i++)
        if (common[i].class == class && strcmp(common[i].name, name) == 0)
            return common_name(topics, i);
    return name;
}

/* --- Finding ---------------------------------------------------------------------------------- */

static const struct topic *longest(const struct topic *list, size_t count,
                                   const struct tokens *tokens, size_t at, size_t end,
                                   size_t *length)
{
    const struct topic *best = NULL;
    for (size_t i = 0; i < count; i++) {
        size_t matched = tokens_match(tokens, at, end, list[i].phrase);
        if (matched > *length) {
            *length = matched;
            best = &list[i];
        }
    }
    return best;
}

size_t topics_find(const struct topics *topics, const struct tokens *tokens, size_t first,
                   size_t end, struct topic_found *found)
{
    size_t count = 0;
    for (size_t at = first; at < end && count < TOPICS_FOUND_MAX;) {
        size_t length = 0;
        if (tokens->list[at].kind == TOKEN_MARK) {
            at++;
            continue;
        }
        const struct topic *topic = longest(topics->own, topics->count, tokens, at, end, &length);
        const struct topic *other = longest(common, COMMON, tokens, at, end, &length);
        const char *name = topic ? topic->name : NULL;
        if (other) {
            topic = other;
            name = common_name(topics, (size_t)(other - common));
        }
        if (topic)
            found[count++] = (struct topic_found){topic->class, name, at, at + length};
        at += length ? length : 1;
    }
    return count;
}

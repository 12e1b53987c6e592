#include "lint/condition.h"

struct condition_word {
    const char *phrase;
    int value;
};

static const struct condition_word rare_words[] = {{"rare", 1},          {"rarely", 1},
                                                   {"some people", 1},   {"some patients", 1},
                                                   {"in some cases", 1}, {"occasionally", 1},
                                                   {"sometimes", 1},     {"seldom", 1},
                                                   {"a few people", 1},  {"very few", 1},
                                                   {"uncommon*", 1},     {"exceptional*", 1},
                                                   {"unusual*", 1},      {NULL, 0}};
static const struct condition_word strength_words[] = {
    {"light peel*", 1},  {"light chemical peel*", 1},
    {"light one*", 1},   {"lighter", 1},
    {"superficial", 1},  {"lunchtime", 1},
    {"gentle peel*", 1}, {"medium", 2},
    {"deep", 3},         {"deeper", 3},
    {"aggressive", 3},   {"strong peel*", 3},
    {"stronger", 3},     {NULL, 0}};
static const struct condition_word area_words[] = {
    {"upper lip", 1}, {"lip", 2},          {"lips", 2},         {"leg", 3},      {"legs", 3},
    {"underarm*", 4}, {"armpit*", 4},      {"bikini", 5},       {"face", 6},     {"chest", 7},
    {"back of", 8},   {"arms", 9},         {"neck", 10},        {"eyelid*", 11}, {"hands", 12},
    {"body", 13},     {"forehead", 14},    {"eyebrow*", 15},    {"brow", 15},    {"brows", 15},
    {"chin", 16},     {"cheeks", 17},      {"scalp", 18},       {"feet", 19},    {"stomach", 20},
    {"thighs", 21},   {"frown lines", 22}, {"crow's feet", 23}, {NULL, 0}};
static const struct condition_word ordinal_words[] = {
    {"first session", 1},    {"first treatment", 1},
    {"first visit", 1},      {"first time", 1},
    {"initial session", 1},  {"second session", 2},
    {"second treatment", 2}, {"third session", 3},
    {"last session", 9},     {"last treatment", 9},
    {"final session", 9},    {"final treatment", 9},
    {"follow up*", 10},      {NULL, 0}};
static const struct condition_word special_words[] = {
    {"if you have", 1}, {"if you are", 1},     {"if you smoke", 1}, {"smokers", 1},
    {"if you take", 1}, {"sensitive skin", 1}, {"dry skin", 1},     {"oily skin", 1},
    {"darker skin", 1}, {"fair skin", 1},      {"older skin", 1},   {"for men", 2},
    {"men", 2},         {"women", 3},          {"children", 4},     {"new clients", 5},
    {NULL, 0}};

static int value_in(struct span span, const struct condition_word *words)
{
    for (; span.tokens && words->phrase; words++)
        for (size_t at = span.first; at < span.end; at++)
            if (tokens_match(span.tokens, at, span.end, words->phrase))
                return words->value;
    return 0;
}

/* What a clause does not say, its heading may. */
static int value_of(struct span clause, struct span heading, const struct condition_word *words)
{
    int value = value_in(clause, words);
    return value ? value : value_in(heading, words);
}

void conditions_find(struct span clause, struct span heading, struct conditions *conditions)
{
    conditions->rare = value_in(clause, rare_words);
    conditions->strength = value_of(clause, heading, strength_words);
    conditions->area = value_of(clause, heading, area_words);
    conditions->ordinal = value_of(clause, heading, ordinal_words);
    conditions->special = value_of(clause, heading, special_words);
}

static bool both_differ(int a, int b)
{
    return a && b && a != b;
}

bool conditions_meet(const struct conditions *a, const struct conditions *b)
{
    return a->rare == b->rare && a->strength == b->strength && !both_differ(a->area, b->area) &&
           a->ordinal == b->ordinal && a->special == b->special;
}

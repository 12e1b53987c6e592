#include "lint/words.h"

#include <ctype.h>
#include <string.h>

enum { NEGATION_WORDS = 5 }; /* how far back a negation is looked for */

/* --- Folding ---------------------------------------------------------------------------------- */

static const struct {
    const char *from, *to;
} foldings[] = {
    {"\xe2\x80\x98", "'"},   {"\xe2\x80\x99", "'"},   {"\xe2\x80\x9c", "\""},
    {"\xe2\x80\x9d", "\""},  {"\xe2\x80\x93", " - "}, {"\xe2\x80\x94", " - "},
    {"\xe2\x80\xa6", " . "}, {"\xc2\xa0", " "},       {"\xe2\x80\x91", "-"},
};
enum { FOLDINGS = sizeof foldings / sizeof foldings[0] };

static void put_folded(struct buffer *folded, const char *bytes)
{
    for (; *bytes; bytes++) {
        bool is_blank = isspace((unsigned char)*bytes);
        bool after_blank = folded->length == 0 || folded->data[folded->length - 1] == ' ';
        if (!is_blank)
            buffer_putc(folded, (char)tolower((unsigned char)*bytes));
        else if (!after_blank)
            buffer_putc(folded, ' ');
    }
}

/* The folding of what stands at text, with its length in bytes; NULL if it folds to itself. */
static const char *folding_at(const char *text, size_t left, size_t *length)
{
    for (size_t i = 0; i < FOLDINGS; i++) {
        *length = strlen(foldings[i].from);
        if (*length <= left && memcmp(text, foldings[i].from, *length) == 0)
            return foldings[i].to;
    }
    *length = 1;
    return NULL;
}

void words_fold(const char *text, size_t length, struct buffer *folded)
{
    for (size_t i = 0, step; i < length; i += step) {
        const char *to = folding_at(text + i, length - i, &step);
        char own[2] = {text[i], '\0'};
        put_folded(folded, to ? to : own);
    }
}

/* --- Phrases ---------------------------------------------------------------------------------- */

static bool is_word_byte(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c >= 0x80 || c == '\'';
}

/* A hyphen makes one word of two: "semi-permanent" is not permanent. */
static bool ends_word(const char *at)
{
    return !is_word_byte(*at) && !(*at == '-' && is_word_byte(at[1]));
}

static bool begins_word(const char *folded, const char *at)
{
    if (at == folded)
        return true;
    if (at[-1] == '\'') /* an opening quotation mark, or an apostrophe inside a word */
        return at - 1 == folded || !is_word_byte(at[-2]);
    return !is_word_byte(at[-1]) && !(at[-1] == '-' && at - 1 > folded && is_word_byte(at[-2]));
}

static size_t unit_length(const char *text, bool plural_only)
{
    static const char *const units[] = {"minute", "hour",  "day",  "night",
                                        "week",   "month", "year", NULL};
    for (const char *const *unit = units; *unit; unit++) {
        size_t length = strlen(*unit);
        if (strncmp(text, *unit, length) != 0)
            continue;
        if (text[length] == 's' && ends_word(text + length + 1))
            return length + 1;
        return !plural_only && ends_word(text + length) ? length : 0;
    }
    return 0;
}

/* The bytes of text that one word of a phrase (of length bytes) takes; 0 if it is another word. */
static size_t word_length(const char *text, const char *word, size_t length)
{
    if (strncmp(word, "{unit}", length) == 0)
        return unit_length(text, false);
    if (strncmp(word, "{units}", length) == 0)
        return unit_length(text, true);
    bool is_open = word[length - 1] == '*';
    length -= is_open;
    if (strncmp(text, word, length) != 0)
        return 0;
    while (is_open && is_word_byte(text[length]))
        length++;
    return ends_word(text + length) ? length : 0;
}

bool words_at(const char *text, const char *words, size_t *length)
{
    const char *at = text;
    for (;;) {
        size_t word = strcspn(words, " ");
        size_t taken = word_length(at, words, word);
        if (taken == 0)
            return false;
        at += taken;
        words += word;
        if (!*words)
            break;
        if (*at != ' ')
            return false;
        at++;
        words++;
    }
    *length = (size_t)(at - text);
    return true;
}

/* Whether one of the phrases stands right before at. */
static bool follows(const char *folded, const char *at, const char *const *phrases)
{
    for (; phrases && *phrases; phrases++) {
        size_t length = strlen(*phrases);
        if ((size_t)(at - folded) < length + 1 || at[-1] != ' ')
            continue;
        const char *before = at - 1 - length;
        if (strncmp(before, *phrases, length) == 0 && begins_word(folded, before))
            return true;
    }
    return false;
}

static bool precedes(const char *after, const char *const *phrases)
{
    size_t length;
    after += *after == ' ';
    for (; phrases && *phrases; phrases++)
        if (words_at(after, *phrases, &length))
            return true;
    return false;
}

static bool is_quoted(const char *folded, const struct match *match)
{
    const char *start = match->start, *after = match->start + match->length;
    if (start - folded > 2 && strncmp(start - 2, "a ", 2) == 0) /* "a few days" */
        start -= 2;
    if (start == folded || !strchr("\"'", start[-1]))
        return false;
    after += strspn(after, ".,;!");
    return *after == '"' || *after == '\'';
}

static bool matches(const char *folded, const char *at, const struct phrase *phrase,
                    struct match *match)
{
    /* Nearly every phrase of the tables ends here, which is what makes a long text quick. */
    if (*phrase->words != *at && *phrase->words != '{')
        return false;
    *match = (struct match){.start = at};
    return words_at(at, phrase->words, &match->length) && !is_quoted(folded, match) &&
           !follows(folded, at, phrase->not_before) &&
           !precedes(at + match->length, phrase->not_after);
}

bool words_find(const char *folded, const struct phrase *phrases, struct match *match)
{
    for (const char *at = folded; *at; at++) {
        if (!begins_word(folded, at) || *at == ' ')
            continue;
        for (const struct phrase *phrase = phrases; phrase->words; phrase++)
            if (matches(folded, at, phrase, match))
                return true;
    }
    return false;
}

/* --- Negation --------------------------------------------------------------------------------- */

static bool is_negation(const char *word, size_t length)
{
    static const char *const negations[] = {
        "not",     "no",     "never",  "none",   "nobody", "nothing", "without", "cannot",
        "neither", "nor",    "hardly", "rarely", "seldom", "isn't",   "aren't",  "don't",
        "doesn't", "didn't", "won't",  "can't",  "wasn't", "weren't", NULL};
    for (const char *const *negation = negations; *negation; negation++)
        if (strlen(*negation) == length && strncmp(word, *negation, length) == 0)
            return true;
    return false;
}

bool words_negated(const char *folded, const char *at)
{
    for (int words = 0; words < NEGATION_WORDS && at > folded; words++) {
        while (at > folded && at[-1] == ' ')
            at--;
        const char *end = at;
        while (at > folded && is_word_byte(at[-1]))
            at--;
        if (is_negation(at, (size_t)(end - at)))
            return true;
        if (at == end) /* a mark, which ends the clause, or a hyphen or bracket, which does not */
            if (at == folded || strchr(".,;:!?", *--at))
                return false;
    }
    return false;
}

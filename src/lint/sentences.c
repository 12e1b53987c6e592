#include "lint/sentences.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* What ends with a stop that ends no sentence. */
static bool is_abbreviation(const char *word, size_t length)
{
    static const char *const abbreviations[] = {
        "e.g",  "i.e", "dr",  "mr",  "mrs", "ms",  "st",  "vs",  "no", "approx", "incl",
        "prof", "max", "min", "fig", "ca",  "a.m", "p.m", "tel", "jr", "dept",   NULL};
    for (const char *const *abbreviation = abbreviations; *abbreviation; abbreviation++)
        if (strlen(*abbreviation) == length && strncasecmp(word, *abbreviation, length) == 0)
            return true;
    return length == 1 && isupper((unsigned char)*word); /* an initial */
}

/* What ends a sentence for certain where a capital follows, and stands inside one otherwise. */
static bool needs_capital(const char *word, size_t length)
{
    static const char *const words[] = {"etc", "a.m", "p.m", "no", "min", "max", NULL};
    for (const char *const *known = words; *known; known++)
        if (strlen(*known) == length && strncasecmp(word, *known, length) == 0)
            return true;
    return false;
}

static size_t closing_length(const char *at)
{
    if (*at && strchr("\"')]*_", *at))
        return 1;
    if (strncmp(at, "\xe2\x80\x9d", 3) == 0 || strncmp(at, "\xe2\x80\x99", 3) == 0)
        return 3;
    return 0;
}

/* Whether the stop at mark, whose word began at word, ends a sentence; rest is what follows. */
static bool stop_ends(const char *word, const char *mark, const char *rest)
{
    size_t length = (size_t)(mark - word);
    rest += strspn(rest, " \t\n");
    if (*mark != '.')
        return true;
    if (needs_capital(word, length))
        return isupper((unsigned char)*rest);
    return !is_abbreviation(word, length);
}

/* The end of the sentence that begins at text. */
static const char *sentence_end(const char *text)
{
    const char *word = text;
    for (const char *at = text; *at; at++) {
        if (isspace((unsigned char)*at) || strchr("(\"[", *at)) {
            word = at + 1;
            continue;
        }
        if (!strchr(".!?", *at))
            continue;
        const char *rest = at + strspn(at, ".!?");
        for (size_t closing; (closing = closing_length(rest)) > 0;)
            rest += closing;
        if (!*rest || (isspace((unsigned char)*rest) && stop_ends(word, at, rest)))
            return rest;
    }
    return text + strlen(text);
}

static bool is_vowel(char c)
{
    return c && strchr("aeiouy", tolower((unsigned char)c)) != NULL;
}

/* Groups of vowels, without a silent e at the end; at least one. */
static size_t syllables_of(const char *word, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]));
    bool silent = length > 2 && tolower((unsigned char)word[length - 1]) == 'e' &&
                  !is_vowel(word[length - 2]) && tolower((unsigned char)word[length - 2]) != 'l';
    return count > 1 && silent ? count - 1 : count ? count : 1;
}

static void count_words(struct sentence *sentence)
{
    const char *at = sentence->start, *end = at + sentence->length;
    while (at < end) {
        const char *word = at;
        bool has_letter = false;
        while (at < end && !isspace((unsigned char)*at)) {
            has_letter |= isalnum((unsigned char)*at) != 0 || (unsigned char)*at >= 0xc3;
            at++;
        }
        size_t length = (size_t)(at - word);
        while (length && !isalpha((unsigned char)word[length - 1]))
            length--;
        /* A dash between blanks is no word; its first byte is over 0xc3, its length tells it. */
        if (has_letter && !(strncmp(word, "\xe2\x80", 2) == 0 && at - word == 3)) {
            sentence->words++;
            sentence->syllables += syllables_of(word, length);
        }
        while (at < end && isspace((unsigned char)*at))
            at++;
    }
}

bool sentence_next(const char **text, struct sentence *sentence)
{
    const char *start = *text + strspn(*text, " \t\r\n");
    if (!*start)
        return false;
    const char *end = sentence_end(start);
    *sentence = (struct sentence){.start = start, .length = (size_t)(end - start)};
    for (const char *mark = end; mark > start && !isalnum((unsigned char)*mark); mark--)
        sentence->is_question |= *mark == '?';
    count_words(sentence);
    *text = end;
    return true;
}

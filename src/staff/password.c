#include "staff/password.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum {
    DIFFERENT_MIN = 5, /* different bytes */
    REST_MIN = 5,      /* bytes that are part of nothing common */
    RUN_MIN = 4,       /* of a sequence or a row of keys */
    WORD_MIN = 3,      /* bytes of a common word */
};

/* Words that stand in most lists of stolen passwords, and those of a clinic's trade. Small letters;
 * "passwor" takes "password" and what is close to it. */
static const char *const common_words[] = {
    "passwor",   "passwd",   "passphrase", "contrasena", "motdepasse", "geheim",    "secret",
    "letmein",   "welcome",  "willkommen", "bienvenue",  "iloveyou",   "changeme",  "default",
    "administr", "admin",    "root",       "login",      "signin",     "access",    "account",
    "master",    "monkey",   "dragon",     "shadow",     "sunshine",   "princess",  "football",
    "baseball",  "superman", "batman",     "trustno",    "whatever",   "freedom",   "flower",
    "hello",     "summer",   "winter",     "spring",     "autumn",     "january",   "february",
    "march",     "april",    "june",       "july",       "august",     "september", "october",
    "november",  "december", "monday",     "tuesday",    "wednesday",  "thursday",  "friday",
    "saturday",  "sunday",   "charlie",    "michael",    "jordan",     "ashley",    "daniel",
    "love",      "pass",     "test",       "user",       "guest",      "temp",      "company",
    "clinic",    "klinik",   "aftercare",  "patient",    "doctor",     "nurse",     "reception",
    "staff",     "medical",  "health",     "beauty",     "skin",       "editor",    "publisher",
    "the",       "and",      "my",         "please",     "love you",   NULL};

/* Neighbours on a keyboard (QWERTY, QWERTZ, AZERTY), and in order. Read backwards as well. */
static const char *const rows[] = {"qwertyuiop",
                                   "qwertzuiop",
                                   "azertyuiop",
                                   "asdfghjkl",
                                   "qsdfghjklm",
                                   "zxcvbnm",
                                   "yxcvbnm",
                                   "1qaz2wsx3edc4rfv5tgb",
                                   "1q2w3e4r5t6y7u8i9o0p",
                                   "0123456789012345678901234567890",
                                   "abcdefghijklmnopqrstuvwxyz",
                                   NULL};

/* A password as it is looked at: small letters, and which bytes belong to something common. */
struct look {
    char text[PASSWORD_MAX + 1];  /* small letters */
    char spelt[PASSWORD_MAX + 1]; /* the same with letters for the numbers that stand for them */
    bool common[PASSWORD_MAX + 1];
    size_t length;
};

static char small_letter(char c)
{
    return (char)tolower((unsigned char)c);
}

/* Numbers and signs that stand for letters, before the letters. */
static const char stand_ins[] = "0o1i3e4a5s7t8b@a$s!i|i+t";

static char letter_for(char c)
{
    for (const char *at = stand_ins; *at; at += 2)
        if (*at == c)
            return at[1];
    return c;
}

static void look_at(struct look *look, const char *password)
{
    memset(look, 0, sizeof *look);
    look->length = strlen(password);
    for (size_t i = 0; i < look->length; i++) {
        look->text[i] = small_letter(password[i]);
        look->spelt[i] = letter_for(look->text[i]);
    }
}

static void mark(struct look *look, size_t at, size_t length)
{
    for (size_t i = at; i < at + length; i++)
        look->common[i] = true;
}

static void mark_word(struct look *look, const char *word)
{
    char small[64];
    size_t length = strlen(word);
    if (length < WORD_MIN || length >= sizeof small)
        return;
    for (size_t i = 0; i <= length; i++)
        small[i] = small_letter(word[i]);
    for (size_t at = 0; at + length <= look->length; at++)
        if (memcmp(look->text + at, small, length) == 0 ||
            memcmp(look->spelt + at, small, length) == 0)
            mark(look, at, length);
}

static void mark_words(struct look *look, const char *const *words)
{
    for (; words && *words; words++)
        mark_word(look, *words);
}

/* Whether the bytes at a stand in row in this order, or backwards. */
static bool stands_in(const char *row, const char *at, size_t length)
{
    char backwards[RUN_MIN + 1] = "", forwards[RUN_MIN + 1] = "";
    for (size_t i = 0; i < length; i++) {
        forwards[i] = at[i];
        backwards[i] = at[length - 1 - i];
    }
    return strstr(row, forwards) || strstr(row, backwards);
}

static void mark_runs(struct look *look)
{
    for (size_t at = 0; at + RUN_MIN <= look->length; at++)
        for (const char *const *row = rows; *row; row++)
            if (stands_in(*row, look->text + at, RUN_MIN))
                mark(look, at, RUN_MIN);
}

static void mark_years(struct look *look)
{
    for (size_t at = 0; at + 4 <= look->length; at++)
        if ((memcmp(look->text + at, "19", 2) == 0 || memcmp(look->text + at, "20", 2) == 0) &&
            isdigit((unsigned char)look->text[at + 2]) &&
            isdigit((unsigned char)look->text[at + 3]))
            mark(look, at, 4);
}

/* Bytes that are part of nothing common. Digits, blanks and signs, which are mostly put behind a
 * word, count half: "summer-1815!!". */
static size_t rest_of(const struct look *look)
{
    size_t halves = 0;
    for (size_t i = 0; i < look->length; i++) {
        unsigned char byte = (unsigned char)look->text[i];
        if (!look->common[i])
            halves += isdigit(byte) || ispunct(byte) || byte == ' ' ? 1 : 2;
    }
    return halves / 2;
}

static size_t count_different(const struct look *look)
{
    bool seen[256] = {false};
    size_t count = 0;
    for (size_t i = 0; i < look->length; i++) {
        unsigned char byte = (unsigned char)look->text[i];
        count += !seen[byte];
        seen[byte] = true;
    }
    return count;
}

/* "abcdabcdabcd": each byte is the one of some steps before. */
static bool repeats(const struct look *look)
{
    for (size_t step = 1; step <= look->length / 2; step++)
        if (memcmp(look->text, look->text + step, look->length - step) == 0)
            return true;
    return false;
}

/* Code points of UTF-8: every byte but those that continue one. */
static size_t count_characters(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += ((unsigned char)*text & 0xc0) != 0x80;
    return count;
}

const char *password_fault(const char *password, const char *const *own_words)
{
    struct look look;
    if (count_characters(password) < PASSWORD_MIN)
        return "The password needs 12 characters or more. Three or four words that have nothing to "
               "do with each other are easy to keep in mind.";
    if (strlen(password) > PASSWORD_MAX)
        return "The password is too long: 1,024 bytes are taken.";
    look_at(&look, password);
    if (count_different(&look) < DIFFERENT_MIN || repeats(&look))
        return "The password is one piece repeated, or has few different characters: it is guessed "
               "soon.";
    mark_words(&look, common_words);
    mark_words(&look, own_words);
    mark_runs(&look);
    mark_years(&look);
    if (rest_of(&look) < REST_MIN)
        return "The password is made of common words, names that others know, or keys in a row: it "
               "is guessed soon. Three or four words that have nothing to do with each other do "
               "better.";
    return NULL;
}

#include "lint/tokens.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* --- Reading ---------------------------------------------------------------------------------- */

/* Characters beyond ASCII that mean something here. */
struct special {
    const char *bytes;
    char as;      /* the ASCII character that it stands for, or 0 */
    double value; /* of a fraction */
};

static const struct special specials[] = {
    {"\u2019", '\'', 0}, {"\u2018", '\'', 0},  {"\u2010", '-', 0},   {"\u2011", '-', 0},
    {"\u2012", '-', 0},  {"\u2013", '-', 0},   {"\u2014", '-', 0},   {"\u2212", '-', 0},
    {"\u00a0", ' ', 0},  {"\u202f", ' ', 0},   {"\u2009", ' ', 0},   {"\u201c", '"', 0},
    {"\u201d", '"', 0},  {"\u00b7", ',', 0},   {"\u00bd", 0, 0.5},   {"\u00bc", 0, 0.25},
    {"\u00be", 0, 0.75}, {"\u2153", 0, 0.333}, {"\u2154", 0, 0.667}, {NULL, 0, 0}};

static const struct special *special_at(const char *text)
{
    for (const struct special *special = specials; special->bytes; special++)
        if (strncmp(text, special->bytes, strlen(special->bytes)) == 0)
            return special;
    return NULL;
}

/* The ASCII character that stands at text: itself, or what a longer one stands for; 1 for a
 * letter beyond ASCII, 2 for a fraction. *size gets its bytes. */
static char plain_at(const char *text, size_t *size)
{
    unsigned char c = (unsigned char)*text;
    *size = 1;
    if (c < 0x80)
        return *text;
    const struct special *special = special_at(text);
    if (special) {
        *size = strlen(special->bytes);
        if (special->as)
            return special->as;
        return 2;
    }
    size_t bytes = utf8_size(text, strlen(text));
    *size = bytes ? bytes : 1;
    return 1;
}

static bool is_letter(char plain)
{
    return plain == 1 || isalpha((unsigned char)plain);
}

static struct token *add(struct tokens *tokens, enum token_kind kind, size_t start)
{
    if (tokens->count == tokens->room) {
        tokens->room = tokens->room ? 2 * tokens->room : 32;
        tokens->list = memory_resize(tokens->list, tokens->room * sizeof *tokens->list);
    }
    struct token *token = &tokens->list[tokens->count++];
    *token = (struct token){.kind = kind, .start = start, .end = start};
    return token;
}

static char small(char c)
{
    if (c >= 'A' && c <= 'Z')
        return "abcdefghijklmnopqrstuvwxyz"[c - 'A'];
    return c;
}

static void set_text(struct token *token, const char *text)
{
    size_t length = 0;
    for (size_t at = token->start; at < token->end && length < TOKEN_TEXT_MAX - 1;) {
        size_t size;
        char plain = plain_at(text + at, &size);
        token->text[length] = text[at];
        if (plain != 1)
            token->text[length] = small(plain);
        length++;
        at += size;
    }
    token->text[length] = '\0';
}

/* "don't" is one word. */
static size_t read_word(const char *text, size_t at, struct tokens *tokens)
{
    struct token *token = add(tokens, TOKEN_WORD, at);
    size_t size;
    for (char plain; (plain = plain_at(text + at, &size)) != 0; at += size) {
        size_t next_size;
        bool joins = plain == '\'' && is_letter(plain_at(text + at + size, &next_size));
        if (!is_letter(plain) && !joins)
            break;
    }
    token->end = at;
    set_text(token, text);
    return at;
}

static size_t read_digits(const char *text, size_t at, double *value)
{
    for (; isdigit((unsigned char)text[at]); at++)
        *value = *value * 10 + (text[at] - '0');
    return at;
}

/* "1.5", "2,000", "1/2", "1½". */
static size_t read_number(const char *text, size_t at, struct tokens *tokens)
{
    struct token *token = add(tokens, TOKEN_NUMBER, at);
    size_t start = at;
    at = read_digits(text, at, &token->value);
    while (text[at] == ',' && isdigit((unsigned char)text[at + 1]) &&
           isdigit((unsigned char)text[at + 2]) && isdigit((unsigned char)text[at + 3]))
        at = read_digits(text, at + 1, &token->value);
    if (text[at] == '.' && isdigit((unsigned char)text[at + 1])) {
        double scale = 0.1;
        for (at++; isdigit((unsigned char)text[at]); at++) {
            token->value += scale * (text[at] - '0');
            scale /= 10;
        }
    } else if (at == start + 1 && text[at] == '/' && strchr("24", text[at + 1]) &&
               text[start] < text[at + 1] && !isdigit((unsigned char)text[at + 2])) {
        token->value /= text[at + 1] - '0';
        at += 2;
    }
    size_t size;
    const struct special *fraction = special_at(text + at);
    if (plain_at(text + at, &size) == 2 && fraction) {
        token->value += fraction->value;
        at += size;
    }
    token->end = at;
    set_text(token, text);
    return at;
}

/* Between two words or figures without a blank, a hyphen joins; elsewhere it is a dash. */
static void read_mark(const char *text, size_t at, size_t size, char plain, bool joined,
                      struct tokens *tokens)
{
    size_t next_size;
    char next = plain_at(text + at + size, &next_size);
    bool hyphen = plain == '-' && joined && (is_letter(next) || isdigit((unsigned char)next));
    struct token *token = add(tokens, hyphen ? TOKEN_HYPHEN : TOKEN_MARK, at);
    token->end = at + size;
    token->text[0] = plain;
}

void tokens_read(const char *text, struct tokens *tokens)
{
    bool joined = false; /* a word or figure ends right here */
    for (size_t at = 0; text[at];) {
        size_t size;
        char plain = plain_at(text + at, &size);
        if (is_letter(plain)) {
            at = read_word(text, at, tokens);
            joined = true;
        } else if (isdigit((unsigned char)plain) || plain == 2) {
            at = read_number(text, at, tokens);
            joined = true;
        } else {
            if (!isspace((unsigned char)plain))
                read_mark(text, at, size, plain, joined, tokens);
            at += size;
            joined = false;
        }
    }
}

void tokens_free(struct tokens *tokens)
{
    free(tokens->list);
    *tokens = (struct tokens){0};
}

/* --- Matching --------------------------------------------------------------------------------- */

static bool word_is(const struct token *token, const char *word, size_t length)
{
    if (length && word[length - 1] == '*')
        return strncmp(token->text, word, length - 1) == 0;
    return strlen(token->text) == length && strncmp(token->text, word, length) == 0;
}

size_t tokens_match(const struct tokens *tokens, size_t at, size_t end, const char *phrase)
{
    size_t from = at;
    /* Nearly every phrase of the lists ends here: this is what makes a large site quick. */
    if (at >= end || (tokens->list[at].text[0] != *phrase && *phrase != '*'))
        return 0;
    while (*phrase) {
        size_t length = strcspn(phrase, " ");
        if (at > from && at < end && tokens->list[at].kind == TOKEN_HYPHEN)
            at++;
        if (at >= end || !word_is(&tokens->list[at], phrase, length))
            return 0;
        at++;
        phrase += length;
        phrase += strspn(phrase, " ");
    }
    return at - from;
}

size_t tokens_match_before(const struct tokens *tokens, size_t at, size_t first, const char *phrase)
{
    size_t words = 1;
    for (const char *c = phrase; *c; c++)
        words += *c == ' ';
    for (size_t count = words; count <= 2 * words && at >= first + count; count++)
        if (tokens_match(tokens, at - count, at, phrase) == count)
            return count;
    return 0;
}

size_t tokens_match_any(const struct tokens *tokens, size_t at, size_t end,
                        const char *const *phrases)
{
    for (; *phrases; phrases++) {
        size_t count = tokens_match(tokens, at, end, *phrases);
        if (count)
            return count;
    }
    return 0;
}

size_t tokens_match_any_before(const struct tokens *tokens, size_t at, size_t first,
                               const char *const *phrases)
{
    for (; *phrases; phrases++) {
        size_t count = tokens_match_before(tokens, at, first, *phrases);
        if (count)
            return count;
    }
    return 0;
}

bool tokens_have_any(const struct tokens *tokens, size_t first, size_t end,
                     const char *const *phrases)
{
    for (; first < end; first++)
        if (tokens_match_any(tokens, first, end, phrases))
            return true;
    return false;
}

#include "text/fold.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/* --- Stems ------------------------------------------------------------------------------------ */

/* Endings, the longest first. Coarser than porter's rules, since a word that only looks alike can
 * not be found by it: the index decides that. */
static const char *const endings[] = {"nesses", "ations", "ation", "ness", "ings", "edly", "ies",
                                      "ied",    "ing",    "est",   "ers",  "es",   "ed",   "er",
                                      "ly",     "s",      "e",     "y",    NULL};

enum { STEM_LEAST = 3 }; /* letters that must be left */

static size_t without_double(const char *word, size_t size)
{
    bool is_double =
        size > STEM_LEAST && word[size - 1] == word[size - 2] && !strchr("aeiouls", word[size - 1]);
    return is_double ? size - 1 : size;
}

size_t fold_stem(const char *word, size_t size)
{
    for (const char *const *ending = endings; *ending; ending++) {
        size_t length = strlen(*ending);
        if (size < length + STEM_LEAST || memcmp(word + size - length, *ending, length) != 0)
            continue;
        if (length == 1 && **ending == 's' && word[size - 2] == 's')
            break;
        return without_double(word, size - length);
    }
    return size;
}

/* --- Words ------------------------------------------------------------------------------------ */

static uint32_t hash(const char *bytes, size_t size)
{
    uint32_t value = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < size; i++)
        value = (value ^ (unsigned char)bytes[i]) * 16777619u;
    return value;
}

/* Appends an ASCII letter or digit in its small form; false for any other byte. */
static bool fold_ascii(unsigned char c, struct buffer *folded)
{
    if (c >= 'A' && c <= 'Z')
        c = (unsigned char)(c + ('a' - 'A'));
    else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
        return false;
    buffer_putc(folded, (char)c);
    return true;
}

static bool is_letter(utf8proc_category_t category)
{
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           (category >= UTF8PROC_CATEGORY_MN && category <= UTF8PROC_CATEGORY_NO);
}

/* The same for a character of several bytes. */
static bool fold_other(const char *text, size_t size, struct buffer *folded)
{
    enum { PARTS_MAX = 20 };
    utf8proc_int32_t code, parts[PARTS_MAX];
    utf8proc_iterate((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)size, &code);
    if (!is_letter(utf8proc_category(code)))
        return false;
    utf8proc_ssize_t count = utf8proc_decompose_char(code, parts, PARTS_MAX,
                                                     UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, NULL);
    for (utf8proc_ssize_t i = 0; i < count && i < PARTS_MAX; i++)
        utf8_append(folded, (uint32_t)utf8proc_tolower(parts[i]));
    return true;
}

/* Folds the character at text; *size gets its bytes, 1 for a byte that is none. */
static bool fold_character(const char *text, size_t left, size_t *size, struct buffer *folded)
{
    *size = 1;
    if ((unsigned char)*text < 0x80)
        return fold_ascii((unsigned char)*text, folded);
    size_t whole = utf8_size(text, left);
    if (whole == 0)
        return false;
    *size = whole;
    return fold_other(text, whole, folded);
}

static void end_word(struct fold_words *words, size_t at, size_t size, size_t folded)
{
    size_t folded_size = words->folded.length - folded;
    if (folded_size == 0)
        return;
    if (words->count == words->capacity) {
        words->capacity = words->capacity ? 2 * words->capacity : 32;
        words->list = memory_resize(words->list, words->capacity * sizeof *words->list);
    }
    const char *word = words->folded.data + folded;
    words->list[words->count++] =
        (struct fold_word){.at = at,
                           .size = size,
                           .folded = folded,
                           .folded_size = folded_size,
                           .exact = hash(word, folded_size),
                           .stem = hash(word, fold_stem(word, folded_size))};
    buffer_putc(&words->folded, '\0');
}

void fold_words_add(struct fold_words *words, const char *text, size_t length, size_t limit)
{
    size_t start = 0, folded = words->folded.length, most = words->count + limit, size;
    for (size_t i = 0; i < length && words->count < most; i += size) {
        if (fold_character(text + i, length - i, &size, &words->folded))
            continue;
        end_word(words, start, i - start, folded);
        start = i + size;
        folded = words->folded.length;
    }
    if (words->count < most)
        end_word(words, start, length - start, folded);
}

void fold_words_clear(struct fold_words *words)
{
    words->count = 0;
    buffer_clear(&words->folded);
}

void fold_words_free(struct fold_words *words)
{
    free(words->list);
    buffer_free(&words->folded);
    *words = (struct fold_words){0};
}

const char *fold_word_text(const struct fold_words *words, size_t i)
{
    return words->folded.data + words->list[i].folded;
}

void fold_words_put(const struct fold_words *words, size_t first, size_t count, const char *between,
                    struct buffer *out)
{
    for (size_t i = first; i < first + count; i++) {
        buffer_puts(out, i > first ? between : "");
        buffer_puts(out, fold_word_text(words, i));
    }
}

#include "text/slug.h"

#include <string.h>
#include <utf8proc.h>

/* Letters that Unicode does not take apart, as they are written where the keyboard has no such
 * key. */
struct plain_letter {
    utf8proc_int32_t letter;
    const char *ascii;
};

static const struct plain_letter plain_letters[] = {
    {0xe6, "ae"}, {0xf0, "d"},  {0xf8, "o"},   {0xfe, "th"}, {0x111, "d"}, {0x127, "h"},
    {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}, {0x167, "t"}, {0x259, "e"},
};

/* What grows in slug_make: one byte more than allowed shows that the text goes on. */
struct slug {
    char text[SLUG_MAX + 1];
    size_t length;
    bool gap; /* a hyphen is due before the next letter */
};

static bool is_slug_letter(utf8proc_int32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

bool slug_is_valid(const char *slug)
{
    size_t length = slug ? strlen(slug) : 0;
    if (length == 0 || length > SLUG_MAX || slug[0] == '-' || slug[length - 1] == '-')
        return false;
    for (size_t i = 0; i < length; i++)
        if (!is_slug_letter(slug[i]) && (slug[i] != '-' || slug[i - 1] == '-'))
            return false;
    return true;
}

static bool is_full(const struct slug *slug)
{
    return slug->length == sizeof slug->text;
}

static void put(struct slug *slug, char c)
{
    if (!is_full(slug))
        slug->text[slug->length++] = c;
}

static void put_letter(struct slug *slug, char c)
{
    if (slug->gap && slug->length)
        put(slug, '-');
    slug->gap = false;
    put(slug, c);
}

static const char *plain_letter(utf8proc_int32_t c)
{
    for (size_t i = 0; i < sizeof plain_letters / sizeof *plain_letters; i++)
        if (plain_letters[i].letter == c)
            return plain_letters[i].ascii;
    return "";
}

static bool is_apostrophe(utf8proc_int32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x2bc;
}

/* One character of a decomposed text, in small letters. */
static void add_character(struct slug *slug, utf8proc_int32_t c)
{
    const char *ascii = plain_letter(c);
    if (is_slug_letter(c))
        put_letter(slug, (char)c);
    else if (*ascii)
        for (; *ascii; ascii++)
            put_letter(slug, *ascii);
    else if (!is_apostrophe(c))
        slug->gap = true;
}

/* One character as it was written; IGNORE drops soft hyphens and marks of direction. */
static void add_decomposed(struct slug *slug, utf8proc_int32_t c)
{
    enum { LONGEST = 32 }; /* the longest decomposition of Unicode 15 has 18 characters */
    utf8proc_int32_t parts[LONGEST];
    int boundary = 0;
    const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                      UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    utf8proc_ssize_t count = utf8proc_decompose_char(c, parts, LONGEST, options, &boundary);
    for (utf8proc_ssize_t i = 0; i < count && i < LONGEST; i++)
        add_character(slug, parts[i]);
}

/* Drops the word that does not fit; a single word is cut. */
static void cut(struct slug *slug)
{
    if (!is_full(slug))
        return;
    size_t end = slug->length - 1;
    while (end > 0 && slug->text[end] != '-')
        end--;
    slug->length = end > 0 ? end : SLUG_MAX;
}

void slug_make(const char *text, struct buffer *out)
{
    struct slug slug = {.length = 0};
    const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)text;
    while (*at && !is_full(&slug)) {
        utf8proc_int32_t c;
        utf8proc_ssize_t size = utf8proc_iterate(at, -1, &c);
        if (size > 0)
            add_decomposed(&slug, c);
        else
            slug.gap = true; /* not UTF-8: as any other character that is no letter */
        at += size > 0 ? size : 1;
    }
    cut(&slug);
    buffer_append(out, slug.text, slug.length);
}

#include "http/coding.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

/* What a field says about one coding. A refusal stands, whatever else the field says. */
enum opinion { UNNAMED, ALLOWED, REFUSED };

enum known { BROTLI, GZIP, ANY, KNOWN };

static const struct {
    const char *name;
    enum known is;
} names[] = {{"br", BROTLI}, {"gzip", GZIP}, {"x-gzip", GZIP}, {"*", ANY}};

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t");
}

/* RFC 9110, 5.6.2 */
static size_t token_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) ||
           (text[length] && strchr("!#$%&'*+-.^_`|~", text[length])))
        length++;
    return length;
}

/* Reads a qvalue (RFC 9110, 12.4.2: 0 to 1 with at most three decimals) at *text and steps over
 * it. False if there is none. */
static bool read_weight(const char **text, bool *zero)
{
    const char *digits = *text;
    if (*digits != '0' && *digits != '1')
        return false;
    *zero = *digits == '0';
    bool one = !*zero;
    digits++;
    if (*digits == '.') {
        size_t decimals = strspn(++digits, "0123456789");
        size_t zeros = strspn(digits, "0");
        if (decimals > 3 || (one && zeros < decimals))
            return false;
        if (zeros < decimals)
            *zero = false;
        digits += decimals;
    }
    *text = digits;
    return true;
}

/* Reads `OWS ";" OWS "q=" qvalue` where there is one. False if something else stands there. */
static bool read_parameter(const char **text, bool *zero)
{
    const char *at = skip_blanks(*text);
    *zero = false;
    if (*at == ';') {
        at = skip_blanks(at + 1);
        if ((*at != 'q' && *at != 'Q') || at[1] != '=')
            return false;
        at += 2;
        if (!read_weight(&at, zero))
            return false;
        at = skip_blanks(at);
    }
    *text = at;
    return !*at || *at == ',';
}

static void note(enum opinion opinions[KNOWN], const char *name, size_t length, bool refused)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i].name) != length || strncasecmp(names[i].name, name, length) != 0)
            continue;
        enum opinion *opinion = &opinions[names[i].is];
        if (*opinion != REFUSED)
            *opinion = refused ? REFUSED : ALLOWED;
    }
}

static bool read_field(enum opinion opinions[KNOWN], const char *field)
{
    const char *at = field;
    for (;;) {
        at += strspn(at, " \t,"); /* empty list elements are let through (RFC 9110, 5.6.1.2) */
        if (!*at)
            return true;
        const char *name = at;
        size_t length = token_length(name);
        bool refused = false;
        at += length;
        if (!length || !read_parameter(&at, &refused))
            return false;
        note(opinions, name, length, refused);
    }
}

enum http_coding http_coding_choose(const char *accept_encoding)
{
    enum opinion opinions[KNOWN] = {UNNAMED};
    if (!accept_encoding || !read_field(opinions, accept_encoding))
        return HTTP_CODING_IDENTITY;
    if (opinions[BROTLI] == ALLOWED)
        return HTTP_CODING_BROTLI;
    if (opinions[GZIP] == ALLOWED || (opinions[GZIP] == UNNAMED && opinions[ANY] == ALLOWED))
        return HTTP_CODING_GZIP;
    return HTTP_CODING_IDENTITY;
}

const char *http_coding_name(enum http_coding coding)
{
    switch (coding) {
    case HTTP_CODING_GZIP:
        return "gzip";
    case HTTP_CODING_BROTLI:
        return "br";
    case HTTP_CODING_IDENTITY:
        break;
    }
    return "";
}

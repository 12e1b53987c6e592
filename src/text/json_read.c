/* The reader of json.h: recursive descent, one function a rule of RFC 8259. */
#include "text/json.h"

#include "text/utf8.h"

#include <ctype.h>
#include <errno.h>
#include <json-c/json.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* So that every integer fits an int64_t and a double keeps every digit that was written. */
enum { MAX_DIGITS = 15 };

struct reader {
    const char *start, *at, *end;
    int depth;
    struct buffer *error;
    struct buffer string; /* the string that was read last, decoded; owned */
};

static bool read_value(struct reader *reader, struct json_object **value);

/* Describes a fault at where, in lines and characters as an editor counts them; always false. */
static bool fail(struct reader *reader, const char *where, const char *words)
{
    size_t line = 1;
    size_t column = 1;
    for (const char *p = reader->start; p < where; p++) {
        if (*p == '\n') {
            line++;
            column = 1;
        } else if (((unsigned char)*p & 0xc0) != 0x80) {
            column++;
        }
    }
    buffer_printf(reader->error, "line %zu, column %zu: %s", line, column, words);
    return false;
}

static char peek(const struct reader *reader)
{
    if (reader->at == reader->end)
        return '\0';
    return *reader->at;
}

static bool take(struct reader *reader, char c)
{
    if (reader->at == reader->end || *reader->at != c)
        return false;
    reader->at++;
    return true;
}

static void skip_blanks(struct reader *reader)
{
    for (char c = peek(reader); c == ' ' || c == '\t' || c == '\r' || c == '\n'; c = peek(reader))
        reader->at++;
}

/* Four hexadecimal digits, -1 if they are not there. */
static int32_t read_hex4(struct reader *reader)
{
    int32_t code = 0;
    if (reader->end - reader->at < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int c = (unsigned char)reader->at[i];
        if (!isxdigit(c))
            return -1;
        code = code * 16 + (isdigit(c) ? c - '0' : tolower(c) - 'a' + 10);
    }
    reader->at += 4;
    return code;
}

/* After "\u": one code, or two if the first is a high surrogate. */
static bool read_unicode_escape(struct reader *reader, const char *backslash)
{
    int32_t code = read_hex4(reader);
    if (code < 0)
        return fail(reader, backslash, "\\u needs four hexadecimal digits");
    if (code == 0)
        return fail(reader, backslash, "the character NUL is not allowed");
    if (code >= 0xdc00 && code <= 0xdfff)
        return fail(reader, backslash, "half of a surrogate pair");
    if (code >= 0xd800 && code <= 0xdbff) {
        int32_t low = take(reader, '\\') && take(reader, 'u') ? read_hex4(reader) : -1;
        if (low < 0xdc00 || low > 0xdfff)
            return fail(reader, backslash, "half of a surrogate pair");
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
    }
    utf8_append(&reader->string, (uint32_t)code);
    return true;
}

static bool read_escape(struct reader *reader)
{
    static const char names[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *backslash = reader->at++;
    if (take(reader, 'u'))
        return read_unicode_escape(reader, backslash);
    char c = peek(reader);
    const char *name = c ? strchr(names, c) : NULL;
    if (!name)
        return fail(reader, backslash, "an unknown escape in a string");
    buffer_putc(&reader->string, meanings[name - names]);
    reader->at++;
    return true;
}

/* The characters up to the next quote, backslash or fault. */
static bool read_plain(struct reader *reader)
{
    const char *from = reader->at;
    while (reader->at < reader->end && *reader->at != '"' && *reader->at != '\\') {
        size_t size = utf8_size(reader->at, (size_t)(reader->end - reader->at));
        if (size == 0)
            return fail(reader, reader->at, "not UTF-8");
        if ((unsigned char)*reader->at < ' ')
            return fail(reader, reader->at, "a control character or line break in a string");
        reader->at += size;
    }
    buffer_append(&reader->string, from, (size_t)(reader->at - from));
    return true;
}

static bool read_string(struct reader *reader)
{
    const char *quote = reader->at++;
    buffer_clear(&reader->string);
    for (;;) {
        if (!read_plain(reader))
            return false;
        if (take(reader, '"'))
            return true;
        if (reader->at == reader->end)
            return fail(reader, quote, "a string that does not end");
        if (!read_escape(reader))
            return false;
    }
}

static size_t skip_digits(struct reader *reader)
{
    const char *from = reader->at;
    while (isdigit((unsigned char)peek(reader)))
        reader->at++;
    return (size_t)(reader->at - from);
}

/* Moves over a number; *digits are those of its whole part and fraction, *is_integer tells
 * whether it has neither fraction nor exponent. */
static bool skip_number(struct reader *reader, size_t *digits, bool *is_integer)
{
    take(reader, '-');
    const char *first = reader->at;
    *is_integer = true;
    *digits = skip_digits(reader);
    if (*digits == 0)
        return fail(reader, first, "a digit is missing");
    if (*first == '0' && *digits > 1)
        return fail(reader, first, "a number must not begin with 0");
    if (take(reader, '.')) {
        size_t fraction = skip_digits(reader);
        if (fraction == 0)
            return fail(reader, reader->at, "a digit is missing after the point");
        *digits += fraction;
        *is_integer = false;
    }
    if (take(reader, 'e') || take(reader, 'E')) {
        if (!take(reader, '+'))
            take(reader, '-');
        if (skip_digits(reader) == 0)
            return fail(reader, reader->at, "a digit is missing in the exponent");
        *is_integer = false;
    }
    return true;
}

static bool read_number(struct reader *reader, struct json_object **value)
{
    const char *from = reader->at;
    size_t digits;
    bool is_integer;
    if (!skip_number(reader, &digits, &is_integer))
        return false;
    if (digits > MAX_DIGITS)
        return fail(reader, from, "a number with more than 15 digits");

    /* The text need not end after the number, and strtod needs an end. */
    buffer_clear(&reader->string);
    buffer_append(&reader->string, from, (size_t)(reader->at - from));
    const char *text = buffer_text(&reader->string);
    if (is_integer) {
        *value = json_object_new_int64(strtoll(text, NULL, 10));
        return true;
    }
    errno = 0;
    double number = strtod(text, NULL);
    if (errno == ERANGE || !isfinite(number))
        return fail(reader, from, "a number too large or too small");
    *value = json_object_new_double_s(number, text); /* is written again as it was read */
    return true;
}

static bool read_member(struct reader *reader, struct json_object *object)
{
    skip_blanks(reader);
    const char *where = reader->at;
    if (peek(reader) != '"')
        return fail(reader, where, "a name in double quotes is missing");
    if (!read_string(reader))
        return false;
    if (json_object_object_get_ex(object, buffer_text(&reader->string), NULL))
        return fail(reader, where, "this name stands here twice");
    char *name = buffer_take(&reader->string);
    struct json_object *value = NULL;
    skip_blanks(reader);
    bool ok = take(reader, ':') || fail(reader, reader->at, "a colon is missing");
    ok = ok && read_value(reader, &value);
    if (ok)
        json_object_object_add(object, name, value);
    free(name);
    return ok;
}

static bool read_element(struct reader *reader, struct json_object *array)
{
    struct json_object *value = NULL;
    if (!read_value(reader, &value))
        return false;
    json_object_array_add(array, value);
    return true;
}

/* The inside of an object or array up to its closing bracket. */
static bool read_items(struct reader *reader, struct json_object *container, char close,
                       bool (*read_item)(struct reader *, struct json_object *))
{
    skip_blanks(reader);
    if (take(reader, close))
        return true;
    do {
        if (!read_item(reader, container))
            return false;
        skip_blanks(reader);
    } while (take(reader, ','));
    if (take(reader, close))
        return true;
    return fail(reader, reader->at,
                close == '}' ? "a comma or } is missing" : "a comma or ] is missing");
}

static bool read_container(struct reader *reader, struct json_object **value)
{
    bool is_object = peek(reader) == '{';
    if (reader->depth == JSON_MAX_DEPTH)
        return fail(reader, reader->at, "nested too deep");
    reader->at++;
    reader->depth++;
    struct json_object *container = is_object ? json_object_new_object() : json_object_new_array();
    bool ok = is_object ? read_items(reader, container, '}', read_member)
                        : read_items(reader, container, ']', read_element);
    reader->depth--;
    if (ok)
        *value = container;
    else
        json_object_put(container);
    return ok;
}

static bool read_word(struct reader *reader, struct json_object **value)
{
    static const char *const words[] = {"null", "false", "true"};
    for (int i = 0; i < 3; i++) {
        size_t length = strlen(words[i]);
        if ((size_t)(reader->end - reader->at) < length ||
            memcmp(reader->at, words[i], length) != 0)
            continue;
        reader->at += length;
        *value = i == 0 ? NULL : json_object_new_boolean(i == 2);
        return true;
    }
    return fail(reader, reader->at, "a value is missing");
}

static bool read_value(struct reader *reader, struct json_object **value)
{
    skip_blanks(reader);
    char c = peek(reader);
    if (c == '{' || c == '[')
        return read_container(reader, value);
    if (c == '-' || isdigit((unsigned char)c))
        return read_number(reader, value);
    if (c != '"')
        return read_word(reader, value);
    if (!read_string(reader))
        return false;
    *value = json_object_new_string_len(buffer_text(&reader->string), (int)reader->string.length);
    return true;
}

static bool read_text(struct reader *reader, struct json_object **value)
{
    if (reader->end - reader->start >= 3 && memcmp(reader->start, "\xef\xbb\xbf", 3) == 0)
        return fail(reader, reader->start, "a byte order mark is not allowed");
    if (!read_value(reader, value))
        return false;
    skip_blanks(reader);
    if (reader->at < reader->end)
        return fail(reader, reader->at, "something follows the value");
    if (!*value)
        return fail(reader, reader->start, "null alone says nothing");
    return true;
}

struct json_object *json_read(const char *text, size_t length, struct buffer *error)
{
    struct reader reader = {
        .start = text,
        .at = text,
        .end = text + length,
        .error = error,
    };
    struct json_object *value = NULL;
    if (!read_text(&reader, &value)) {
        json_object_put(value);
        value = NULL;
    }
    buffer_free(&reader.string);
    return value;
}

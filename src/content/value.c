#include "content/value.h"

#include "base/buffer.h"
#include "content/cite.h"
#include "content/faults.h"
#include "content/kind.h"
#include "content/moment.h"
#include "content/picture.h"
#include "text/color.h"
#include "text/markdown.h"
#include "text/slug.h"
#include "text/url.h"
#include "text/utf8.h"

#include <json-c/json.h>
#include <limits.h>
#include <string.h>

enum { TEXT_DEFAULT_MAX = 300, MARKDOWN_DEFAULT_MAX = 20000, URL_MAX = 500 };

/* Invisible marks that make text read otherwise than it is stored: U+202A–202E, U+2066–2069. */
static bool holds_direction_override(const char *text)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if (c[0] == 0xe2 && ((c[1] == 0x80 && c[2] >= 0xaa && c[2] <= 0xae) ||
                             (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9)))
            return true;
    return false;
}

static bool holds_control(const char *text, bool multiline)
{
    for (const unsigned char *c = (const unsigned char *)text; *c; c++)
        if ((*c < 0x20 && !(multiline && (*c == '\n' || *c == '\t'))) || *c == 0x7f)
            return true;
    return false;
}

static bool is_blank(const char *text)
{
    return text[strspn(text, " \t\n")] == '\0';
}

static void check_text(const struct field *field, const char *text, const char *path,
                       struct faults *faults)
{
    bool multiline = field->type == FIELD_MARKDOWN;
    long otherwise = multiline ? MARKDOWN_DEFAULT_MAX : TEXT_DEFAULT_MAX;
    long max = field->max ? field->max : otherwise;
    size_t length = utf8_count(text);
    if (is_blank(text))
        faults_add(faults, path, "is empty; leave it out, or fill it");
    if (length > (size_t)max)
        faults_add(faults, path, "is %zu letters long; at most %ld are allowed", length, max);
    if (holds_control(text, multiline))
        faults_add(faults, path,
                   multiline ? "holds a control character"
                             : "holds a line break or a control character");
    if (field->type == FIELD_TEXT && !field->cites && cite_is_in(text))
        faults_add(faults, path, "cites a fact, which cannot be done here: write the words");
    if (holds_direction_override(text))
        faults_add(faults, path, "holds an invisible mark that turns the direction of reading");
}

static void check_markdown(const struct field *field, const char *text, const char *path,
                           struct faults *faults)
{
    struct buffer html = {0};
    check_text(field, text, path, faults);
    enum markdown_result result = markdown_render(text, &html);
    if (result != MARKDOWN_OK)
        faults_add(faults, path, "%s", markdown_result_words(result));
    buffer_free(&html);
}

static void check_token(const struct field *field, const char *text, const char *path,
                        struct faults *faults)
{
    (void)field;
    if (!slug_is_valid(text))
        faults_add(faults, path,
                   "is '%s'; it takes 1 to %d small letters, digits and single hyphens", text,
                   SLUG_MAX);
}

static void check_url(const struct field *field, const char *text, const char *path,
                      struct faults *faults)
{
    (void)field;
    if (strlen(text) > URL_MAX || !url_is_safe(text) || text[0] == '#')
        faults_add(faults, path,
                   "is no address that may be linked: https:, tel:, mailto: or /path");
}

static void check_date(const struct field *field, const char *text, const char *path,
                       struct faults *faults)
{
    (void)field;
    if (!date_is_valid(text))
        faults_add(faults, path, "is no day of the calendar; write it as 2026-11-26");
}

static void check_zone(const struct field *field, const char *text, const char *path,
                       struct faults *faults)
{
    (void)field;
    if (!zone_is_known(text))
        faults_add(faults, path, "is no time zone that this machine knows: '%s'", text);
}

static void check_color(const struct field *field, const char *text, const char *path,
                        struct faults *faults)
{
    struct color color;
    (void)field;
    if (!color_read(text, &color))
        faults_add(faults, path,
                   "is no color: '%s'. Write # and six digits or letters from a to f, as #0e5f63",
                   text);
}

static void check_choice(const struct field *field, const char *text, const char *path,
                         struct faults *faults)
{
    struct buffer choices = {0};
    for (const char *const *choice = field->choices; *choice; choice++) {
        if (strcmp(*choice, text) == 0)
            goto out;
        buffer_printf(&choices, "%s%s", choice == field->choices ? "" : ", ", *choice);
    }
    faults_add(faults, path, "is '%s'; it takes one of: %s", text, buffer_text(&choices));
out:
    buffer_free(&choices);
}

static void check_number(const struct field *field, struct json_object *value, const char *path,
                         struct faults *faults)
{
    long max = field->max ? field->max : LONG_MAX;
    int64_t number = json_object_get_int64(value);
    if (!json_object_is_type(value, json_type_int))
        faults_add(faults, path, "is not a whole number");
    else if (number < field->min || number > max)
        faults_add(faults, path, "is %lld; from %ld to %ld are allowed", (long long)number,
                   field->min, max);
}

/* How the types that are texts are checked. */
static void (*const text_checks[])(const struct field *, const char *, const char *,
                                   struct faults *) = {
    [FIELD_TEXT] = check_text,       [FIELD_MARKDOWN] = check_markdown,
    [FIELD_TOKEN] = check_token,     [FIELD_SOURCE] = check_token,
    [FIELD_URL] = check_url,         [FIELD_DATE] = check_date,
    [FIELD_ZONE] = check_zone,       [FIELD_CHOICE] = check_choice,
    [FIELD_REFERENCE] = check_token, [FIELD_COLOR] = check_color,
    [FIELD_REFERENCES] = NULL,
};

void value_check(const struct field *field, struct json_object *value, const char *path,
                 struct faults *faults)
{
    if (field->type == FIELD_NUMBER) {
        check_number(field, value, path, faults);
    } else if (field->type == FIELD_BOOLEAN) {
        if (!json_object_is_type(value, json_type_boolean))
            faults_add(faults, path, "is not true or false");
    } else if (field->type == FIELD_PICTURE) {
        picture_check(value, path, faults);
    } else if (!json_object_is_type(value, json_type_string)) {
        faults_add(faults, path, "is not a text");
    } else {
        text_checks[field->type](field, json_object_get_string(value), path, faults);
    }
}

#include "text/svg_allowed.h"

#include <ctype.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name;
    enum svg_element kind;
} elements[] = {
    {"svg", SVG_PART},
    {"g", SVG_PART},
    {"defs", SVG_PART},
    {"symbol", SVG_PART},
    {"use", SVG_SHAPE},
    {"path", SVG_SHAPE},
    {"rect", SVG_SHAPE},
    {"circle", SVG_SHAPE},
    {"ellipse", SVG_SHAPE},
    {"line", SVG_SHAPE},
    {"polyline", SVG_SHAPE},
    {"polygon", SVG_SHAPE},
    {"text", SVG_TEXT},
    {"tspan", SVG_TEXT},
    {"linearGradient", SVG_PART},
    {"radialGradient", SVG_PART},
    {"stop", SVG_PART},
    {"clipPath", SVG_PART},
    {"mask", SVG_PART},
    {"style", SVG_STYLE},
    {"a", SVG_OPENED},
    {"switch", SVG_OPENED},
    {"title", SVG_SILENT},
    {"desc", SVG_SILENT},
    {"metadata", SVG_SILENT},
};

static const char *const attributes[] = {
    "id",
    "class",
    "style",
    "transform",
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "fr",
    "dx",
    "dy",
    "width",
    "height",
    "d",
    "points",
    "pathLength",
    "offset",
    "viewBox",
    "preserveAspectRatio",
    "gradientUnits",
    "gradientTransform",
    "spreadMethod",
    "clipPathUnits",
    "maskUnits",
    "maskContentUnits",
    "mask-type",
    "clip-path",
    "clip-rule",
    "mask",
    "color",
    "display",
    "visibility",
    "overflow",
    "opacity",
    "fill",
    "fill-opacity",
    "fill-rule",
    "stroke",
    "stroke-dasharray",
    "stroke-dashoffset",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-miterlimit",
    "stroke-opacity",
    "stroke-width",
    "stop-color",
    "stop-opacity",
    "paint-order",
    "vector-effect",
    "shape-rendering",
    "font-family",
    "font-size",
    "font-style",
    "font-weight",
    "font-stretch",
    "font-variant",
    "letter-spacing",
    "word-spacing",
    "text-anchor",
    "textLength",
    "lengthAdjust",
    "rotate",
};

static const char *const silent_attributes[] = {
    "version",
    "baseProfile",
    "enable-background",
    "role",
    "lang",
    "type",
    "media",
    "title",
    "target",
    "rel",
    "focusable",
    "text-rendering",
    "shape-inside",
    "color-interpolation",
    "image-rendering",
};

/* Of colors and of transforms. */
static const char *const functions[] = {
    "rgb",   "rgba",       "hsl",    "hsla",   "matrix", "translate", "translateX",
    "scale", "translateY", "scaleX", "scaleY", "rotate", "skewX",     "skewY",
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static bool is_one_of(const char *name, size_t length, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
            return true;
    return false;
}

enum svg_element svg_element_kind(const char *name)
{
    for (size_t i = 0; i < COUNT(elements); i++)
        if (strcmp(elements[i].name, name) == 0)
            return elements[i].kind;
    return SVG_LEFT_OUT;
}

bool svg_attribute_is_allowed(const char *name)
{
    return is_one_of(name, strlen(name), attributes, COUNT(attributes));
}

bool svg_attribute_is_silent(const char *name)
{
    return strncmp(name, "data-", 5) == 0 || strncmp(name, "aria-", 5) == 0 ||
           is_one_of(name, strlen(name), silent_attributes, COUNT(silent_attributes));
}

/* --- Values ----------------------------------------------------------------------------------- */

/* How many letters of a part's name stand at text. */
static size_t name_length(const char *text)
{
    size_t length = 0;
    while (isalnum((unsigned char)text[length]) || (text[length] && strchr("_.:-", text[length])))
        length++;
    return length;
}

const char *svg_local_reference(const char *href)
{
    size_t length = *href == '#' ? name_length(href + 1) : 0;
    return length && !href[1 + length] ? href + 1 : NULL;
}

/* Where "url(" stands at text with a part's name alone: the name. Then *end is behind the ")". */
static const char *read_url(const char *text, size_t *length, const char **end)
{
    const char *at = text + 4;
    at += strspn(at, " \t\n");
    bool is_quoted = *at == '"' || *at == '\'';
    char quote = *at;
    at += is_quoted;
    if (*at++ != '#')
        return NULL;
    const char *name = at;
    *length = name_length(name);
    at += *length;
    if (!*length || (is_quoted && *at++ != quote))
        return NULL;
    at += strspn(at, " \t\n");
    *end = at + 1;
    return *at == ')' ? name : NULL;
}

static const char *find_url(const char *text)
{
    for (; *text; text++)
        if (strncasecmp(text, "url(", 4) == 0)
            return text;
    return NULL;
}

const char *svg_next_part(const char **at, int *length)
{
    const char *url;
    while ((url = find_url(*at))) {
        size_t letters;
        const char *name = read_url(url, &letters, at);
        if (!name) {
            *at = url + 4;
            continue;
        }
        *length = (int)letters;
        return name;
    }
    return NULL;
}

static bool is_letter_of_name(char c)
{
    return isalnum((unsigned char)c) || c == '-' || c == '_';
}

/* Each "(" follows the name of a function that is known. A backslash could write one otherwise, and
 * what begins with "@" fetches. */
static bool has_only_known_functions(const char *text, bool parts)
{
    if (strpbrk(text, "\\@<"))
        return false;
    for (const char *open = text; (open = strchr(open, '(')); open++) {
        const char *begin = open, *end;
        size_t length;
        while (begin > text && is_letter_of_name(begin[-1]))
            begin--;
        bool is_url = open - begin == 3 && strncasecmp(begin, "url", 3) == 0;
        if (is_url ? !parts || !read_url(begin, &length, &end)
                   : !is_one_of(begin, (size_t)(open - begin), functions, COUNT(functions)))
            return false;
    }
    return true;
}

bool svg_value_is_allowed(const char *value)
{
    return has_only_known_functions(value, true) && !strstr(value, "/*");
}

bool svg_style_is_allowed(const char *rules)
{
    return has_only_known_functions(rules, false);
}

/* What of an SVG file is taken: names and values, as tables. text/svg_clean.c goes through a file
 * with them. */
#ifndef AFTERCARE_TEXT_SVG_ALLOWED_H
#define AFTERCARE_TEXT_SVG_ALLOWED_H

#include <stdbool.h>

enum svg_element {
    SVG_LEFT_OUT, /* with all that it holds */
    SVG_SILENT,   /* the same, and nobody misses it: metadata, a title */
    SVG_OPENED,   /* it is left out, but what it holds is taken: a link */
    SVG_PART,     /* taken: a group, a gradient */
    SVG_SHAPE,    /* taken: something that is seen */
    SVG_TEXT,     /* taken with its words */
    SVG_STYLE     /* taken if its rules are (svg_style_is_allowed) */
};

/* name is that of an element of SVG, without a prefix. */
enum svg_element svg_element_kind(const char *name);

/* Whether elements may have the attribute. Not among these: href, which is taken where it leads to
 * a part of the same file, and width, height and viewBox of the outermost element. */
bool svg_attribute_is_allowed(const char *name);

/* Whether it changes nothing that an attribute is missing: an editor's note, a language. */
bool svg_attribute_is_silent(const char *name);

/* The part that "#part" names; NULL where the reference leads anywhere else. */
const char *svg_local_reference(const char *href);

/* Whether the value of an attribute, a style attribute too, fetches nothing: the only functions in
 * it are those of colors and of moving about, and url(#part). */
bool svg_value_is_allowed(const char *value);

/* The same for the rules of a style element; they may name no part, so that who uses what is told
 * by attributes alone. */
bool svg_style_is_allowed(const char *rules);

/* The part that the first url(#part) at or after *at names: its first letter, with its length in
 * *length; *at moves behind it. NULL where none is left. */
const char *svg_next_part(const char **at, int *length);

#endif

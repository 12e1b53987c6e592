#include "text/svg_clean.h"

#include "text/svg_allowed.h"
#include "text/utf8.h"
#include "text/xml.h"

#include <libxml/hash.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define SVG_NAMESPACE   "http://www.w3.org/2000/svg"
#define XLINK_NAMESPACE "http://www.w3.org/1999/xlink"

/* One file on its way. */
struct cleaning {
    xmlDoc *doc;
    xmlHashTable *parts; /* the elements by their ids */
    struct clean_picture *picture;
    struct buffer *fault;
    size_t shapes; /* that were written */
};

static bool refuse(struct cleaning *cleaning, const char *words)
{
    if (!cleaning->fault->length)
        buffer_puts(cleaning->fault, words);
    return false;
}

static const char *text_of(const xmlChar *text)
{
    return text ? (const char *)text : "";
}

static bool is_in(const xmlNs *ns, const char *uri)
{
    return ns && strcmp(text_of(ns->href), uri) == 0;
}

/* --- Reading ---------------------------------------------------------------------------------- */

/* What could define an entity is refused before the parser sees it: in UTF-8 it reads as itself. */
static bool is_plain_text(struct cleaning *cleaning, const char *bytes, size_t length)
{
    if (length > SVG_BYTES_MAX)
        return refuse(cleaning, "is too large");
    if (memchr(bytes, '\0', length) || !utf8_is_valid(bytes, length))
        return refuse(cleaning, "is not text in UTF-8");
    if (memmem(bytes, length, "<!ENTITY", 8))
        return refuse(cleaning, "defines entities (<!ENTITY …>), which is not taken: save it as "
                                "plain SVG");
    return true;
}

static bool parse(struct cleaning *cleaning, const char *bytes, size_t length)
{
    enum { OPTIONS = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING };
    xmlParserCtxt *context = xmlNewParserCtxt();
    if (!context)
        return refuse(cleaning, "cannot be read just now");
    cleaning->doc = xmlCtxtReadMemory(context, bytes, (int)length, NULL, "UTF-8", OPTIONS);
    if (!cleaning->doc && !cleaning->fault->length)
        buffer_printf(cleaning->fault, "is not well-formed SVG (line %d)", context->lastError.line);
    xmlFreeParserCtxt(context);
    if (cleaning->doc && cleaning->doc->intSubset && cleaning->doc->intSubset->children)
        return refuse(cleaning, "has definitions of its own (<!DOCTYPE … [), which are not taken: "
                                "save it as plain SVG");
    return cleaning->doc != NULL;
}

/* Drawings without a namespace are common, and mean SVG. */
static enum svg_element kind_of(const xmlNode *node)
{
    if (node->ns && !is_in(node->ns, SVG_NAMESPACE))
        return SVG_SILENT; /* an editor's own */
    return svg_element_kind(text_of(node->name));
}

static bool is_element(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE;
}

/* The value of an attribute, which the caller frees with xmlFree; never NULL. */
static xmlChar *value_of(const struct cleaning *cleaning, const xmlAttr *attribute)
{
    xmlChar *value = xmlNodeListGetString(cleaning->doc, attribute->children, 1);
    return value ? value : xmlStrdup((const xmlChar *)"");
}

static bool is_href(const xmlAttr *attribute)
{
    return strcmp(text_of(attribute->name), "href") == 0 &&
           (!attribute->ns || is_in(attribute->ns, XLINK_NAMESPACE));
}

/* --- How much there is to draw ---------------------------------------------------------------- */

/* A few uses of uses of uses can stand for millions of shapes, or reach deep. What an element
 * stands for with all that it holds and uses is kept at its node, once it is known. */
struct load {
    int shapes; /* elements, each use of a part counted anew */
    int depth;  /* elements within each other */
};

enum { NOT_WEIGHED = 0, BEING_WEIGHED = -1, DEPTH_BITS = 8 };

static intptr_t mark_of(const xmlNode *node)
{
    return (intptr_t)node->_private;
}

static void set_mark(xmlNode *node, intptr_t mark)
{
    node->_private = (void *)mark; /* NOLINT(performance-no-int-to-ptr): libxml2's place for us */
}

static bool weigh(struct cleaning *cleaning, xmlNode *node, int depth, struct load *load);

/* Enters the element and all behind and below it: of several with one id the first counts. */
static bool enter_parts(struct cleaning *cleaning, xmlNode *node)
{
    bool sound = true;
    for (; node && sound; node = node->next) {
        if (!is_element(node))
            continue;
        xmlChar *id = xmlGetNoNsProp(node, (const xmlChar *)"id");
        sound = !id || xmlHashLookup(cleaning->parts, id) ||
                xmlHashAddEntry(cleaning->parts, id, node) == 0;
        xmlFree(id);
        sound = sound && enter_parts(cleaning, node->children);
    }
    return sound;
}

static bool list_parts(struct cleaning *cleaning, xmlNode *root)
{
    cleaning->parts = xmlHashCreate(0);
    return (cleaning->parts && enter_parts(cleaning, root)) ||
           refuse(cleaning, "cannot be read just now");
}

static bool weigh_part(struct cleaning *cleaning, const char *name, size_t length, int depth,
                       struct load *load)
{
    xmlChar *id = xmlStrndup((const xmlChar *)name, (int)length);
    xmlNode *part = xmlHashLookup(cleaning->parts, id);
    xmlFree(id);
    return !part || weigh(cleaning, part, depth + 1, load);
}

/* What the attributes of an element name. */
static bool weigh_references(struct cleaning *cleaning, const xmlNode *node, int depth,
                             struct load *load)
{
    bool sound = true;
    for (const xmlAttr *one = node->properties; one && sound; one = one->next) {
        xmlChar *value = value_of(cleaning, one);
        const char *at = text_of(value), *name;
        int length;
        const char *href = is_href(one) ? svg_local_reference(at) : NULL;
        if (href)
            sound = weigh_part(cleaning, href, strlen(href), depth, load);
        while (sound && (name = svg_next_part(&at, &length)))
            sound = weigh_part(cleaning, name, (size_t)length, depth, load);
        xmlFree(value);
    }
    return sound;
}

static bool weigh_new(struct cleaning *cleaning, xmlNode *node, int depth)
{
    struct load own = {1, 0};
    set_mark(node, BEING_WEIGHED);
    for (xmlNode *child = node->children; child; child = child->next)
        if (is_element(child) && !weigh(cleaning, child, depth + 1, &own))
            return false;
    if (!weigh_references(cleaning, node, depth, &own))
        return false;
    set_mark(node, ((intptr_t)own.shapes << DEPTH_BITS) + own.depth + 1);
    return true;
}

/* Adds what the element stands for to *load, which is of one that holds or uses it. */
static bool weigh(struct cleaning *cleaning, xmlNode *node, int depth, struct load *load)
{
    if (mark_of(node) == BEING_WEIGHED)
        return refuse(cleaning, "has a part that uses itself");
    if (depth < SVG_DEPTH_MAX && mark_of(node) == NOT_WEIGHED && !weigh_new(cleaning, node, depth))
        return false;
    int below = (int)(mark_of(node) & ((1 << DEPTH_BITS) - 1));
    load->shapes += (int)(mark_of(node) >> DEPTH_BITS);
    load->depth = below > load->depth ? below : load->depth;
    if (depth >= SVG_DEPTH_MAX || load->depth >= SVG_DEPTH_MAX)
        return refuse(cleaning, "has parts within parts, more than 60 deep");
    return load->shapes <= SVG_PARTS_MAX || refuse(cleaning, "would draw more than 10000 shapes");
}

/* --- Size ------------------------------------------------------------------------------------- */

struct box {
    double x, y, width, height;
};

static bool is_side(double side)
{
    return side >= 0.01 && side <= SVG_SIDE_MAX;
}

static bool is_place(double place)
{
    return place >= -SVG_SIDE_MAX && place <= SVG_SIDE_MAX;
}

static bool read_view_box(const char *text, struct box *box)
{
    double numbers[4];
    for (size_t i = 0; i < 4; i++) {
        char *end;
        numbers[i] = strtod(text, &end);
        if (end == text)
            return false;
        text = end + strspn(end, " \t\r\n,");
    }
    *box = (struct box){numbers[0], numbers[1], numbers[2], numbers[3]};
    return !*text && is_place(box->x) && is_place(box->y) && is_side(box->width) &&
           is_side(box->height);
}

/* "120" or "120px" alone: other lengths depend on where it is shown. */
static bool read_length(const char *text, double *length)
{
    char *end;
    *length = strtod(text, &end);
    end += strncmp(end, "px", 2) == 0 ? 2 : 0;
    return end != text && !end[strspn(end, " \t\r\n")] && is_side(*length);
}

static bool read_size(struct cleaning *cleaning, xmlNode *root, struct box *box)
{
    xmlChar *view_box = xmlGetNoNsProp(root, (const xmlChar *)"viewBox");
    xmlChar *width = xmlGetNoNsProp(root, (const xmlChar *)"width");
    xmlChar *height = xmlGetNoNsProp(root, (const xmlChar *)"height");
    *box = (struct box){0};
    bool sound = view_box ? read_view_box((char *)view_box, box)
                          : width && height && read_length((char *)width, &box->width) &&
                                read_length((char *)height, &box->height);
    xmlFree(view_box);
    xmlFree(width);
    xmlFree(height);
    return sound || refuse(cleaning, "has no size that can be used: it needs a viewBox of four "
                                     "numbers, such as 0 0 120 40, none above 100000");
}

/* --- Writing ---------------------------------------------------------------------------------- */

static void write_attribute(struct cleaning *cleaning, const char *name, const char *value)
{
    struct buffer *out = &cleaning->picture->bytes;
    buffer_printf(out, " %s=\"", name);
    xml_text(out, value);
    buffer_puts(out, "\"");
}

static bool is_size(const char *name)
{
    return strcmp(name, "viewBox") == 0 || strcmp(name, "width") == 0 ||
           strcmp(name, "height") == 0 || strcmp(name, "x") == 0 || strcmp(name, "y") == 0;
}

static void clean_attribute(struct cleaning *cleaning, const xmlAttr *attribute, bool of_root)
{
    const char *name = text_of(attribute->name);
    xmlChar *value = value_of(cleaning, attribute);
    const char *text = text_of(value);
    if (is_href(attribute)) {
        if (svg_local_reference(text))
            write_attribute(cleaning, "href", text);
        else
            clean_picture_leave_out(cleaning->picture, name);
    } else if (!attribute->ns && svg_attribute_is_allowed(name) && svg_value_is_allowed(text)) {
        if (!of_root || !is_size(name))
            write_attribute(cleaning, name, text);
    } else if (!attribute->ns && !svg_attribute_is_silent(name)) {
        clean_picture_leave_out(cleaning->picture, name);
    }
    xmlFree(value);
}

static void clean_attributes(struct cleaning *cleaning, const xmlNode *node, bool of_root)
{
    for (const xmlAttr *one = node->properties; one; one = one->next)
        clean_attribute(cleaning, one, of_root);
}

static void clean_children(struct cleaning *cleaning, const xmlNode *node, bool with_words);

static void clean_style(struct cleaning *cleaning, xmlNode *node)
{
    xmlChar *rules = xmlNodeGetContent(node);
    if (svg_style_is_allowed(text_of(rules))) {
        buffer_puts(&cleaning->picture->bytes, "<style>");
        xml_text(&cleaning->picture->bytes, text_of(rules));
        buffer_puts(&cleaning->picture->bytes, "</style>");
    } else {
        refuse(cleaning,
               "has a style sheet that names other parts or files (url, @import): save it "
               "with \"presentation attributes\" instead of CSS");
    }
    xmlFree(rules);
}

static void clean_taken(struct cleaning *cleaning, const xmlNode *node, enum svg_element kind)
{
    struct buffer *out = &cleaning->picture->bytes;
    buffer_printf(out, "<%s", text_of(node->name));
    clean_attributes(cleaning, node, false);
    buffer_puts(out, ">");
    clean_children(cleaning, node, kind == SVG_TEXT);
    buffer_printf(out, "</%s>", text_of(node->name));
    cleaning->shapes += kind == SVG_SHAPE || kind == SVG_TEXT;
}

static void clean_element(struct cleaning *cleaning, xmlNode *node)
{
    enum svg_element kind = kind_of(node);
    switch (kind) {
    case SVG_LEFT_OUT:
        clean_picture_leave_out(cleaning->picture, text_of(node->name));
        break;
    case SVG_SILENT:
        break;
    case SVG_OPENED:
        clean_children(cleaning, node, false);
        break;
    case SVG_STYLE:
        clean_style(cleaning, node);
        break;
    default:
        clean_taken(cleaning, node, kind);
    }
}

static void clean_children(struct cleaning *cleaning, const xmlNode *node, bool with_words)
{
    for (xmlNode *child = node->children; child; child = child->next) {
        if (is_element(child))
            clean_element(cleaning, child);
        else if (with_words &&
                 (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE))
            xml_text(&cleaning->picture->bytes, text_of(child->content));
    }
}

/* The size is that of what is written: whoever reads the picture again must find the same. */
static void write_view_box(struct cleaning *cleaning, struct box box)
{
    struct buffer *out = &cleaning->picture->bytes;
    buffer_puts(out, " viewBox=\"");
    size_t start = out->length;
    buffer_printf(out, "%.7g %.7g %.7g %.7g", box.x, box.y, box.width, box.height);
    read_view_box(buffer_text(out) + start, &box);
    buffer_puts(out, "\"");
    cleaning->picture->width = box.width;
    cleaning->picture->height = box.height;
}

static bool write_root(struct cleaning *cleaning, xmlNode *root)
{
    struct buffer *out = &cleaning->picture->bytes;
    struct box box;
    if (!read_size(cleaning, root, &box))
        return false;
    buffer_puts(out, "<svg xmlns=\"" SVG_NAMESPACE "\"");
    write_view_box(cleaning, box);
    clean_attributes(cleaning, root, true);
    buffer_puts(out, ">");
    clean_children(cleaning, root, false);
    buffer_puts(out, "</svg>\n");
    return !cleaning->fault->length &&
           (cleaning->shapes || refuse(cleaning, "holds nothing that could be seen"));
}

/* --- The whole -------------------------------------------------------------------------------- */

static bool clean_document(struct cleaning *cleaning)
{
    xmlNode *root = xmlDocGetRootElement(cleaning->doc);
    struct load load = {0};
    if (strcmp(text_of(root->name), "svg") != 0 || (root->ns && !is_in(root->ns, SVG_NAMESPACE)))
        return refuse(cleaning, "is no SVG picture");
    return list_parts(cleaning, root) && weigh(cleaning, root, 0, &load) &&
           write_root(cleaning, root);
}

bool svg_clean(const char *bytes, size_t length, struct clean_picture *picture,
               struct buffer *fault)
{
    struct cleaning cleaning = {.picture = picture, .fault = fault};
    bool sound = is_plain_text(&cleaning, bytes, length) && parse(&cleaning, bytes, length) &&
                 clean_document(&cleaning);
    xmlHashFree(cleaning.parts, NULL);
    xmlFreeDoc(cleaning.doc);
    return sound;
}

#include "text/mustache_tree.h"

#include "base/memory.h"
#include "text/utf8.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct parser {
    struct mustache_template *template;
    struct buffer *error;
    char *start, *end;
    char *at;                            /* what is before it is compiled */
    unsigned line;                       /* of the tag in hand */
    size_t open[MUSTACHE_SECTION_DEPTH]; /* the sections around at */
    size_t depth;
};

/* One tag as it stands in the source. */
struct tag {
    char sigil;  /* '\0' for {{name}}, '{' for {{{name}}} */
    char *open;  /* the first brace */
    char *close; /* after the last brace */
    char *name;  /* trimmed, not yet ended by a NUL */
    size_t name_length;
    bool standalone;  /* alone on its line, which then leaves nothing behind */
    char *line_start; /* standalone: where its line starts … */
    char *line_end;   /* … and where the next one does */
};

bool mustache_fault(const struct mustache_template *template, unsigned line, struct buffer *error,
                    const char *format, ...)
{
    char words[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    buffer_printf(error, "%s:%u: %s", template->file, line, words);
    return false;
}

static unsigned count_lines(const char *from, const char *to)
{
    unsigned lines = 0;
    for (; from < to; from++)
        lines += *from == '\n';
    return lines;
}

static struct mustache_node *add_node(struct parser *parser, enum mustache_kind kind)
{
    struct mustache_template *template = parser->template;
    if (template->count == template->capacity) {
        template->capacity = template->capacity ? template->capacity * 2 : 32;
        template->nodes =
            memory_resize(template->nodes, template->capacity * sizeof *template->nodes);
    }
    struct mustache_node *node = &template->nodes[template->count++];
    *node = (struct mustache_node){.kind = kind, .line = parser->line};
    return node;
}

static bool is_line_start(const struct parser *parser, const char *place)
{
    return place == parser->start || place[-1] == '\n';
}

/* The text from at up to end, if there is any. */
static void add_text(struct parser *parser, const char *end)
{
    if (parser->at == end)
        return;
    struct mustache_node *node = add_node(parser, MUSTACHE_TEXT);
    node->starts_line = is_line_start(parser, parser->at);
    node->text = parser->at;
    node->text_length = (size_t)(end - parser->at);
}

/* ---- one tag ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Finds out whether the tag is alone on its line, but for blanks. */
static void see_standalone(const struct parser *parser, struct tag *tag)
{
    char *before = tag->open;
    char *after = tag->close;
    while (before > parser->start && is_blank(before[-1]))
        before--;
    while (after < parser->end && is_blank(*after))
        after++;
    if (!is_line_start(parser, before))
        return;
    if (after + 1 < parser->end && after[0] == '\r' && after[1] == '\n')
        after++;
    if (after < parser->end && *after != '\n')
        return;
    tag->standalone = true;
    tag->line_start = before;
    tag->line_end = after < parser->end ? after + 1 : after;
}

static void trim(struct tag *tag, char *from, char *to)
{
    while (from < to && isspace((unsigned char)*from))
        from++;
    while (from < to && isspace((unsigned char)to[-1]))
        to--;
    tag->name = from;
    tag->name_length = (size_t)(to - from);
}

/* Reads the tag at open, which starts with "{{". */
static bool read_tag(struct parser *parser, char *open, struct tag *tag)
{
    *tag = (struct tag){.open = open};
    char *inside = open + 2;
    if (inside < parser->end && strchr("#^/>!&{=<$", *inside) && *inside)
        tag->sigil = *inside++;
    const char *closing = tag->sigil == '{' ? "}}}" : "}}";
    char *close = memmem(inside, (size_t)(parser->end - inside), closing, strlen(closing));
    if (!close) {
        mustache_fault(parser->template, parser->line, parser->error, "a tag that does not end");
        return false;
    }
    tag->close = close + strlen(closing);
    trim(tag, inside, close);
    if (tag->sigil && strchr("#^/>!", tag->sigil))
        see_standalone(parser, tag);
    return true;
}

static bool fault_of_tag(const struct parser *parser, const struct tag *tag, const char *words)
{
    int shown = tag->name_length < 60 ? (int)tag->name_length : 60;
    return mustache_fault(parser->template, parser->line, parser->error, "\"%.*s\" %s", shown,
                          tag->name, words);
}

/* Letters, digits, '_' and '-', in parts with a dot between. */
static bool is_name(const struct tag *tag)
{
    bool part_empty = true;
    for (size_t i = 0; i < tag->name_length; i++) {
        unsigned char c = (unsigned char)tag->name[i];
        if (c == '.' && part_empty)
            return false;
        if (c != '.' && c != '_' && c != '-' && !isalnum(c))
            return false;
        part_empty = c == '.';
    }
    return !part_empty;
}

/* Ends each part of the name with a NUL, in place: a tag always has braces after its name. */
static void set_name(struct mustache_node *node, const struct tag *tag)
{
    node->name = tag->name;
    node->name_length = tag->name_length;
    tag->name[tag->name_length] = '\0';
    if (strcmp(tag->name, ".") == 0)
        return;
    node->parts = 1;
    for (char *dot = tag->name; (dot = memchr(dot, '.', strlen(dot))) != NULL; dot++) {
        *dot = '\0';
        node->parts++;
    }
}

/* ---- the tags ---- */

static bool check_value_name(const struct parser *parser, const struct tag *tag)
{
    bool is_dot = tag->name_length == 1 && *tag->name == '.';
    return is_dot || is_name(tag) || fault_of_tag(parser, tag, "is no name");
}

static bool compile_value(struct parser *parser, const struct tag *tag)
{
    if (!check_value_name(parser, tag))
        return false;
    struct mustache_node *node = add_node(parser, MUSTACHE_VALUE);
    node->starts_line = is_line_start(parser, tag->open);
    set_name(node, tag);
    return true;
}

static bool compile_html(struct parser *parser, const struct tag *tag)
{
    static const char ending[] = "_html";
    const size_t length = sizeof ending - 1;
    if (!check_value_name(parser, tag))
        return false;
    if (tag->name_length <= length ||
        memcmp(tag->name + tag->name_length - length, ending, length) != 0)
        return fault_of_tag(parser, tag, "is not escaped, but its name does not end in _html");
    struct mustache_node *node = add_node(parser, MUSTACHE_HTML);
    node->starts_line = is_line_start(parser, tag->open);
    set_name(node, tag);
    return true;
}

static bool compile_open(struct parser *parser, const struct tag *tag)
{
    if (!check_value_name(parser, tag))
        return false;
    if (parser->depth == MUSTACHE_SECTION_DEPTH)
        return fault_of_tag(parser, tag, "nests sections too deep");
    parser->open[parser->depth++] = parser->template->count;
    struct mustache_node *node =
        add_node(parser, tag->sigil == '#' ? MUSTACHE_SECTION : MUSTACHE_INVERTED);
    node->starts_line = !tag->standalone && is_line_start(parser, tag->open);
    set_name(node, tag);
    return true;
}

/* A tag that makes no node leaves its line's indentation to an empty text. */
static void keep_line(struct parser *parser, const struct tag *tag)
{
    if (tag->standalone || !is_line_start(parser, tag->open))
        return;
    struct mustache_node *node = add_node(parser, MUSTACHE_TEXT);
    node->starts_line = true;
    node->text = tag->open;
}

static bool compile_close(struct parser *parser, const struct tag *tag)
{
    if (!check_value_name(parser, tag))
        return false;
    if (parser->depth == 0)
        return fault_of_tag(parser, tag, "closes no section");
    keep_line(parser, tag);
    struct mustache_template *template = parser->template;
    struct mustache_node *section = &template->nodes[parser->open[parser->depth - 1]];
    struct mustache_node closed = {0};
    set_name(&closed, tag);
    if (closed.name_length != section->name_length ||
        memcmp(closed.name, section->name, closed.name_length) != 0)
        return mustache_fault(template, parser->line, parser->error,
                              "the section opened in line %u must be closed first", section->line);
    section->end = template->count;
    parser->depth--;
    return true;
}

static bool compile_partial(struct parser *parser, const struct tag *tag)
{
    if (!is_name(tag))
        return fault_of_tag(parser, tag, "is no partial's name");
    struct mustache_node *node = add_node(parser, MUSTACHE_PARTIAL);
    node->name = tag->name;
    node->name_length = tag->name_length;
    tag->name[tag->name_length] = '\0';
    node->standalone = tag->standalone;
    if (tag->standalone) {
        node->text = tag->line_start;
        node->text_length = (size_t)(tag->open - tag->line_start);
    } else {
        node->starts_line = is_line_start(parser, tag->open);
    }
    return true;
}

static bool compile_comment(struct parser *parser, const struct tag *tag)
{
    keep_line(parser, tag);
    return true;
}

static bool refuse_tag(struct parser *parser, const struct tag *tag)
{
    return fault_of_tag(parser, tag, "stands in a kind of tag that is not known here");
}

static const struct {
    char sigil;
    bool (*compile)(struct parser *parser, const struct tag *tag);
} compilers[] = {
    {'\0', compile_value}, {'{', compile_html},  {'&', compile_html},    {'#', compile_open},
    {'^', compile_open},   {'/', compile_close}, {'>', compile_partial}, {'!', compile_comment},
    {'=', refuse_tag},     {'<', refuse_tag},    {'$', refuse_tag},
};

static bool compile_tag(struct parser *parser, const struct tag *tag)
{
    size_t i = 0;
    while (compilers[i].sigil != tag->sigil)
        i++;
    return compilers[i].compile(parser, tag);
}

static bool check_source(struct parser *parser)
{
    struct mustache_template *template = parser->template;
    if (memchr(template->source, '\0', template->source_length))
        return mustache_fault(template, 1, parser->error, "a NUL character in the template");
    if (!utf8_is_valid(template->source, template->source_length))
        return mustache_fault(template, 1, parser->error, "the template is not UTF-8");
    return true;
}

bool mustache_parse(struct mustache_template *template, struct buffer *error)
{
    struct parser parser = {
        .template = template,
        .error = error,
        .start = template->source,
        .end = template->source + template->source_length,
        .at = template->source,
        .line = 1,
    };
    if (!check_source(&parser))
        return false;
    char *open;
    while ((open = memmem(parser.at, (size_t)(parser.end - parser.at), "{{", 2)) != NULL) {
        struct tag tag;
        parser.line += count_lines(parser.at, open);
        if (!read_tag(&parser, open, &tag))
            return false;
        char *next = tag.standalone ? tag.line_end : tag.close;
        unsigned lines = count_lines(open, next); /* before a name's NUL hides one */
        add_text(&parser, tag.standalone ? tag.line_start : tag.open);
        if (!compile_tag(&parser, &tag))
            return false;
        parser.line += lines;
        parser.at = next;
    }
    add_text(&parser, parser.end);
    if (parser.depth > 0) {
        const struct mustache_node *section = &template->nodes[parser.open[parser.depth - 1]];
        return mustache_fault(template, section->line, error, "a section that is not closed");
    }
    return true;
}

#include "text/html_text.h"

#include <stdbool.h>
#include <string.h>

/* The character of the entity that text begins with, and its length; 0 if it is none of cmark's. */
static char entity(const char *text, size_t *length)
{
    static const struct {
        const char *name;
        char character;
    } entities[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++) {
        *length = strlen(entities[i].name);
        if (strncmp(text, entities[i].name, *length) == 0)
            return entities[i].character;
    }
    return '\0';
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* A closing mark after a tag needs no blank before it: "<b>now</b>." */
static bool joins(char c)
{
    return c == '.' || c == ',' || c == ';' || c == ':' || c == ')' || c == '?' || c == '!';
}

void html_text(const char *html, struct buffer *out)
{
    bool blank = false, any = false;
    while (*html) {
        size_t length = 1;
        char c = *html;
        if (c == '<') {
            length = strcspn(html, ">");
            html += length + (html[length] == '>');
            blank = true;
            continue;
        }
        if (is_blank(c)) {
            blank = true;
            html++;
            continue;
        }
        if (c == '&') {
            char character = entity(html, &length);
            c = character ? character : c;
            length = character ? length : 1;
        }
        if (blank && any && !joins(c))
            buffer_putc(out, ' ');
        buffer_putc(out, c);
        blank = false;
        any = true;
        html += length;
    }
}

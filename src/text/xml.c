#include "text/xml.h"

#include <stdbool.h>

/* XML 1.0, production 2 (Char): of the control characters three alone. */
static bool is_char(unsigned char c)
{
    return c >= 0x20 || c == '\t' || c == '\n' || c == '\r';
}

void xml_text(struct buffer *out, const char *text)
{
    struct buffer kept = {0};
    for (; *text; text++)
        if (is_char((unsigned char)*text))
            buffer_putc(&kept, *text);
    buffer_put_html(out, buffer_text(&kept)); /* the same five characters */
    buffer_free(&kept);
}

void xml_element(struct buffer *out, const char *name, const char *text)
{
    if (!text)
        return;
    buffer_printf(out, "<%s>", name);
    xml_text(out, text);
    buffer_printf(out, "</%s>\n", name);
}

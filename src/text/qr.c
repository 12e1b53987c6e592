#include "text/qr.h"

#include <qrencode.h>

enum { QUIET = 4 /* modules of white around, as the standard asks */ };

/* The dark modules of a row, as strokes along its middle; each starts where the last one ended,
 * which keeps the picture short. */
static void put_row(const QRcode *code, int y, struct buffer *out)
{
    const unsigned char *row = code->data + (size_t)y * (size_t)code->width;
    int at = 0;
    buffer_printf(out, "M%d %d.5", QUIET, y + QUIET);
    for (int x = 0, end; x < code->width; x = end + 1) {
        for (end = x; end < code->width && (row[end] & 1);)
            end++;
        if (end == x)
            continue;
        if (x > at)
            buffer_printf(out, "m%d 0", x - at);
        buffer_printf(out, "h%d", end - x);
        at = end;
    }
}

bool qr_svg(const char *text, const char *label, struct buffer *out)
{
    QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
    if (!code)
        return false;
    int side = code->width + 2 * QUIET;
    buffer_printf(out, "<svg class=\"qr\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", side,
                  side);
    buffer_put_html(out, label);
    buffer_printf(out,
                  "\" shape-rendering=\"crispEdges\">"
                  "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/><path stroke=\"#000\" d=\"",
                  side, side);
    for (int y = 0; y < code->width; y++)
        put_row(code, y, out);
    buffer_puts(out, "\"/></svg>");
    QRcode_free(code);
    return true;
}

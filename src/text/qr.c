#include "text/qr.h"

#include <qrencode.h>

enum { QUIET = 4 /* modules of white around, as the standard asks */ };

/* The dark modules of a row, as one box for each run of them. */
static void put_row(const QRcode *code, int y, struct buffer *out)
{
    const unsigned char *row = code->data + (size_t)y * (size_t)code->width;
    for (int x = 0, end; x < code->width; x = end + 1) {
        for (end = x; end < code->width && (row[end] & 1);)
            end++;
        if (end > x)
            buffer_printf(out, "M%d %dh%dv1h-%dz", x + QUIET, y + QUIET, end - x, end - x);
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
                  "<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/><path fill=\"#000\" d=\"",
                  side, side);
    for (int y = 0; y < code->width; y++)
        put_row(code, y, out);
    buffer_puts(out, "\"/></svg>");
    QRcode_free(code);
    return true;
}

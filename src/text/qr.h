/* QR codes (ISO/IEC 18004), as SVG that stands in a page. */
#ifndef AFTERCARE_TEXT_QR_H
#define AFTERCARE_TEXT_QR_H

#include "base/buffer.h"

#include <stdbool.h>

/* Appends an <svg class="qr"> with the code of text; label says what it is for to those who do not
 * see it. False, and nothing appended, if text is too long for one. */
bool qr_svg(const char *text, const char *label, struct buffer *out);

#endif

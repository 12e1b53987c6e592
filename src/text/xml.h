/* Writing XML 1.0: a sitemap, a feed, a search description. */
#ifndef AFTERCARE_TEXT_XML_H
#define AFTERCARE_TEXT_XML_H

#include "base/buffer.h"

/* Appends text as character data or as the value of an attribute in double quotes. What XML cannot
 * hold at all (control characters) is left out. */
void xml_text(struct buffer *out, const char *text);

/* Appends an element that holds text alone; nothing where text is NULL. */
void xml_element(struct buffer *out, const char *name, const char *text);

#endif

/* The addresses that content may link to. */
#ifndef AFTERCARE_TEXT_URL_H
#define AFTERCARE_TEXT_URL_H

#include <stdbool.h>

/* https: with a host, tel:, mailto:, a path of this site ("/…", never "//…") or a fragment
 * ("#…"); printable ASCII without blanks, quotes, angle brackets or backslashes. */
bool url_is_safe(const char *url);

#endif

/* Content codings (RFC 9110, 8.4 and 12.5.3). */
#ifndef AFTERCARE_HTTP_CODING_H
#define AFTERCARE_HTTP_CODING_H

enum http_coding { HTTP_CODING_IDENTITY, HTTP_CODING_GZIP, HTTP_CODING_BROTLI };

/* The best coding that an Accept-Encoding field allows: brotli before gzip before none; one with
 * q=0 is refused, whatever other q-values say, "*" stands for gzip where gzip is not named,
 * "x-gzip" is gzip. NULL, an empty or a broken field gives identity, which is always right. */
enum http_coding http_coding_choose(const char *accept_encoding);

/* "br", "gzip" or "": the name for Content-Encoding and ETags. */
const char *http_coding_name(enum http_coding coding);

#endif

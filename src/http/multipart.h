/* Forms with files: multipart/form-data (RFC 7578, in the form of RFC 2046 that browsers send).
 * Read strictly: no text before the first boundary or after the last, no nested parts. */
#ifndef AFTERCARE_HTTP_MULTIPART_H
#define AFTERCARE_HTTP_MULTIPART_H

#include <stdbool.h>
#include <stddef.h>

enum {
    HTTP_PARTS_MAX = 20,
    HTTP_PART_HEAD_MAX = 1024, /* bytes of a part's header fields */
    HTTP_BOUNDARY_MAX = 70,    /* RFC 2046, 5.1.1 */
};

struct http_part {
    char *name;        /* one clean line of UTF-8 (http_text_is_clean); owned */
    char *file_name;   /* the same, as the browser gave it; NULL: no file; owned */
    const char *bytes; /* anything; inside the body */
    size_t length;
};

struct http_parts {
    struct http_part list[HTTP_PARTS_MAX]; /* in the order they came */
    size_t count;
};

/* Whether a Content-Type (NULL: none) is multipart/form-data. */
bool http_is_multipart(const char *content_type);

/* Reads a body of length bytes, which must outlive *parts. False, and no parts, if it is not what
 * content_type says, or breaks one of the limits above. http_parts_free frees the parts. */
bool http_parts_read(struct http_parts *parts, const char *content_type, const char *body,
                     size_t length);

/* The first part of that name that is a file, or NULL. A browser sends one without a name and
 * without bytes where no file was chosen. */
const struct http_part *http_parts_file(const struct http_parts *parts, const char *name);

void http_parts_free(struct http_parts *parts);

#endif

/* Names with values: of a query string, a form, or a route's path. */
#ifndef AFTERCARE_HTTP_PARAMS_H
#define AFTERCARE_HTTP_PARAMS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    HTTP_PARAMS_MAX = 200, /* of a query */
    HTTP_FORM_MAX = 5000,  /* fields of a form: a long checklist has some hundreds */
};

struct http_param {
    char *name;  /* owned */
    char *value; /* owned */
};

struct http_params {
    struct http_param *list; /* owned; in the order they came */
    size_t count;
};

enum http_params_result {
    HTTP_PARAMS_OK,
    HTTP_PARAMS_BAD,      /* a bad % escape, a NUL, not UTF-8, a control character other
                             than tab, newline and carriage return */
    HTTP_PARAMS_TOO_MANY, /* over HTTP_PARAMS_MAX, or HTTP_FORM_MAX */
};

/* Reads application/x-www-form-urlencoded text (WHATWG URL, 5.1) and adds what it holds. Unlike a
 * browser it refuses a bad escape. What was read before a fault stays in params. */
enum http_params_result http_params_read(struct http_params *params, const char *text,
                                         size_t length);

/* The same for a form's body, which may have more: HTTP_FORM_MAX. A control character in a value
 * becomes a blank (in text that was pasted there may be one); a NUL is refused all the same. */
enum http_params_result http_form_read(struct http_params *params, const char *text, size_t length);

/* Adds a copy of name (name_length bytes) and value (value_length bytes). */
void http_params_add(struct http_params *params, const char *name, size_t name_length,
                     const char *value, size_t value_length);

/* The first value of that name, or NULL. */
const char *http_params_get(const struct http_params *params, const char *name);

/* The name of the first parameter that is in none of known (ended by NULL), or NULL. */
const char *http_params_unknown(const struct http_params *params, const char *const *known);

/* The name of the first parameter that stands there a second time, or NULL. */
const char *http_params_repeated(const struct http_params *params);

/* Appends the parameters as a query string without its '?': every byte but letters and digits
 * escaped. */
void http_params_write(const struct http_params *params, struct buffer *out);

void http_params_free(struct http_params *params);

/* Decodes %XX in length bytes of text; the caller frees the result. NULL if an escape is bad. A
 * '+' stays a '+' unless plus_is_blank. *decoded_length is without the final NUL. */
char *http_percent_decode(const char *text, size_t length, bool plus_is_blank,
                          size_t *decoded_length);

/* Valid UTF-8 (RFC 3629) without control characters, U+0000 to U+001F and U+007F to U+009F (tab,
 * newline and carriage return are let through if multiline). */
bool http_text_is_clean(const char *text, size_t length, bool multiline);

#endif

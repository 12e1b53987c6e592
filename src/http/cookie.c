#include "http/cookie.h"

#include <string.h>

bool http_cookie_get(const char *header, const char *name, char value[HTTP_COOKIE_MAX + 1])
{
    size_t name_length = strlen(name);
    while (header && *header) {
        header += strspn(header, "; \t");
        size_t length = strcspn(header, ";");
        if (length > name_length && memcmp(header, name, name_length) == 0 &&
            header[name_length] == '=') {
            size_t value_length = length - name_length - 1;
            if (value_length > HTTP_COOKIE_MAX)
                return false;
            memcpy(value, header + name_length + 1, value_length);
            value[value_length] = '\0';
            return true;
        }
        header += length;
    }
    return false;
}

void http_cookie_set(struct http_response *response, const char *name, const char *value,
                     bool secure, long seconds)
{
    struct buffer field = {0};
    buffer_printf(&field, "%s=%s; Path=/; HttpOnly; SameSite=Lax", name, value);
    if (secure)
        buffer_puts(&field, "; Secure");
    if (seconds)
        buffer_printf(&field, "; Max-Age=%ld", seconds > 0 ? seconds : 0);
    http_response_header(response, "Set-Cookie", buffer_text(&field));
    buffer_free(&field);
}

#include "text/url.h"

#include <string.h>
#include <strings.h>

static const char *const schemes[] = {"https://", "tel:", "mailto:", NULL};

static bool is_clean(const char *url)
{
    for (; *url; url++)
        if (*url <= ' ' || *url >= 0x7f || strchr("\"'<>\\`", *url))
            return false;
    return true;
}

static bool has_known_scheme(const char *url)
{
    for (const char *const *scheme = schemes; *scheme; scheme++) {
        size_t length = strlen(*scheme);
        if (strncasecmp(url, *scheme, length) == 0 && url[length] && url[length] != '/')
            return true;
    }
    return false;
}

bool url_is_safe(const char *url)
{
    if (!is_clean(url))
        return false;
    if (url[0] == '/')
        return url[1] != '/';
    return url[0] == '#' || has_known_scheme(url);
}

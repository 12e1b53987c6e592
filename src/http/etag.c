#include "http/response.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What may stand between an entity tag's quotes (RFC 9110, 8.8.3), ASCII only. */
static bool is_tag_text(const char *text)
{
    for (; *text; text++)
        if (*text <= 0x20 || *text >= 0x7f || *text == '"')
            return false;
    return true;
}

void http_response_etag(struct http_response *response, int64_t version, const char *build,
                        enum http_coding coding, const char *extra)
{
    const char *name = http_coding_name(coding);
    int length = snprintf(response->etag, sizeof response->etag, "\"v%" PRId64 "-%s%s%s%s%s\"",
                          version, build, *name ? "-" : "", name, *extra ? "-" : "", extra);
    /* A tag cut short could name two pages: rather none. */
    if (length < 0 || (size_t)length >= sizeof response->etag || !is_tag_text(build) ||
        !is_tag_text(extra))
        response->etag[0] = '\0';
}

static const char *skip_weakness(const char *tag)
{
    return strncmp(tag, "W/", 2) == 0 ? tag + 2 : tag;
}

bool http_etag_matches(const char *if_none_match, const char *etag, bool star)
{
    if (!if_none_match)
        return false;
    const char *at = if_none_match + strspn(if_none_match, " \t");
    if (*at == '*')
        return star && !at[1 + strspn(at + 1, " \t")];
    const char *wanted = skip_weakness(etag);
    size_t wanted_length = strlen(wanted);
    for (;;) {
        at += strspn(at, " \t,");
        const char *tag = skip_weakness(at);
        const char *end = *tag == '"' ? strchr(tag + 1, '"') : NULL;
        if (!end || (end[1] && !strchr(" \t,", end[1])))
            return false; /* the end of the list, or nothing that can be read further */
        at = end + 1;
        if ((size_t)(at - tag) == wanted_length && memcmp(tag, wanted, wanted_length) == 0)
            return true;
    }
}

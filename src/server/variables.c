#include "server/variables.h"

#include <stdlib.h>
#include <string.h>

void variables_read(struct http_source *source, variables_get *get, void *context)
{
    *source = (struct http_source){
        .request_method = get("REQUEST_METHOD", context),
        .path_info = get("PATH_INFO", context),
        .request_uri = get("REQUEST_URI", context),
        .query_string = get("QUERY_STRING", context),
        .content_type = get("CONTENT_TYPE", context),
        .content_length = get("CONTENT_LENGTH", context),
        .accept_encoding = get("HTTP_ACCEPT_ENCODING", context),
        .if_none_match = get("HTTP_IF_NONE_MATCH", context),
        .request_id = get("REQUEST_ID", context),
        .cookie = get("HTTP_COOKIE", context),
        .origin = get("HTTP_ORIGIN", context),
        .fetch_site = get("HTTP_SEC_FETCH_SITE", context),
        .host = get("HTTP_HOST", context),
        .remote_address = get("REMOTE_ADDR", context),
        .user_agent = get("HTTP_USER_AGENT", context),
        .request_scheme = get("REQUEST_SCHEME", context),
    };
}

size_t variables_body_length(const struct http_source *source)
{
    const char *text = source->content_length;
    if (!text || !*text || strspn(text, "0123456789") != strlen(text))
        return 0;
    /* strtoull ends at its largest number: too much in any case. */
    unsigned long long length = strtoull(text, NULL, 10);
    size_t most = http_body_max(source->content_type);
    return length > most ? most + 1 : (size_t)length;
}

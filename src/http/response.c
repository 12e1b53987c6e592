#include "http/response.h"

#include "base/log.h"
#include "base/memory.h"
#include "http/compress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const cache_control[] = {
    [HTTP_CACHE_NONE] = "no-store",
    [HTTP_CACHE_SHARED] = "no-cache", /* a browser asks again each time */
    [HTTP_CACHE_LASTING] = "public, max-age=31536000, immutable",
};

void http_response_init(struct http_response *response)
{
    *response = (struct http_response){.status = 200, .cache = HTTP_CACHE_NONE};
}

void http_response_header(struct http_response *response, const char *name, const char *value)
{
    if (value[strcspn(value, "\r\n")] || response->header_count >= HTTP_HEADERS_MAX) {
        log_event("header-refused", "name=%s count=%zu", name, response->header_count);
        abort();
    }
    response->headers[response->header_count++] =
        (struct http_header){.name = name, .value = memory_copy_text(value)};
}

/* Escapes what may not stand in a URL (RFC 3986, 2); a '%' is taken for an escape that is there. */
static void put_url(struct buffer *out, const char *url)
{
    for (; *url; url++) {
        unsigned char byte = (unsigned char)*url;
        if (byte <= 0x20 || byte >= 0x7f || strchr("\"<>\\^`{|}", byte))
            buffer_printf(out, "%%%02X", byte);
        else
            buffer_putc(out, *url);
    }
}

void http_response_redirect(struct http_response *response, int status, const char *location)
{
    struct buffer url = {0};
    put_url(&url, location);
    response->status = status;
    response->content_type = NULL;
    buffer_clear(&response->body);
    http_response_header(response, "Location", buffer_text(&url));
    buffer_free(&url);
}

/* Text, JSON and XML of any name ("image/svg+xml; charset=utf-8"). */
static bool is_compressible(const char *content_type)
{
    if (!content_type)
        return false;
    size_t length = strcspn(content_type, "; ");
    return strncmp(content_type, "text/", 5) == 0 ||
           (length >= 4 && strncmp(content_type + length - 4, "json", 4) == 0) ||
           (length >= 3 && strncmp(content_type + length - 3, "xml", 3) == 0);
}

static bool reads(const struct http_request *request)
{
    return request->method == HTTP_GET || request->method == HTTP_HEAD;
}

static bool has_no_body(const struct http_response *response)
{
    return response->status == 204 || response->status == 304;
}

/* What nginx alone keeps, and till when. It counts whole seconds and keeps what is valid "for one
 * second" for almost two; what is valid until the end of the second in which it was asked for, it
 * keeps for one at most. The clock is that of before anything was read: what is published after
 * that shows with the next second. (One machine has one clock: the sockets are local.)
 *
 * It must be told so whatever the status: where a 404 or 410 is not stored, nginx brings the page
 * of before back once the daemon is gone. */
static void add_accel_expires(struct http_response *response, const struct http_request *request)
{
    char value[32];
    snprintf(value, sizeof value, "@%lld", (long long)request->now);
    http_response_header(response, "X-Accel-Expires",
                         response->cache == HTTP_CACHE_NONE ? "0" : value);
}

void http_response_of_what_was_typed(struct http_response *response)
{
    response->cache = HTTP_CACHE_NONE;
    response->etag[0] = '\0';
}

void http_response_finish(struct http_response *response, const struct http_request *request)
{
    /* A handler that answers 304 by itself may not have named the type. */
    bool varies = response->status == 304 || is_compressible(response->content_type);
    if (response->status == 200 && reads(request) && *response->etag &&
        http_etag_matches(request->if_none_match, response->etag, true))
        response->status = 304;
    if (has_no_body(response)) {
        buffer_free(&response->body);
        response->content_type = NULL;
        response->compressed = false;
    } else if (!response->more && !response->compressed &&
               is_compressible(response->content_type)) {
        bool is_lasting = response->cache == HTTP_CACHE_LASTING;
        response->compressed = is_lasting && request->coding == HTTP_CODING_GZIP
                                   ? http_compress_well(&response->body)
                                   : http_compress(&response->body, request->coding);
    }
    if (varies && response->cache != HTTP_CACHE_NONE)
        http_response_header(response, "Vary", "Accept-Encoding");
    http_response_header(response, "Cache-Control", cache_control[response->cache]);
    add_accel_expires(response, request);
}

static void put_field(struct buffer *out, const char *name, const char *value)
{
    buffer_puts(out, name);
    buffer_puts(out, ": ");
    buffer_puts(out, value);
    buffer_puts(out, "\r\n");
}

void http_response_write(const struct http_response *response, const struct http_request *request,
                         struct buffer *out)
{
    buffer_printf(out, "Status: %d %s\r\n", response->status, http_status_words(response->status));
    if (response->content_type)
        put_field(out, "Content-Type", response->content_type);
    if (response->compressed)
        put_field(out, "Content-Encoding", http_coding_name(request->coding));
    if (!has_no_body(response) && !response->more)
        buffer_printf(out, "Content-Length: %zu\r\n", response->body.length);
    if (*response->etag)
        put_field(out, "ETag", response->etag);
    for (size_t i = 0; i < response->header_count; i++)
        put_field(out, response->headers[i].name, response->headers[i].value);
    buffer_puts(out, "\r\n");
    if (request->method != HTTP_HEAD && !has_no_body(response))
        buffer_append(out, response->body.data, response->body.length);
}

bool http_response_more(struct http_response *response, const struct http_request *request)
{
    if (!response->more || request->method == HTTP_HEAD || has_no_body(response))
        return false;
    buffer_clear(&response->body);
    return response->more(request, response);
}

void http_response_free(struct http_response *response)
{
    for (size_t i = 0; i < response->header_count; i++)
        free(response->headers[i].value);
    buffer_free(&response->body);
    *response = (struct http_response){0};
}

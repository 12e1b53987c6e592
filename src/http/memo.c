#include "http/memo.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* The path and the parameters, each with its length, so that no two addresses read alike. */
static void put_address(const struct http_request *request, struct buffer *address)
{
    buffer_puts(address, request->path);
    for (size_t i = 0; i < request->query.count; i++) {
        const struct http_param *param = &request->query.list[i];
        buffer_printf(address, "?%zu:%s=%s", strlen(param->name), param->name, param->value);
    }
}

static size_t slot_of(const char *address, enum http_coding coding)
{
    size_t hash = 5381 + (size_t)coding;
    for (const unsigned char *c = (const unsigned char *)address; *c; c++)
        hash = hash * 33 + *c;
    return hash % HTTP_MEMO_SLOTS;
}

static void clear(struct http_memo_entry *entry)
{
    for (size_t i = 0; i < entry->header_count; i++)
        free(entry->headers[i].value);
    free(entry->address);
    buffer_free(&entry->body);
    *entry = (struct http_memo_entry){0};
}

bool http_memo_get(const struct http_memo *memo, const struct http_request *request,
                   struct http_response *response)
{
    struct buffer address = {0};
    put_address(request, &address);
    const struct http_memo_entry *entry =
        &memo->slots[slot_of(buffer_text(&address), request->coding)];
    bool found = entry->address && strcmp(entry->etag, response->etag) == 0 &&
                 strcmp(entry->address, buffer_text(&address)) == 0;
    if (found) {
        response->content_type = entry->content_type;
        response->cache = entry->cache;
        response->compressed = entry->compressed;
        buffer_append(&response->body, entry->body.data, entry->body.length);
        for (size_t i = 0; i < entry->header_count; i++)
            http_response_header(response, entry->headers[i].name, entry->headers[i].value);
    }
    buffer_free(&address);
    return found;
}

void http_memo_put(struct http_memo *memo, const struct http_request *request,
                   const struct http_response *response)
{
    if (response->status != 200 || !*response->etag || response->cache == HTTP_CACHE_NONE ||
        response->more || response->body.length == 0 || response->body.length > HTTP_MEMO_BODY_MAX)
        return;
    struct buffer address = {0};
    put_address(request, &address);
    struct http_memo_entry *entry = &memo->slots[slot_of(buffer_text(&address), request->coding)];
    if (!entry->address || strcmp(entry->etag, response->etag) != 0 ||
        strcmp(entry->address, buffer_text(&address)) != 0) {
        clear(entry);
        entry->address = memory_copy_text(buffer_text(&address));
        memcpy(entry->etag, response->etag, sizeof entry->etag);
        entry->content_type = response->content_type;
        entry->cache = response->cache;
        entry->compressed = response->compressed;
        for (; entry->header_count < response->own_headers; entry->header_count++)
            entry->headers[entry->header_count] = (struct http_header){
                response->headers[entry->header_count].name,
                memory_copy_text(response->headers[entry->header_count].value)};
        buffer_append(&entry->body, response->body.data, response->body.length);
    }
    buffer_free(&address);
}

void http_memo_free(struct http_memo *memo)
{
    for (size_t i = 0; i < HTTP_MEMO_SLOTS; i++)
        clear(&memo->slots[i]);
}

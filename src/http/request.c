#include "http/request.h"

#include "base/clock.h"
#include "http/multipart.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/random.h>

static const char *const method_names[] = {
    [HTTP_GET] = "GET",         [HTTP_HEAD] = "HEAD",          [HTTP_POST] = "POST",
    [HTTP_OPTIONS] = "OPTIONS", [HTTP_METHOD_OTHER] = "OTHER",
};

static const struct {
    int status;
    const char *words;
} outcomes[] = {
    [HTTP_REQUEST_OK] = {200, "The request can be answered."},
    [HTTP_REQUEST_BAD_PATH] = {400, "The path of the address cannot be read: check how it is "
                                    "spelled and encoded."},
    [HTTP_REQUEST_BAD_QUERY] = {400, "What follows the question mark of the address cannot be "
                                     "read: check how it is encoded."},
    [HTTP_REQUEST_LONG] = {414, "The address is too long."},
    [HTTP_REQUEST_BAD_LENGTH] = {400, "The body did not come in the length that Content-Length "
                                      "announced."},
    [HTTP_REQUEST_TOO_LARGE] = {413, "What was sent is larger than is taken: one mebibyte, or "
                                     "eight where files are sent."},
    [HTTP_REQUEST_BAD_FORM] = {400, "The form that was sent cannot be read."},
    [HTTP_REQUEST_LONG_FORM] = {413,
                                "The form has more fields than are taken at once (5000). Nothing "
                                "was saved. Go back: what you typed still stands in the page. "
                                "Take rows out, or make two documents of it."},
};

static bool is_given(const char *text)
{
    return text && *text;
}

static enum http_method read_method(const char *name)
{
    for (int method = 0; name && method < HTTP_METHOD_OTHER; method++)
        if (strcmp(name, method_names[method]) == 0)
            return (enum http_method)method;
    return HTTP_METHOD_OTHER;
}

static bool is_request_id(const char *text)
{
    return text && strspn(text, "0123456789abcdefABCDEF") == HTTP_ID_LENGTH &&
           !text[HTTP_ID_LENGTH];
}

/* Where no random bytes are to be had, the id is all zeros: a request is answered without one. */
static void make_request_id(char id[HTTP_ID_LENGTH + 1])
{
    unsigned char bytes[HTTP_ID_LENGTH / 2] = {0};
    ssize_t got = getrandom(bytes, sizeof bytes, GRND_NONBLOCK);
    (void)got;
    for (size_t i = 0; i < sizeof bytes; i++)
        snprintf(id + 2 * i, 3, "%02x", bytes[i]);
}

/* No "//", no "." and no ".." segment: what stands before us has resolved these, and a path with
 * one would be known under two names. A slash at the end is sound. */
static bool segments_are_sound(const char *path)
{
    while (*path) {
        path++; /* the slash */
        size_t length = strcspn(path, "/");
        bool dots = length <= 2 && strspn(path, ".") >= length;
        if (length == 0 ? *path != '\0' : dots)
            return false;
        path += length;
    }
    return true;
}

/* Copies a decoded path if it is sound. */
static enum http_request_result take_path(char path[HTTP_PATH_MAX + 1], const char *text,
                                          size_t length)
{
    if (length > HTTP_PATH_MAX)
        return HTTP_REQUEST_LONG;
    if (*text != '/' || !http_text_is_clean(text, length, false) || !segments_are_sound(text))
        return HTTP_REQUEST_BAD_PATH;
    memcpy(path, text, length + 1);
    return HTTP_REQUEST_OK;
}

/* Of a path that is not sound, its first segment if that is: whether it was a program's
 * ("/api/…") tells in which form the refusal goes. */
static void keep_first_segment(char path[HTTP_PATH_MAX + 1], const char *text)
{
    size_t length = 1 + strcspn(*text ? text + 1 : text, "/%?");
    char segment[HTTP_PATH_MAX + 1];
    if (length >= HTTP_PATH_MAX || text[0] != '/' || text[length] != '/')
        return;
    memcpy(segment, text, length + 1);
    segment[length + 1] = '\0';
    take_path(path, segment, length + 1);
}

static enum http_request_result read_path(char path[HTTP_PATH_MAX + 1],
                                          const struct http_source *source)
{
    if (is_given(source->path_info))
        return take_path(path, source->path_info, strlen(source->path_info));
    if (!source->request_uri)
        return HTTP_REQUEST_BAD_PATH;
    size_t length = strcspn(source->request_uri, "?");
    if (length > (size_t)3 * HTTP_PATH_MAX) /* too long even if every byte is escaped */
        return HTTP_REQUEST_LONG;
    char *decoded = http_percent_decode(source->request_uri, length, false, &length);
    if (!decoded)
        return HTTP_REQUEST_BAD_PATH;
    enum http_request_result result = take_path(path, decoded, length);
    free(decoded);
    return result;
}

static enum http_request_result read_query(struct http_params *query, const char *text)
{
    if (!text)
        return HTTP_REQUEST_OK;
    size_t length = strlen(text);
    if (length > HTTP_QUERY_MAX)
        return HTTP_REQUEST_LONG;
    if (http_params_read(query, text, length) == HTTP_PARAMS_OK)
        return HTTP_REQUEST_OK;
    http_params_free(query); /* half a query must not be taken for one */
    return HTTP_REQUEST_BAD_QUERY;
}

/* The number that digits write, or SIZE_MAX where it is larger. */
static size_t read_number(const char *digits)
{
    size_t number = 0;
    for (; *digits; digits++) {
        size_t digit = (size_t)(*digits - '0');
        if (number > (SIZE_MAX - digit) / 10)
            return SIZE_MAX;
        number = number * 10 + digit;
    }
    return number;
}

/* Whether a Content-Type is of that media type, whatever its parameters. */
static bool has_media_type(const char *content_type, const char *wanted)
{
    size_t length = strlen(wanted);
    return content_type && strncasecmp(content_type, wanted, length) == 0 &&
           (!content_type[length] || strchr("; \t", content_type[length]));
}

size_t http_body_max(const char *content_type)
{
    return http_is_multipart(content_type) ? HTTP_FILES_MAX : HTTP_BODY_MAX;
}

/* libfcgi takes a stream that ends early for a whole one, so that only this check tells a body
 * that was cut. A server that has no body says nothing, "" or 0. */
static enum http_request_result check_length(const struct http_source *source)
{
    const char *announced = is_given(source->content_length) ? source->content_length : "0";
    if (announced[strspn(announced, "0123456789")])
        return HTTP_REQUEST_BAD_LENGTH;
    size_t length = read_number(announced);
    size_t most = http_body_max(source->content_type);
    if (length > most || source->body_length > most)
        return HTTP_REQUEST_TOO_LARGE;
    if (length != source->body_length || (length && !source->body))
        return HTTP_REQUEST_BAD_LENGTH;
    return HTTP_REQUEST_OK;
}

/* The texts of a form with files; a handler that wants the files reads its parts again. */
static bool read_parts(struct http_request *request)
{
    struct http_parts parts;
    if (!http_parts_read(&parts, request->content_type, request->body, request->body_length))
        return false;
    bool clean = true;
    for (size_t i = 0; i < parts.count; i++) {
        const struct http_part *part = &parts.list[i];
        if (part->file_name)
            continue;
        clean = clean && http_text_is_clean(part->bytes, part->length, true);
        http_params_add(&request->form, part->name, strlen(part->name), part->bytes, part->length);
    }
    http_parts_free(&parts);
    return clean;
}

static enum http_request_result read_fields(struct http_request *request)
{
    static const enum http_request_result results[] = {
        [HTTP_PARAMS_OK] = HTTP_REQUEST_OK,
        [HTTP_PARAMS_BAD] = HTTP_REQUEST_BAD_FORM,
        [HTTP_PARAMS_TOO_MANY] = HTTP_REQUEST_LONG_FORM,
    };
    if (http_is_multipart(request->content_type))
        return read_parts(request) ? HTTP_REQUEST_OK : HTTP_REQUEST_BAD_FORM;
    if (!has_media_type(request->content_type, "application/x-www-form-urlencoded"))
        return HTTP_REQUEST_OK;
    return results[http_form_read(&request->form, request->body, request->body_length)];
}

static enum http_request_result read_form(struct http_request *request)
{
    enum http_request_result result =
        request->method == HTTP_POST ? read_fields(request) : HTTP_REQUEST_OK;
    if (result == HTTP_REQUEST_OK)
        return result;
    http_params_free(&request->form); /* half a form must not be taken for one */
    request->body = "";
    request->body_length = 0;
    return result;
}

enum http_request_result http_request_read(struct http_request *request,
                                           const struct http_source *source)
{
    *request = (struct http_request){
        .method = read_method(source->request_method),
        .path = "/",
        .if_none_match = is_given(source->if_none_match) ? source->if_none_match : NULL,
        .coding = http_coding_choose(source->accept_encoding),
        .content_type = is_given(source->content_type) ? source->content_type : NULL,
        .body = "",
        .cookie = source->cookie,
        .origin = is_given(source->origin) ? source->origin : NULL,
        .fetch_site = is_given(source->fetch_site) ? source->fetch_site : NULL,
        .host = is_given(source->host) ? source->host : NULL,
        .user_agent = source->user_agent,
        .remote_address = source->remote_address ? source->remote_address : "",
        .secure = source->request_scheme && strcmp(source->request_scheme, "https") == 0,
        .now = clock_of_day(),
        .route = "-",
    };
    if (is_request_id(source->request_id))
        memcpy(request->id, source->request_id, sizeof request->id);
    else
        make_request_id(request->id);
    enum http_request_result result = read_path(request->path, source);
    if (result == HTTP_REQUEST_OK)
        result = read_query(&request->query, source->query_string);
    else
        keep_first_segment(request->path, is_given(source->path_info) ? source->path_info
                                          : source->request_uri       ? source->request_uri
                                                                      : "");
    if (result == HTTP_REQUEST_OK)
        result = check_length(source);
    if (result == HTTP_REQUEST_OK && source->body_length) {
        request->body = source->body;
        request->body_length = source->body_length;
        result = read_form(request);
    }
    return result;
}

void http_request_free(struct http_request *request)
{
    http_params_free(&request->query);
    http_params_free(&request->captured);
    http_params_free(&request->form);
}

int http_request_status(enum http_request_result result)
{
    return outcomes[result].status;
}

const char *http_request_words(enum http_request_result result)
{
    return outcomes[result].words;
}

const char *http_method_name(enum http_method method)
{
    return method_names[method];
}

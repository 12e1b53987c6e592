#include "http/multipart.h"

#include "base/memory.h"
#include "http/params.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* What is left to read. */
struct reader {
    const char *at;
    const char *end;
    char delimiter[HTTP_BOUNDARY_MAX + 8]; /* CR LF, two hyphens, the boundary */
};

static bool take(struct reader *reader, const char *text)
{
    size_t length = strlen(text);
    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, text, length) != 0)
        return false;
    reader->at += length;
    return true;
}

/* --- The boundary ----------------------------------------------------------------------------- */

static const char media_type[] = "multipart/form-data";

bool http_is_multipart(const char *content_type)
{
    size_t length = sizeof media_type - 1;
    return content_type && strncasecmp(content_type, media_type, length) == 0 &&
           (!content_type[length] || strchr("; \t", content_type[length]));
}

/* The one parameter that matters, quoted or not; browsers send no other. */
static bool read_boundary(const char *content_type, char boundary[HTTP_BOUNDARY_MAX + 1])
{
    static const char letters[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                  "'()+_,-./:=?";
    static const char name[] = "boundary=";
    const char *at = http_is_multipart(content_type) ? strchr(content_type, ';') : NULL;
    if (!at)
        return false;
    at += 1 + strspn(at + 1, " \t");
    if (strncasecmp(at, name, sizeof name - 1) != 0)
        return false;
    at += sizeof name - 1;
    bool quoted = *at == '"';
    at += quoted;
    size_t length = strspn(at, letters);
    if (length < 1 || length > HTTP_BOUNDARY_MAX || strcmp(at + length, quoted ? "\"" : "") != 0)
        return false;
    memcpy(boundary, at, length);
    boundary[length] = '\0';
    return true;
}

/* --- A part's header fields ------------------------------------------------------------------- */

/* The end of the field's line, or NULL where there is none before end. */
static const char *line_end(const char *line, const char *end)
{
    return memmem(line, (size_t)(end - line), "\r\n", 2);
}

/* A copy of the value of parameter (' name="') on the line, which the caller frees; NULL if there
 * is none or it is not clean. Browsers write a quotation mark in it as %22. */
static char *read_parameter(const char *line, const char *end, const char *parameter)
{
    size_t length = strlen(parameter);
    const char *value = memmem(line, (size_t)(end - line), parameter, length);
    if (!value)
        return NULL;
    value += length;
    const char *quote = memchr(value, '"', (size_t)(end - value));
    if (!quote || !http_text_is_clean(value, (size_t)(quote - value), false))
        return NULL;
    char *copy = memory_new((size_t)(quote - value) + 1, 1);
    memcpy(copy, value, (size_t)(quote - value));
    return copy;
}

static bool has_parameter(const char *line, const char *end, const char *parameter)
{
    return memmem(line, (size_t)(end - line), parameter, strlen(parameter)) != NULL;
}

static bool read_disposition(const char *line, const char *end, struct http_part *part)
{
    free(part->name);
    free(part->file_name);
    part->name = read_parameter(line, end, "; name=\"");
    part->file_name = read_parameter(line, end, "; filename=\"");
    return part->name && (part->file_name || !has_parameter(line, end, "; filename="));
}

/* Takes the fields up to the empty line. */
static bool read_head(struct reader *reader, struct http_part *part)
{
    static const char disposition[] = "Content-Disposition: form-data;";
    const char *first = reader->at;
    while (!take(reader, "\r\n")) {
        const char *end = line_end(reader->at, reader->end);
        if (!end || end - first > HTTP_PART_HEAD_MAX)
            return false;
        size_t length = (size_t)(end - reader->at);
        if (length >= sizeof disposition - 1 &&
            strncasecmp(reader->at, disposition, sizeof disposition - 1) == 0 &&
            !read_disposition(reader->at, end, part))
            return false;
        reader->at = end + 2;
    }
    return part->name != NULL;
}

/* --- Parts ------------------------------------------------------------------------------------ */

/* Reads a part whose delimiter was taken, and takes the next delimiter. */
static bool read_part(struct reader *reader, struct http_parts *parts)
{
    if (parts->count == HTTP_PARTS_MAX)
        return false;
    struct http_part *part = &parts->list[parts->count++];
    if (!read_head(reader, part))
        return false;
    const char *end = memmem(reader->at, (size_t)(reader->end - reader->at), reader->delimiter,
                             strlen(reader->delimiter));
    if (!end)
        return false;
    part->bytes = reader->at;
    part->length = (size_t)(end - reader->at);
    reader->at = end + strlen(reader->delimiter);
    return true;
}

bool http_parts_read(struct http_parts *parts, const char *content_type, const char *body,
                     size_t length)
{
    char boundary[HTTP_BOUNDARY_MAX + 1];
    struct reader reader = {.at = body, .end = body + length};
    *parts = (struct http_parts){0};
    if (!read_boundary(content_type, boundary))
        return false;
    snprintf(reader.delimiter, sizeof reader.delimiter, "\r\n--%s", boundary);
    bool sound = take(&reader, reader.delimiter + 2);
    while (sound && take(&reader, "\r\n"))
        sound = read_part(&reader, parts);
    sound = sound && take(&reader, "--");
    take(&reader, "\r\n");
    if (sound && reader.at == reader.end)
        return true;
    http_parts_free(parts);
    return false;
}

const struct http_part *http_parts_file(const struct http_parts *parts, const char *name)
{
    for (size_t i = 0; i < parts->count; i++)
        if (parts->list[i].file_name && strcmp(parts->list[i].name, name) == 0)
            return &parts->list[i];
    return NULL;
}

void http_parts_free(struct http_parts *parts)
{
    for (size_t i = 0; i < parts->count; i++) {
        free(parts->list[i].name);
        free(parts->list[i].file_name);
    }
    *parts = (struct http_parts){0};
}

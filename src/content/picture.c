#include "content/picture.h"

#include "base/fingerprint.h"
#include "base/squeeze.h"
#include "content/faults.h"
#include "text/base64.h"
#include "text/json.h"
#include "text/png_clean.h"
#include "text/png_fit.h"
#include "text/svg_clean.h"

#include <json-c/json.h>
#include <math.h>
#include <string.h>

static const struct picture_type types[] = {
    {"image/svg+xml", "svg", "SVG", svg_clean},
    {"image/png", "png", "PNG", png_clean},
};
static const struct picture_type *const svg = &types[0], *const png = &types[1];

const struct picture_type *picture_type_named(const char *name)
{
    for (size_t i = 0; name && i < sizeof types / sizeof types[0]; i++)
        if (strcmp(types[i].media_type, name) == 0)
            return &types[i];
    return NULL;
}

const struct picture_type *picture_type_of(struct json_object *picture)
{
    return picture_type_named(json_text(picture, "type"));
}

/* --- From a file ------------------------------------------------------------------------------ */

static const struct picture_type *type_of_bytes(const char *bytes, size_t length)
{
    static const char mark[] = "\xef\xbb\xbf"; /* of UTF-8, which some editors write */
    if (length >= 4 && memcmp(bytes, "\x89PNG", 4) == 0)
        return png;
    size_t at = length >= 3 && memcmp(bytes, mark, 3) == 0 ? 3 : 0;
    while (at < length && strchr(" \t\r\n", bytes[at]) && bytes[at])
        at++;
    return at < length && bytes[at] == '<' ? svg : NULL;
}

/* No page shows one larger (view/look.h); an app's icon is of so many pixels. */
enum { WIDE = 160, HIGH = 40, ICON = 192 };

/* The size that stands in the document. */
static void settle_size(const struct picture_type *type, struct clean_picture *clean)
{
    while (type == svg && clean->width < WIDE && clean->height < HIGH) {
        clean->width *= 10;
        clean->height *= 10;
    }
    clean->width = fmax(round(clean->width), 1);
    clean->height = fmax(round(clean->height), 1);
}

static bool clean_bytes(const struct picture_type *type, const char *bytes, size_t length,
                        struct clean_picture *clean, struct buffer *fault)
{
    if (!type->clean(bytes, length, clean, fault))
        return false;
    settle_size(type, clean);
    return true;
}

/* How many bytes a phone is sent. */
static size_t sent_length(const struct picture_type *type, const struct clean_picture *clean)
{
    struct buffer packed = {0};
    if (type == png)
        return clean->bytes.length;
    squeeze(clean->bytes.data, clean->bytes.length, &packed);
    size_t length = packed.length;
    buffer_free(&packed);
    return length;
}

static bool is_small(const struct picture_type *type, const struct clean_picture *clean,
                     struct buffer *fault)
{
    size_t length = sent_length(type, clean);
    if (length <= PICTURE_SENT_MAX)
        return true;
    buffer_printf(
        fault,
        "takes %zu bytes on its way to a phone; at most %d are taken, so that pages are there at "
        "once. ",
        length, PICTURE_SENT_MAX);
    buffer_puts(fault,
                type == svg
                    ? "Leave out its words (the clinic's name stands beside it), or save it as "
                      "PNG: the form makes a PNG as small as it must be"
                    : "Send it through the form, which makes it smaller; leave out what is small "
                      "in it, or use fewer colors");
    return false;
}

static void fit(const struct picture_type *type, struct clean_picture *clean)
{
    static const struct png_room room = {PICTURE_SENT_MAX, WIDE, HIGH, ICON};
    if (type == png)
        png_fit(&room, clean);
}

static struct json_object *describe(const struct picture_type *type,
                                    const struct clean_picture *clean)
{
    struct json_object *picture = json_object_new_object();
    struct buffer data = {0};
    base64_write(clean->bytes.data, clean->bytes.length, &data);
    json_add_text(picture, "type", type->media_type);
    json_add_text(picture, "data", buffer_text(&data));
    json_object_object_add(picture, "width", json_object_new_int64((int64_t)clean->width));
    json_object_object_add(picture, "height", json_object_new_int64((int64_t)clean->height));
    buffer_free(&data);
    return picture;
}

struct json_object *picture_make(const char *bytes, size_t length, struct buffer *left_out,
                                 struct buffer *fault)
{
    const struct picture_type *type = type_of_bytes(bytes, length);
    struct clean_picture clean = {0};
    struct json_object *picture = NULL;
    if (length > PICTURE_FILE_MAX)
        buffer_printf(fault, "is %zu KB large; at most %d are taken", (length + 1023) / 1024,
                      PICTURE_FILE_MAX / 1024);
    else if (!type)
        buffer_puts(fault, "is neither an SVG nor a PNG picture");
    else if (clean_bytes(type, bytes, length, &clean, fault)) {
        fit(type, &clean);
        if (is_small(type, &clean, fault))
            picture = describe(type, &clean);
    }
    buffer_puts(left_out, buffer_text(&clean.left_out));
    clean_picture_free(&clean);
    return picture;
}

/* --- From a document -------------------------------------------------------------------------- */

static bool read_picture(struct json_object *picture, struct clean_picture *clean,
                         struct buffer *fault)
{
    const struct picture_type *type = picture_type_of(picture);
    const char *data = json_text(picture, "data");
    struct buffer bytes = {0};
    bool sound = false;
    if (!type)
        buffer_puts(fault, "is of no type that is taken; type is image/svg+xml or image/png");
    else if (!data || !base64_read(data, &bytes))
        buffer_puts(fault, "has no data that can be read: it is base64 with padding");
    else
        sound = clean_bytes(type, buffer_text(&bytes), bytes.length, clean, fault);
    buffer_free(&bytes);
    return sound;
}

bool picture_clean(struct json_object *picture, struct clean_picture *clean, struct buffer *fault)
{
    bool sound = read_picture(picture, clean, fault);
    if (sound)
        fit(picture_type_of(picture), clean);
    return sound;
}

static void refuse_unknown_members(struct json_object *picture, const char *path,
                                   struct faults *faults)
{
    static const char *const names[] = {"type", "data", "width", "height", NULL};
    json_object_object_foreach(picture, name, value)
    {
        const char *const *known = names;
        (void)value;
        while (*known && strcmp(*known, name) != 0)
            known++;
        if (!*known)
            faults_add(faults, path, "has a member '%s', which is not a field here", name);
    }
}

static bool has_size(struct json_object *picture, const struct clean_picture *clean)
{
    return json_integer(picture, "width", 0) == (int64_t)clean->width &&
           json_integer(picture, "height", 0) == (int64_t)clean->height;
}

void picture_check(struct json_object *picture, const char *path, struct faults *faults)
{
    struct clean_picture clean = {0};
    struct buffer fault = {0};
    if (!json_object_is_type(picture, json_type_object)) {
        faults_add(faults, path, "is not a picture: an object with type, data, width and height");
        return;
    }
    refuse_unknown_members(picture, path, faults);
    if (!read_picture(picture, &clean, &fault) ||
        !is_small(picture_type_of(picture), &clean, &fault))
        faults_add(faults, path, "%s", buffer_text(&fault));
    else if (clean.left_out.length)
        faults_add(
            faults, path,
            "holds what is not taken (%s): put the picture in through the form, which cleans "
            "it",
            buffer_text(&clean.left_out));
    else if (!has_size(picture, &clean))
        faults_add(faults, path, "is %.0f by %.0f, which its width and height do not say",
                   clean.width, clean.height);
    clean_picture_free(&clean);
    buffer_free(&fault);
}

void picture_words(struct json_object *picture, struct buffer *words)
{
    const struct picture_type *type = picture_type_of(picture);
    const char *data = json_text(picture, "data");
    const char *whole = json_object_to_json_string_ext(picture, JSON_C_TO_STRING_PLAIN);
    uint64_t fingerprint = fingerprint_add(FINGERPRINT_START, whole, strlen(whole));
    buffer_printf(words, "%s, %lld by %lld, %.1f KB, %08x", type ? type->words : "no picture",
                  (long long)json_integer(picture, "width", 0),
                  (long long)json_integer(picture, "height", 0),
                  data ? (double)strlen(data) * 3 / 4 / 1024 : 0.0, (unsigned)fingerprint);
}

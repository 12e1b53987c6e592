#include "content/brand.h"

#include "base/fingerprint.h"
#include "content/accent.h"
#include "content/picture.h"
#include "store/db.h"
#include "text/base64.h"
#include "text/json.h"

#include <inttypes.h>
#include <json-c/json.h>
#include <string.h>

/* --- Deriving --------------------------------------------------------------------------------- */

static void derive_tokens(const char *accent, struct buffer *tokens)
{
    char brand[COLOR_TEXT_SIZE], dark[COLOR_TEXT_SIZE], ink[COLOR_TEXT_SIZE];
    struct accent_dark on_dark;
    struct color color;
    if (!accent || !color_read(accent, &color) || !accent_can_be_read(color, NULL))
        return;
    accent_on_dark(color, &on_dark);
    color_write(color, brand);
    color_write(on_dark.color, dark);
    color_write(on_dark.ink, ink);
    buffer_printf(tokens, ":root{--brand:%s;--brand-dark:%s;--brand-dark-ink:%s}\n", brand, dark,
                  ink);
}

static void derive_logo(struct json_object *logo, struct brand *brand)
{
    struct clean_picture clean = {0};
    struct buffer fault = {0};
    if (json_object_is_type(logo, json_type_object) && picture_clean(logo, &clean, &fault)) {
        const struct picture_type *type = picture_type_of(logo);
        uint64_t fingerprint =
            fingerprint_add(FINGERPRINT_START, clean.bytes.data, clean.bytes.length);
        brand->logo_type = type->media_type;
        brand->logo_width = clean.width;
        brand->logo_height = clean.height;
        buffer_printf(&brand->logo_name, "logo-%016" PRIx64 ".%s", fingerprint, type->ending);
        buffer_append(&brand->logo, clean.bytes.data, clean.bytes.length);
    }
    clean_picture_free(&clean);
    buffer_free(&fault);
}

void brand_derive(struct json_object *document, struct brand *brand)
{
    derive_tokens(json_text(document, "accent"), &brand->tokens);
    derive_logo(json_member(document, "logo"), brand);
}

void brand_free(struct brand *brand)
{
    buffer_free(&brand->tokens);
    buffer_free(&brand->logo_name);
    buffer_free(&brand->logo);
    *brand = (struct brand){0};
}

void brand_replace_logo(struct json_object *body, const struct brand *brand)
{
    struct json_object *logo = json_member(body, "logo");
    struct buffer url = {0};
    if (logo && brand->logo.length) {
        buffer_printf(&url, "/brand/%s", buffer_text(&brand->logo_name));
        json_add_text(body, "logo_url", buffer_text(&url));
        json_object_object_add(body, "logo_width",
                               json_object_new_int64((int64_t)brand->logo_width));
        json_object_object_add(body, "logo_height",
                               json_object_new_int64((int64_t)brand->logo_height));
    }
    json_object_object_del(body, "logo");
    buffer_free(&url);
}

/* --- The table -------------------------------------------------------------------------------- */

static const char *text_or_null(const struct buffer *text)
{
    return text->length ? buffer_text(text) : NULL;
}

void brand_write(struct db *db, const struct brand *brand)
{
    struct buffer data = {0};
    db_execute(db, DB_BRAND_DELETE, "");
    if (!brand || (!brand->tokens.length && !brand->logo.length))
        return;
    base64_write(brand->logo.data, brand->logo.length, &data);
    db_execute(db, DB_BRAND_INSERT, "ssss", text_or_null(&brand->tokens),
               text_or_null(&brand->logo_name), brand->logo_type, text_or_null(&data));
    buffer_free(&data);
}

void brand_tokens(struct db *db, struct buffer *tokens)
{
    struct db_rows *row = db_query(db, DB_BRAND_TOKENS, "");
    if (db_next(row) && db_text(row, 0))
        buffer_puts(tokens, db_text(row, 0));
    db_end(row);
}

bool brand_logo(struct db *db, const char *name, struct brand *brand)
{
    struct db_rows *row = db_query(db, DB_BRAND_LOGO, "");
    bool found = db_next(row) && db_text(row, 0) && (!name || strcmp(db_text(row, 0), name) == 0);
    if (found) {
        const struct picture_type *type = picture_type_named(db_text(row, 1));
        buffer_puts(&brand->logo_name, db_text(row, 0));
        brand->logo_type = type ? type->media_type : NULL;
        found = type && base64_read(db_text(row, 2), &brand->logo);
    }
    db_end(row);
    return found;
}

/* The files of the clinic's own look. Their names tell what is in them, so that browsers keep them
 * for good. */
#include "content/brand.h"

#include "base/file.h"
#include "site/site.h"
#include "view/look.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool begins_with(const char *text, const char *beginning)
{
    return strncmp(text, beginning, strlen(beginning)) == 0;
}

/* A page that was made a moment ago, or is shown while the daemon is gone, may name the style sheet
 * before: it gets the one of now, which is kept by nobody, rather than none. */
static void send_style(const struct http_request *request, struct http_response *response,
                       const char *name)
{
    struct buffer tokens = {0}, current = {0};
    brand_tokens(request->app->db, &tokens);
    look_style_name(buffer_text(&tokens), &current);
    look_style(buffer_text(&tokens), &response->body);
    response->content_type = "text/css; charset=utf-8";
    bool is_current = strcmp(name, buffer_text(&current)) == 0;
    response->cache = is_current ? HTTP_CACHE_LASTING : HTTP_CACHE_NONE;
    buffer_free(&tokens);
    buffer_free(&current);
}

static bool send_logo(const struct http_request *request, struct http_response *response,
                      const char *name)
{
    struct brand brand = {0};
    bool found = brand_logo(request->app->db, name, &brand);
    if (found) {
        buffer_append(&response->body, brand.logo.data, brand.logo.length);
        response->content_type = brand.logo_type;
        response->cache = HTTP_CACHE_LASTING;
    }
    brand_free(&brand);
    return found;
}

void site_brand(const struct http_request *request, struct http_response *response)
{
    const char *name = http_params_get(&request->captured, "name");
    const char *ending = strrchr(name, '.');
    if (begins_with(name, "style-") && ending && strcmp(ending, ".css") == 0)
        send_style(request, response, name);
    else if (!send_logo(request, response, name))
        site_error(request, response, 404, "This picture is not in use any more.");
}

/* --- Copies for nginx ------------------------------------------------------------------------- */

/* A file whose name tells what is in it need not be written twice. */
static bool write_copy(const char *folder, const struct buffer *name, const struct buffer *bytes)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s/%s", folder, buffer_text(name));
    bool written = access(buffer_text(&path), F_OK) == 0 ||
                   file_write(buffer_text(&path), bytes->data, bytes->length);
    buffer_free(&path);
    return written;
}

static void remove_others(const char *folder, const char *style, const char *logo)
{
    DIR *entries = opendir(folder);
    struct dirent *entry;
    while (entries && (entry = readdir(entries))) {
        bool is_ours = begins_with(entry->d_name, "style-") || begins_with(entry->d_name, "logo-");
        if (is_ours && strcmp(entry->d_name, style) != 0 && strcmp(entry->d_name, logo) != 0)
            unlinkat(dirfd(entries), entry->d_name, 0);
    }
    if (entries)
        closedir(entries);
}

bool site_write_brand_files(const struct app *app, const char *folder)
{
    struct brand brand = {0};
    struct buffer style_name = {0}, style = {0}, path = {0};
    buffer_printf(&path, "%s/brand", folder);
    brand_tokens(app->db, &brand.tokens);
    brand_logo(app->db, NULL, &brand);
    look_style_name(buffer_text(&brand.tokens), &style_name);
    look_style(buffer_text(&brand.tokens), &style);
    bool written = mkdir(buffer_text(&path), 0755) == 0 || errno == EEXIST;
    if (written && brand.tokens.length)
        written = write_copy(buffer_text(&path), &style_name, &style);
    if (written && brand.logo.length)
        written = write_copy(buffer_text(&path), &brand.logo_name, &brand.logo);
    if (written)
        remove_others(buffer_text(&path), buffer_text(&style_name), buffer_text(&brand.logo_name));
    brand_free(&brand);
    buffer_free(&style_name);
    buffer_free(&style);
    buffer_free(&path);
    return written;
}

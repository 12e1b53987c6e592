#include "server/options.h"

#include "content/search_time.h"

#include <string.h>
#include <unistd.h>

enum { READERS_MIN = 2, WRITERS = 2 };
static const double TIME_LIMIT = 10, SEARCH_LIMIT = SEARCH_MILLISECONDS / 1000.0;

void server_options_init(struct server_options *options)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    *options = (struct server_options){
        .base_url = "", .writers = WRITERS, .time_limit = TIME_LIMIT, .search_limit = SEARCH_LIMIT};
    options->readers = cores < READERS_MIN ? READERS_MIN : cores;
    if (options->readers > SERVER_WORKERS_MAX)
        options->readers = SERVER_WORKERS_MAX;
}

static bool is_port(const char *text)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && digits <= 5 && text[digits] == '\0';
}

bool server_base_url_is_valid(const char *url)
{
    static const char letters[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    const char *host = NULL;
    if (strncmp(url, "http://", 7) == 0)
        host = url + 7;
    else if (strncmp(url, "https://", 8) == 0)
        host = url + 8;
    if (!host)
        return false;
    size_t length = strspn(host, letters);
    if (*host == '[') { /* an IPv6 address */
        size_t digits = strspn(host + 1, "0123456789abcdefABCDEF:.");
        length = digits && host[1 + digits] == ']' ? digits + 2 : 0;
    }
    const char *rest = host + length;
    return length > 0 && (*rest == '\0' || (*rest == ':' && is_port(rest + 1)));
}

bool server_options_check(const struct server_options *options, struct buffer *error)
{
    if (!options->database)
        buffer_puts(error, "--database is needed: the path of the database");
    else if (!options->templates)
        buffer_puts(error, "--templates is needed: the folder of the page templates");
    else if (*options->base_url && !server_base_url_is_valid(options->base_url))
        buffer_printf(error,
                      "--base-url: '%s' is not http://HOST[:PORT] or https://HOST[:PORT] "
                      "without a path or a slash at its end",
                      options->base_url);
    return error->length == 0;
}

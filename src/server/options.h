/* What `aftercare serve` and the CGI program are told, by flags or the environment. */
#ifndef AFTERCARE_SERVER_OPTIONS_H
#define AFTERCARE_SERVER_OPTIONS_H

#include "base/buffer.h"

#include <stdbool.h>

enum { SERVER_WORKERS_MAX = 64 };

struct server_options {
    const char *database;    /* path; needed */
    const char *templates;   /* folder; needed */
    const char *sockets;     /* folder; NULL where the sockets are inherited */
    const char *base_url;    /* "https://example.org"; "" for paths alone */
    const char *error_pages; /* folder that gets nginx's error pages; NULL for none */
    long readers;            /* processes, 1 to SERVER_WORKERS_MAX */
    long writers;            /* the same */
    double time_limit;       /* seconds, for reading, for answering and for sending a request */
    double search_limit;     /* seconds that a search may take (content/search_time.h) */
};

/* The defaults: a reader for each core (at least 2), 2 writers, 10 seconds, and for a search
 * SEARCH_MILLISECONDS. */
void server_options_init(struct server_options *options);

/* Whether the options can be used; if not, a line for the user is appended to error. */
bool server_options_check(const struct server_options *options, struct buffer *error);

/* http(s)://host[:port] and nothing after it. */
bool server_base_url_is_valid(const char *url);

#endif

#include "command/server_flags.h"

#include <stdio.h>

/* The order is that of --help; those of the daemon alone stand last. */
enum { FLAGS = 9, FLAGS_OF_CGI = 5 };

enum flags_result server_flags_read(struct flags_command *command, bool daemon, int argc,
                                    char **argv, struct server_options *options)
{
    const struct flag flags[FLAGS] = {
        {"--database", "AFTERCARE_DATABASE", FLAG_TEXT, "PATH", "the database", 0, 0,
         &options->database},
        {"--templates", "AFTERCARE_TEMPLATES", FLAG_TEXT, "DIR", "the templates of the pages", 0, 0,
         &options->templates},
        {"--base-url", "AFTERCARE_BASE_URL", FLAG_TEXT, "URL",
         "the address under which the site is known, as https://example.org", 0, 0,
         &options->base_url},
        {"--time-limit", "AFTERCARE_TIME_LIMIT", FLAG_SECONDS, "SECONDS",
         "after which a request is ended", 0.001, 3600, &options->time_limit},
        {"--search-limit", "AFTERCARE_SEARCH_LIMIT", FLAG_SECONDS, "SECONDS",
         "after which a search is answered with what it has found", 0, 60, &options->search_limit},
        {"--sockets", "AFTERCARE_SOCKETS", FLAG_TEXT, "DIR",
         "where reader.sock and writer.sock are made, unless they are inherited", 0, 0,
         &options->sockets},
        {"--readers", "AFTERCARE_READERS", FLAG_NUMBER, "N", "processes that answer patients", 1,
         SERVER_WORKERS_MAX, &options->readers},
        {"--writers", "AFTERCARE_WRITERS", FLAG_NUMBER, "N", "processes that may write", 1,
         SERVER_WORKERS_MAX, &options->writers},
        {"--error-pages", "AFTERCARE_ERROR_PAGES", FLAG_TEXT, "DIR",
         "where the pages are written that the web server shows when this program cannot answer", 0,
         0, &options->error_pages},
    };
    struct buffer error = {0};
    server_options_init(options);
    command->flags = flags;
    command->flag_count = daemon ? FLAGS : FLAGS_OF_CGI;
    enum flags_result result = flags_read(command, argc, argv, NULL);
    command->flags = NULL;
    if (result == FLAGS_GO && !server_options_check(options, &error)) {
        fprintf(stderr, "aftercare %s: %s\n", command->name, buffer_text(&error));
        result = FLAGS_WRONG;
    }
    buffer_free(&error);
    return result;
}

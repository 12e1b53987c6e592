#include "command/command.h"
#include "command/server_flags.h"
#include "server/sockets.h"
#include "server/supervisor.h"
#include "store/lock.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Held as long as a worker lives. Where the folder takes no file the site is served all the same: a
 * restore finds out by other means that the database is open. */
static bool share_database(const char *path)
{
    int file;
    if (access(path, F_OK) != 0) /* the opener will say so */
        return true;
    if (lock_take(path, LOCK_SHARED, &file) != LOCK_HELD)
        return true;
    fprintf(stderr, "aftercare serve: %s is being restored: try again\n", path);
    return false;
}

int command_serve(int argc, char **argv)
{
    struct flags_command command = {
        .name = "serve",
        .arguments = "",
        .about =
            "Answers requests over FastCGI: patients' on reader.sock, staff's on writer.sock.\n"
            "Sockets may be inherited instead: from systemd (LISTEN_FDS, named reader and\n"
            "writer) or as standard input (spawn-fcgi). SIGTERM stops it, SIGHUP renews its\n"
            "workers and templates. It logs to standard error.",
    };
    struct server_options options;
    struct server_sockets sockets;
    struct buffer error = {0};
    int status = EXIT_FAILURE;
    enum flags_result result = server_flags_read(&command, true, argc, argv, &options);
    if (result != FLAGS_GO)
        return (int)result;
    if (!share_database(options.database))
        return EXIT_FAILURE;
    if (sockets_open(&sockets, options.sockets, &error))
        status = supervisor_run(&options, &sockets);
    else
        fprintf(stderr, "aftercare serve: %s\n", buffer_text(&error));
    sockets_close(&sockets);
    buffer_free(&error);
    return status;
}

/* The flags that `aftercare serve` and `aftercare cgi` share. */
#ifndef AFTERCARE_COMMAND_SERVER_FLAGS_H
#define AFTERCARE_COMMAND_SERVER_FLAGS_H

#include "command/flags.h"
#include "server/options.h"

/* Fills options with the defaults, then from the environment and argv, and checks them. The
 * command's flags are set here: without `daemon`, those of sockets and workers are not known. */
enum flags_result server_flags_read(struct flags_command *command, bool daemon, int argc,
                                    char **argv, struct server_options *options);

#endif

#include "server/cgi.h"

#include "command/command.h"
#include "command/server_flags.h"

int command_cgi(int argc, char **argv)
{
    struct flags_command command = {
        .name = "cgi",
        .arguments = "",
        .about =
            "Answers the one CGI request that the environment and standard input hold. This is\n"
            "also what the program does without arguments where GATEWAY_INTERFACE is set.",
    };
    struct server_options options;
    enum flags_result result = server_flags_read(&command, false, argc, argv, &options);
    return result == FLAGS_GO ? cgi_run(&options) : (int)result;
}

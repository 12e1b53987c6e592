/* What the program can be asked to do. */
#include "command/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name */
    const char *summary;
} commands[] = {
    {"serve", command_serve, "answer requests from nginx (FastCGI)"},
    {"cgi", command_cgi, "answer one request from the environment (CGI)"},
    {"import", command_import, "publish the documents of JSON or CSV files"},
    {"export", command_export, "write documents as JSON or CSV"},
    {"backup", command_backup, "copy the whole database while it is in use"},
    {"restore", command_restore, "put a backup in the database's place"},
    {"check", command_check, "look for contradictions and other faults in what is live"},
    {"rebuild", command_rebuild, "make all derived rows anew"},
    {"staff", command_staff, "add and list who may sign in, let them in again, keep them out"},
    {"routes", command_routes, "list every path that is answered"},
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static void print_usage(FILE *out)
{
    fputs("usage: aftercare COMMAND [FLAG…]\n\n", out);
    for (size_t i = 0; i < COMMANDS; i++)
        fprintf(out, "  %-8s  %s\n", commands[i].name, commands[i].summary);
    fputs("\naftercare COMMAND --help tells a command's flags; aftercare --version the version.\n",
          out);
}

int main(int argc, char **argv)
{
    /* A web server that runs us as a CGI program gives no arguments. */
    if (argc == 1 && getenv("GATEWAY_INTERFACE"))
        return command_cgi(argc, argv);
    for (size_t i = 0; argc > 1 && i < COMMANDS; i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        puts("aftercare " AFTERCARE_VERSION);
        return 0;
    }
    if (argc > 1 && strcmp(argv[1], "--help") == 0) {
        print_usage(stdout);
        return 0;
    }
    if (argc > 1)
        fprintf(stderr, "aftercare: there is no command '%s'\n", argv[1]);
    print_usage(stderr);
    return 2;
}

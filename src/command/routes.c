/* aftercare routes: the table of paths, one a line. */
#include "routes.h"

#include "command/command.h"
#include "command/flags.h"

#include <stdbool.h>
#include <stdio.h>

static bool with_flags;

static const struct flag flags[] = {{"--flags", NULL, FLAG_SWITCH, NULL,
                                     "show what is checked before each, instead", 0, 0,
                                     &with_flags}};

static const struct flags_command command = {
    "routes",
    "",
    "Lists every method and path that is answered, with what it gives.",
    flags,
    sizeof flags / sizeof flags[0],
    0,
    0};

/* By the bits of enum http_route_flag. */
static const char *const flag_names[] = {"API",           "WRITER", "PRIVATE",     "STATE",
                                         "ADMIN",         "OPEN",   "STAFF",       "PUBLISHER",
                                         "ADMINISTRATOR", "PROVED", "WITHOUT_CODE"};

static void print_flags(const struct http_route *route)
{
    printf("%-7s %-28s", http_method_name(route->method), route->pattern);
    for (size_t i = 0; i < sizeof flag_names / sizeof *flag_names; i++)
        if (route->flags & 1U << i)
            printf(" %s", flag_names[i]);
    puts("");
}

static void print_route(const struct http_route *route)
{
    printf("%-7s %-28s %s", http_method_name(route->method), route->pattern, route->summary);
    for (const char *const *name = route->query; name && *name; name++)
        printf("%s%s", name == route->query ? " (?" : ", ?", *name);
    puts(route->query ? ")" : "");
}

int command_routes(int argc, char **argv)
{
    enum flags_result result = flags_read(&command, argc, argv, NULL);
    if (result != FLAGS_GO)
        return (int)result;
    for (const struct http_route *route = routes; route->handler; route++)
        (with_flags ? print_flags : print_route)(route);
    return 0;
}

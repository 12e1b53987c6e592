/* aftercare routes: the table of paths, one a line. */
#include "routes.h"

#include "command/command.h"
#include "command/flags.h"

#include <stdio.h>

static const struct flags_command command = {
    "routes", "", "Lists every method and path that is answered, with what it gives.", NULL, 0,
    0,        0};

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
        print_route(route);
    return 0;
}

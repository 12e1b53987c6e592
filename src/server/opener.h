/* The opener: a short-lived process that makes sure, before workers start, that they will find
 * what they need. Only it and the writers ever write to the database; the supervisor does not
 * open it at all, since a fork would share it. */
#ifndef AFTERCARE_SERVER_OPENER_H
#define AFTERCARE_SERVER_OPENER_H

#include "server/options.h"

/* Opens the database read-write (which recovers what a crash left), migrates it, compiles the
 * templates and writes nginx's error pages where asked. False, with a line for the user in
 * error, if one of these cannot be done. Runs in a process of its own. */
bool opener_run(const struct server_options *options, struct buffer *error);

#endif

/* The supervisor: holds the sockets and serves no request. It runs the opener, then starts the
 * workers and sees to it that as many are there as were asked for.
 *
 *   a worker that dies        is replaced at once; with a growing pause if several die in a row
 *   a lost database           the opener runs again, then the worker is replaced
 *   SIGTERM, SIGINT           workers finish what they are doing; after twice the time limit
 *                             they are killed
 *   SIGHUP                    new workers (new templates), then the old ones are told to finish;
 *                             if the opener objects, the old ones stay */
#ifndef AFTERCARE_SERVER_SUPERVISOR_H
#define AFTERCARE_SERVER_SUPERVISOR_H

#include "server/options.h"
#include "server/sockets.h"

/* Serves until told to stop. Returns the exit status: 0, or 1 with a line on standard error if
 * it could not start. */
int supervisor_run(const struct server_options *options, const struct server_sockets *sockets);

#endif

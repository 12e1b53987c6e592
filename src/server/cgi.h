/* One request as plain CGI (RFC 3875): from the environment and standard input to standard
 * output. For web servers without FastCGI; each request opens the database anew, read-only. */
#ifndef AFTERCARE_SERVER_CGI_H
#define AFTERCARE_SERVER_CGI_H

#include "server/options.h"

/* Answers the request. Returns the exit status: 0 if an answer of any status was written. */
int cgi_run(const struct server_options *options);

#endif

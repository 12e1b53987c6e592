/* The FastCGI adapter: a request in, an answer out. One connection at a time, one request a
 * connection; the state is the process's. FastCGI Specification 1.0; the responder role only. */
#ifndef AFTERCARE_SERVER_FCGI_H
#define AFTERCARE_SERVER_FCGI_H

#include "http/request.h"

enum fcgi_result {
    FCGI_REQUEST, /* there is one; fcgi_finish ends it */
    FCGI_NOTHING, /* another process took it, or it was not a whole request */
    FCGI_REFUSED, /* it was in a role that we do not play; it is ended already */
    FCGI_NO_ROOM, /* the process or the machine is out of descriptors: wait a little */
};

/* socket is a listening socket that does not block. Ignores SIGPIPE and SIGUSR1, and SIGTERM is
 * to be blocked: on the library's handlers for them it would stop taking connections. */
void fcgi_init(int socket);

/* Takes a connection and reads a request's parameters into source, whose texts are good until
 * fcgi_finish. Waits for the peer without an end: see fcgi_cut. */
enum fcgi_result fcgi_accept(struct http_source *source);

/* Reads the body. False if the stream ended before it was whole. */
bool fcgi_read_body(struct http_source *source);

/* Sends length bytes of "Status: …", fields, body. A peer that is gone is no error. */
bool fcgi_write(const char *bytes, size_t length);

/* Ends the request and closes the connection. */
void fcgi_finish(void);

/* For a signal handler: ends the connection, if there is one, so that whoever reads from or
 * writes to it goes on at once. */
void fcgi_cut(void);

#endif

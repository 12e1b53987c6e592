/* The only file that knows libfcgi. What was learnt about version 2.4.2 and is minded here: a
 * stream that ends early looks like a whole request with parameters missing; any signal that
 * interrupts a read ends the connection (workers block all but SIGALRM); the library's own
 * shutdown flag can make it loop, so that it is never used. */
#include "server/fcgi.h"

#include "base/memory.h"
#include "server/variables.h"

#include <errno.h>
#include <fcgiapp.h>
#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static FCGX_Request connection;
static char *body; /* of the request; NULL if there is none */

void fcgi_init(int socket)
{
    FCGX_Init();
    /* It has put handlers even where signals were ignored. */
    signal(SIGPIPE, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
    FCGX_InitRequest(&connection, socket, FCGI_FAIL_ACCEPT_ON_INTR);
}

static const char *get_parameter(const char *name, void *context)
{
    (void)context;
    return FCGX_GetParam(name, connection.envp);
}

static bool is_responder(void)
{
    const char *role = FCGX_GetParam("FCGI_ROLE", connection.envp);
    return role && strcmp(role, "RESPONDER") == 0;
}

enum fcgi_result fcgi_accept(struct http_source *source)
{
    int code = FCGX_Accept_r(&connection);
    if (code == -EMFILE || code == -ENFILE || code == -ENOMEM || code == -ENOBUFS)
        return FCGI_NO_ROOM;
    if (code < 0)
        return FCGI_NOTHING;
    FCGX_SetExitStatus(EXIT_SUCCESS, connection.out); /* else the last request's stays */
    if (!is_responder()) {
        FCGX_SetExitStatus(EXIT_FAILURE, connection.out);
        fcgi_finish();
        return FCGI_REFUSED;
    }
    variables_read(source, get_parameter, NULL);
    return FCGI_REQUEST;
}

bool fcgi_read_body(struct http_source *source)
{
    /* One byte more than announced: that there is none shows that the stream is whole. */
    size_t wanted = variables_body_length(source) + 1;
    body = memory_new(wanted, 1);
    int length = FCGX_GetStr(body, (int)wanted, connection.in);
    source->body = body;
    source->body_length = length > 0 ? (size_t)length : 0;
    return FCGX_GetError(connection.in) == 0;
}

bool fcgi_write(const char *bytes, size_t length)
{
    while (length > 0) {
        int part = length > INT_MAX ? INT_MAX : (int)length;
        if (FCGX_PutStr(bytes, part, connection.out) < part)
            return false;
        bytes += part;
        length -= (size_t)part;
    }
    return true;
}

void fcgi_finish(void)
{
    FCGX_Finish_r(&connection);
    free(body);
    body = NULL;
}

void fcgi_cut(void)
{
    if (connection.ipcFd >= 0)
        shutdown(connection.ipcFd, SHUT_RDWR);
}

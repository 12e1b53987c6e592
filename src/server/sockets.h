/* The sockets that nginx connects to. The supervisor holds them, so that workers come and go
 * without a connection being refused. */
#ifndef AFTERCARE_SERVER_SOCKETS_H
#define AFTERCARE_SERVER_SOCKETS_H

#include "base/buffer.h"

#include <stdbool.h>
#include <sys/types.h>

enum server_socket { SOCKET_READER, SOCKET_WRITER, SOCKET_COUNT };

struct server_sockets {
    int fd[SOCKET_COUNT];       /* listening, not blocking; -1 where there is none */
    char *path[SOCKET_COUNT];   /* of those that we made; owned, else NULL */
    dev_t device[SOCKET_COUNT]; /* with inode, what we made at path */
    ino_t inode[SOCKET_COUNT];
};

/* Takes the sockets that the process was started with: systemd's (LISTEN_FDS, by the names
 * "reader" and "writer" in LISTEN_FDNAMES; sd_listen_fds(3)), else file descriptor 0 where it
 * listens (spawn-fcgi; it is the reader's). Those that are missing are made in folder as
 * reader.sock and writer.sock, mode 0660; without a folder there may be a reader alone.
 * A socket there on which nobody listens is replaced; one on which somebody does, and anything
 * that is no socket, is an error. False, with a line for the user in error, if there is no
 * reader. */
bool sockets_open(struct server_sockets *sockets, const char *folder, struct buffer *error);

/* Closes the sockets and removes those files that are still ours. */
void sockets_close(struct server_sockets *sockets);

const char *sockets_name(enum server_socket which);

#endif

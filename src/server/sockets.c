#include "server/sockets.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum {
    FIRST_PASSED = 3, /* SD_LISTEN_FDS_START */
    PROBES = 20,      /* a supervisor that was killed leaves workers that finish a request */
    PROBE_PAUSE_MS = 100,
    /* 0660 for what bind makes. Set beforehand, so that the file never has a wider mode. */
    SOCKET_UMASK = 0117,
};

static const char *const names[SOCKET_COUNT] = {"reader", "writer"};

const char *sockets_name(enum server_socket which)
{
    return names[which];
}

/* --- Sockets we are given --------------------------------------------------------------------- */

static bool listens(int fd)
{
    int answer = 0;
    socklen_t size = sizeof answer;
    return getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &answer, &size) == 0 && answer;
}

static void set_flags(int fd)
{
    fcntl(fd, F_SETFD, FD_CLOEXEC);
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

static bool take_passed(struct server_sockets *sockets, int fd, const char *name, size_t length,
                        struct buffer *error)
{
    for (int i = 0; i < SOCKET_COUNT; i++) {
        if (strlen(names[i]) != length || strncmp(names[i], name, length) != 0)
            continue;
        if (!listens(fd) || sockets->fd[i] >= 0)
            break;
        set_flags(fd);
        sockets->fd[i] = fd;
        return true;
    }
    buffer_printf(error,
                  "LISTEN_FDS: descriptor %d is named '%.*s'; it must be one listening socket "
                  "named reader and at most one named writer",
                  fd, (int)length, name);
    return false;
}

/* systemd's protocol. The variables are not for our children. */
static bool take_all_passed(struct server_sockets *sockets, struct buffer *error)
{
    const char *pid = getenv("LISTEN_PID"), *count = getenv("LISTEN_FDS");
    const char *name = getenv("LISTEN_FDNAMES");
    if (!pid || !count || strtol(pid, NULL, 10) != (long)getpid())
        return true;
    bool taken = true;
    name = name ? name : "";
    for (long i = 0; i < strtol(count, NULL, 10) && taken; i++) {
        size_t length = strcspn(name, ":");
        taken = take_passed(sockets, FIRST_PASSED + (int)i, name, length, error);
        name += length + (name[length] == ':');
    }
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return taken;
}

/* Descriptor 0 is freed for /dev/null: nothing of ours expects a socket there. */
static void take_standard_input(struct server_sockets *sockets)
{
    if (sockets->fd[SOCKET_READER] >= 0 || !listens(STDIN_FILENO))
        return;
    sockets->fd[SOCKET_READER] = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, FIRST_PASSED);
    set_flags(sockets->fd[SOCKET_READER]);
    int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null >= 0) {
        dup2(null, STDIN_FILENO);
        close(null);
    }
}

/* --- Sockets we make -------------------------------------------------------------------------- */

enum probe { PROBE_FREE, PROBE_STALE, PROBE_LIVE, PROBE_OTHER };

static enum probe probe(const struct sockaddr_un *address)
{
    struct stat file;
    if (lstat(address->sun_path, &file) != 0)
        return errno == ENOENT ? PROBE_FREE : PROBE_OTHER;
    if (!S_ISSOCK(file.st_mode))
        return PROBE_OTHER;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int code = connect(fd, (const struct sockaddr *)address, sizeof *address) == 0 ? 0 : errno;
    close(fd);
    if (code == ECONNREFUSED || code == ENOENT)
        return PROBE_STALE;
    return code == 0 || code == EAGAIN ? PROBE_LIVE : PROBE_OTHER;
}

static bool may_be_made(const struct sockaddr_un *address, struct buffer *error)
{
    enum probe found = probe(address);
    for (int i = 0; i < PROBES && found == PROBE_LIVE; i++) {
        poll(NULL, 0, PROBE_PAUSE_MS);
        found = probe(address);
    }
    if (found == PROBE_LIVE)
        buffer_printf(error, "another aftercare serves at %s", address->sun_path);
    else if (found == PROBE_OTHER)
        buffer_printf(error, "%s is in the way: it is not a socket that may be replaced",
                      address->sun_path);
    return found == PROBE_FREE || found == PROBE_STALE;
}

/* Under a name of its own, and ready, before it takes the place of a stale one: whoever connects
 * finds the old or the new. */
static int listen_under(const struct sockaddr_un *address, const struct sockaddr_un *fresh)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return -1;
    unlink(fresh->sun_path);
    mode_t before = umask(SOCKET_UMASK);
    int bound = bind(fd, (const struct sockaddr *)fresh, sizeof *fresh);
    umask(before);
    if (bound == 0 && listen(fd, SOMAXCONN) == 0 && rename(fresh->sun_path, address->sun_path) == 0)
        return fd;
    int saved = errno;
    unlink(fresh->sun_path);
    close(fd);
    errno = saved;
    return -1;
}

static bool set_address(struct sockaddr_un *address, const char *folder, const char *name,
                        const char *ending)
{
    *address = (struct sockaddr_un){.sun_family = AF_UNIX};
    int length =
        snprintf(address->sun_path, sizeof address->sun_path, "%s/%s.%s", folder, name, ending);
    return length > 0 && (size_t)length < sizeof address->sun_path;
}

static bool make(struct server_sockets *sockets, enum server_socket which, const char *folder,
                 struct buffer *error)
{
    struct sockaddr_un address, fresh;
    char ending[24];
    struct stat file;
    snprintf(ending, sizeof ending, "new%d", (int)getpid());
    if (!set_address(&address, folder, names[which], "sock") ||
        !set_address(&fresh, folder, names[which], ending)) {
        buffer_printf(error, "--sockets: '%s' is too long for a socket's path", folder);
        return false;
    }
    if (!may_be_made(&address, error))
        return false;
    int fd = listen_under(&address, &fresh);
    if (fd < 0 || lstat(address.sun_path, &file) != 0) {
        buffer_printf(error, "cannot make the socket %s: %s", address.sun_path, strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    sockets->fd[which] = fd;
    sockets->path[which] = memory_copy_text(address.sun_path);
    sockets->device[which] = file.st_dev;
    sockets->inode[which] = file.st_ino;
    return true;
}

bool sockets_open(struct server_sockets *sockets, const char *folder, struct buffer *error)
{
    *sockets = (struct server_sockets){.fd = {-1, -1}};
    if (!take_all_passed(sockets, error))
        return false;
    take_standard_input(sockets);
    for (int i = 0; i < SOCKET_COUNT && folder; i++)
        if (sockets->fd[i] < 0 && !make(sockets, (enum server_socket)i, folder, error))
            return false;
    if (sockets->fd[SOCKET_READER] < 0)
        buffer_puts(error, "--sockets is needed: the folder for the sockets (none was inherited)");
    return sockets->fd[SOCKET_READER] >= 0;
}

static void remove_file(const struct server_sockets *sockets, int which)
{
    struct stat file;
    const char *path = sockets->path[which];
    if (path && lstat(path, &file) == 0 && file.st_dev == sockets->device[which] &&
        file.st_ino == sockets->inode[which])
        unlink(path);
}

void sockets_close(struct server_sockets *sockets)
{
    for (int i = 0; i < SOCKET_COUNT; i++) {
        remove_file(sockets, i);
        if (sockets->fd[i] >= 0)
            close(sockets->fd[i]);
        free(sockets->path[i]);
        sockets->fd[i] = -1;
        sockets->path[i] = NULL;
    }
}

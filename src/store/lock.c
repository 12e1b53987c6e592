#include "store/lock.h"

#include "base/buffer.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

enum lock_result lock_take(const char *path, enum lock_use use, int *file)
{
    struct flock lock = {.l_type = use == LOCK_ALONE ? F_WRLCK : F_RDLCK, .l_whence = SEEK_SET};
    struct buffer name = {0};
    buffer_printf(&name, "%s.lock", path);
    *file = open(buffer_text(&name), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    buffer_free(&name);
    if (*file < 0)
        return LOCK_FAILED;
    /* root may restore for the service's user, who must be able to take it afterwards. */
    struct stat like;
    if (geteuid() == 0 && stat(path, &like) == 0 && fchown(*file, like.st_uid, like.st_gid) != 0) {
        close(*file);
        *file = -1;
        return LOCK_FAILED;
    }
    if (fcntl(*file, F_OFD_SETLK, &lock) == 0)
        return LOCK_TAKEN;
    int reason = errno;
    close(*file);
    *file = -1;
    errno = reason;
    return reason == EAGAIN || reason == EACCES ? LOCK_HELD : LOCK_FAILED;
}

#include "staff/password.h"

#include "base/buffer.h"
#include "base/log.h"
#include "store/db.h"

#include <fcntl.h>
#include <poll.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HASHES_AT_ONCE = 2, TURN_TRIES = 160, TURN_PAUSE_MS = 25 };

/* Of a password that nobody knows, with the same cost. */
static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$N1ZmOael0CizDyh5Y3KsWQ$"
                             "P8e7kYAvuj0LBsUhpGMGEdWi43ofaPEkhcBopDXiPF8";

static bool lock_byte(int file, off_t byte)
{
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1};
    return fcntl(file, F_OFD_SETLK, &lock) == 0;
}

/* Each hash holds a lock on one byte of a file beside the database; a process that dies lets go of
 * it. -1: no turn in time. The caller closes the result. */
static int take_turn(struct db *db)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s.hashes", db_path(db));
    int file = open(buffer_text(&path), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0)
        log_event("hash-lock-missing", "detail=\"the file beside the database cannot be opened\"");
    buffer_free(&path);
    for (int tries = 0; file >= 0 && tries < TURN_TRIES; tries++) {
        for (off_t byte = 0; byte < HASHES_AT_ONCE; byte++)
            if (lock_byte(file, byte))
                return file;
        poll(NULL, 0, TURN_PAUSE_MS);
    }
    if (file >= 0)
        close(file);
    return -1;
}

bool password_hash(struct db *db, const char *password, char hash[PASSWORD_HASH_SIZE])
{
    _Static_assert(PASSWORD_HASH_SIZE >= crypto_pwhash_STRBYTES, "room for a hash");
    if (sodium_init() < 0)
        abort();
    int turn = take_turn(db);
    if (turn < 0)
        return false;
    int failed =
        crypto_pwhash_str(hash, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                          crypto_pwhash_MEMLIMIT_INTERACTIVE);
    close(turn);
    return !failed;
}

enum password_result password_check(struct db *db, const char *stored, const char *password)
{
    if (sodium_init() < 0)
        abort();
    int turn = take_turn(db);
    if (turn < 0)
        return PASSWORD_BUSY;
    bool right =
        crypto_pwhash_str_verify(stored ? stored : nobody, password, strlen(password)) == 0;
    close(turn);
    return right && stored ? PASSWORD_RIGHT : PASSWORD_WRONG;
}

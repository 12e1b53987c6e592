#include "server/pool.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/memory.h"
#include "server/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PAUSE_FIRST  (100 * CLOCK_MILLISECOND)
#define PAUSE_MOST   (10 * CLOCK_SECOND)
#define PAUSE_FORGET (2 * PAUSE_MOST)
#define FORK_PAUSE   CLOCK_SECOND
/* How long those who lost the database wait for the opener: one that takes longer (a large
 * migration) goes on, and they answer 503 meanwhile. */
#define OPENER_WAIT (5 * CLOCK_SECOND)

int64_t pool_pause_next(struct pool_pause *pause, int64_t now)
{
    if (now - pause->last > PAUSE_FORGET)
        pause->in_row = 0;
    pause->last = now;
    int before = pause->in_row++;
    if (before == 0)
        return 0;
    int64_t time = PAUSE_FIRST;
    for (int i = 1; i < before && time < PAUSE_MOST; i++)
        time *= 2;
    return time < PAUSE_MOST ? time : PAUSE_MOST;
}

static const char *role(const struct pool_member *member)
{
    return sockets_name(member->writer ? SOCKET_WRITER : SOCKET_READER);
}

bool pool_init(struct pool *pool, const struct server_options *options,
               const struct server_sockets *sockets, const struct app *app)
{
    size_t readers = (size_t)options->readers;
    size_t writers = sockets->fd[SOCKET_WRITER] >= 0 ? (size_t)options->writers : 0;
    *pool = (struct pool){.options = options,
                          .sockets = sockets,
                          .app = app,
                          .wanted = readers + writers,
                          .hold = PAUSE_FIRST};
    struct worker_slot *slots = slot_new(2 * pool->wanted);
    if (!slots)
        return false;
    pool->members = memory_new(2 * pool->wanted, sizeof *pool->members);
    for (size_t i = 0; i < pool->wanted; i++) {
        struct pool_member *place = &pool->members[i];
        *place = (struct pool_member){
            .writer = i >= readers, .start_at = clock_now(), .slot = &slots[i]};
        pool->members[i + pool->wanted].slot = &slots[i + pool->wanted];
    }
    return true;
}

/* --- Starting --------------------------------------------------------------------------------- */

static void start(struct pool *pool, struct pool_member *member, int64_t now)
{
    struct worker worker = {
        .options = pool->options,
        .app = pool->app,
        .slot = member->slot,
        .socket = pool->sockets->fd[member->writer ? SOCKET_WRITER : SOCKET_READER],
        .writer = member->writer,
        .hold = pool->hold,
        .supervisor = getpid(),
    };
    memset(member->slot, 0, sizeof *member->slot);
    pid_t pid = fork();
    if (pid == 0) {
        int other = pool->sockets->fd[member->writer ? SOCKET_READER : SOCKET_WRITER];
        if (other >= 0)
            close(other);
        exit(worker_run(&worker));
    }
    if (pid < 0) {
        log_event("fork-failed", "detail=\"%s\"", strerror(errno));
        member->start_at = now + FORK_PAUSE;
        return;
    }
    *member = (struct pool_member){.pid = pid, .writer = worker.writer, .slot = worker.slot};
    log_event("worker-started", "pid=%d role=%s", (int)pid, role(member));
}

void pool_start_due(struct pool *pool, int64_t now)
{
    for (size_t i = 0; i < pool->wanted; i++)
        if (pool->members[i].start_at && pool->members[i].start_at <= now)
            start(pool, &pool->members[i], now);
}

/* --- Ending ----------------------------------------------------------------------------------- */

static void log_death(const struct pool_member *member, pid_t pid, int status, int64_t pause)
{
    struct slot_words words = slot_words(member->slot);
    bool signaled = WIFSIGNALED(status);
    log_event("worker-died", "pid=%d role=%s %s=%d request=%s route=%s pause_ms=%lld", (int)pid,
              role(member), signaled ? "signal" : "status",
              signaled ? WTERMSIG(status) : WEXITSTATUS(status), words.id, words.route,
              (long long)(pause / CLOCK_MILLISECOND));
}

static bool note_end(struct pool *pool, struct pool_member *member, int status, int64_t now)
{
    pid_t pid = member->pid;
    bool leaving = member->leaving;
    bool stopped = WIFEXITED(status) && WEXITSTATUS(status) == WORKER_STOPPED;
    bool lost = WIFEXITED(status) && WEXITSTATUS(status) == WORKER_LOST;
    int64_t pause = stopped || lost || leaving ? 0 : pool_pause_next(&pool->deaths, now);
    if (!stopped && !lost)
        log_death(member, pid, status, pause);
    *member = (struct pool_member){.writer = member->writer, .slot = member->slot};
    if (leaving)
        return false;
    member->start_at = now + (lost ? OPENER_WAIT : pause);
    member->waits = lost;
    return lost;
}

bool pool_note_end(struct pool *pool, pid_t pid, int status, int64_t now)
{
    for (size_t i = 0; i < 2 * pool->wanted; i++)
        if (pool->members[i].pid == pid)
            return note_end(pool, &pool->members[i], status, now);
    return false;
}

void pool_mended(struct pool *pool, int64_t now)
{
    int64_t pause = pool_pause_next(&pool->losses, now);
    pool->hold = pause > PAUSE_FIRST ? pause : PAUSE_FIRST;
    for (size_t i = 0; i < pool->wanted; i++)
        if (pool->members[i].waits)
            pool->members[i].start_at = now;
}

static void kill_member(struct pool_member *member, const char *event, int64_t ran)
{
    struct slot_words words = slot_words(member->slot);
    log_event(event, "pid=%d role=%s request=%s route=%s ms=%lld", (int)member->pid, role(member),
              words.id, words.route, (long long)(ran / CLOCK_MILLISECOND));
    kill(member->pid, SIGKILL);
    member->killed = true;
}

void pool_watch(struct pool *pool, int64_t now)
{
    int64_t most = 2 * clock_seconds(pool->options->time_limit) + CLOCK_SECOND;
    for (size_t i = 0; i < 2 * pool->wanted; i++) {
        struct pool_member *member = &pool->members[i];
        int64_t started = atomic_load(&member->slot->started);
        if (!member->pid || member->killed)
            continue;
        if (started && now - started > most)
            kill_member(member, "worker-overdue", now - started);
        else if (member->leaving && now > member->kill_at)
            kill_member(member, "worker-does-not-leave", started ? now - started : 0);
    }
}

/* --- Renewing and stopping -------------------------------------------------------------------- */

static void tell_to_leave(struct pool *pool, struct pool_member *member, int64_t now)
{
    member->start_at = 0;
    if (!member->pid)
        return;
    member->leaving = true;
    member->kill_at = now + 2 * clock_seconds(pool->options->time_limit);
    kill(member->pid, SIGTERM);
}

bool pool_is_settled(const struct pool *pool)
{
    for (size_t i = pool->wanted; i < 2 * pool->wanted; i++)
        if (pool->members[i].pid)
            return false;
    return true;
}

void pool_renew(struct pool *pool, int64_t now)
{
    for (size_t i = 0; i < pool->wanted; i++) {
        struct pool_member *place = &pool->members[i], *aside = &pool->members[i + pool->wanted];
        struct pool_member old = *place;
        *place = (struct pool_member){.writer = old.writer, .slot = aside->slot, .start_at = now};
        *aside = old;
        aside->start_at = 0;
    }
    pool_start_due(pool, now);
    for (size_t i = 0; i < pool->wanted; i++)
        tell_to_leave(pool, &pool->members[i + pool->wanted], now);
}

void pool_stop(struct pool *pool, int64_t now)
{
    for (size_t i = 0; i < 2 * pool->wanted; i++)
        tell_to_leave(pool, &pool->members[i], now);
}

int64_t pool_site_version(const struct pool *pool)
{
    int64_t newest = 0;
    for (size_t i = 0; i < 2 * pool->wanted; i++) {
        int64_t version = atomic_load(&pool->members[i].slot->version);
        newest = version > newest ? version : newest;
    }
    return newest;
}

size_t pool_running(const struct pool *pool)
{
    size_t running = 0;
    for (size_t i = 0; i < 2 * pool->wanted; i++)
        running += pool->members[i].pid != 0;
    return running;
}

int64_t pool_next(const struct pool *pool, int64_t otherwise)
{
    int64_t next = otherwise;
    for (size_t i = 0; i < 2 * pool->wanted; i++) {
        const struct pool_member *member = &pool->members[i];
        if (member->start_at && member->start_at < next)
            next = member->start_at;
        if (member->leaving && !member->killed && member->kill_at < next)
            next = member->kill_at;
    }
    return next;
}

void pool_free(struct pool *pool)
{
    free(pool->members);
    pool->members = NULL;
}

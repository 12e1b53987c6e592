#include "server/supervisor.h"

#include "base/clock.h"
#include "base/log.h"
#include "content/search_correct.h"
#include "server/opener.h"
#include "server/pool.h"
#include "view/app.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* How often requests that run for too long are looked for. */
#define TICK (500 * CLOCK_MILLISECOND)

enum opener_task { OPENER_START, OPENER_MEND, OPENER_RELOAD, OPENER_REFRESH };

struct supervisor {
    const struct server_options *options;
    struct pool pool;
    struct app app; /* the templates that worked last; workers inherit them */
    pid_t opener;   /* 0: none runs */
    enum opener_task task;
    bool reload_wanted;
    bool mend_wanted;
    int64_t version; /* the site's, for which the error pages were written last */
    bool stopping;
    sigset_t before; /* the signals that were blocked when we were started */
};

static const int watched_signals[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};

/* Blocked, so that each is taken in one place, by sigtimedwait; workers inherit that. */
static void block_signals(sigset_t *watched, sigset_t *before)
{
    sigemptyset(watched);
    for (size_t i = 0; i < sizeof watched_signals / sizeof *watched_signals; i++) {
        signal(watched_signals[i], SIG_DFL);
        sigaddset(watched, watched_signals[i]);
    }
    signal(SIGPIPE, SIG_IGN);
    signal(SIGUSR1, SIG_IGN);
    sigprocmask(SIG_BLOCK, watched, before);
}

/* --- The opener ------------------------------------------------------------------------------- */

static int run_opener(const struct supervisor *supervisor, enum opener_task task)
{
    struct buffer error = {0};
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    sigprocmask(SIG_SETMASK, &supervisor->before, NULL);
    bool done = opener_run(supervisor->options, &error);
    if (!done && task == OPENER_START)
        fprintf(stderr, "aftercare serve: %s\n", buffer_text(&error));
    else if (!done)
        log_event("opener-failed", "detail=\"%s\"", buffer_text(&error));
    buffer_free(&error);
    return done ? EXIT_SUCCESS : EXIT_FAILURE;
}

static void start_opener(struct supervisor *supervisor, enum opener_task task)
{
    pid_t pid = fork();
    if (pid == 0)
        exit(run_opener(supervisor, task));
    if (pid < 0)
        log_event("fork-failed", "detail=\"%s\"", strerror(errno));
    supervisor->opener = pid > 0 ? pid : 0;
    supervisor->task = task;
}

/* Replaces the templates if they compile. The opener found that they do, in a process that may
 * fail; somebody may have changed them since. The dictionary is read before there are workers, who
 * share its memory. */
static bool reload_templates(struct supervisor *supervisor, struct buffer *error)
{
    struct app fresh = {.base_url = supervisor->options->base_url};
    if (!search_correct_prepare(error) ||
        !app_load(&fresh, supervisor->options->templates, error)) {
        app_unload(&fresh);
        return false;
    }
    app_unload(&supervisor->app);
    supervisor->app = fresh;
    return true;
}

static void finish_reload(struct supervisor *supervisor, bool done, int64_t now)
{
    struct buffer error = {0};
    if (!done)
        buffer_puts(&error, "see event=opener-failed");
    if (done && reload_templates(supervisor, &error)) {
        pool_renew(&supervisor->pool, now);
        log_event("reloaded", "workers=%zu", supervisor->pool.wanted);
    } else {
        log_event("reload-failed", "detail=\"%s\" consequence=\"the old workers stay\"",
                  buffer_text(&error));
    }
    buffer_free(&error);
}

static void note_opener_end(struct supervisor *supervisor, int status, int64_t now)
{
    bool done = WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
    supervisor->opener = 0;
    if (WIFSIGNALED(status))
        log_event("opener-died", "signal=%d", WTERMSIG(status));
    if (supervisor->stopping)
        return;
    if (supervisor->mend_wanted)
        pool_mended(&supervisor->pool, now);
    supervisor->mend_wanted = false;
    if (supervisor->task == OPENER_RELOAD)
        finish_reload(supervisor, done, now);
}

/* The error pages hold the clinic's name and number: they follow what is published. */
static bool pages_are_stale(const struct supervisor *supervisor)
{
    return supervisor->options->error_pages &&
           pool_site_version(&supervisor->pool) != supervisor->version;
}

static void start_opener_if_wanted(struct supervisor *supervisor)
{
    if (supervisor->opener || supervisor->stopping)
        return;
    if (supervisor->reload_wanted && pool_is_settled(&supervisor->pool)) {
        supervisor->reload_wanted = false;
        start_opener(supervisor, OPENER_RELOAD);
    } else if (supervisor->mend_wanted) {
        start_opener(supervisor, OPENER_MEND);
    } else if (pages_are_stale(supervisor)) {
        supervisor->version = pool_site_version(&supervisor->pool);
        start_opener(supervisor, OPENER_REFRESH);
    }
}

/* --- Signals ---------------------------------------------------------------------------------- */

static void reap(struct supervisor *supervisor, int64_t now)
{
    int status;
    pid_t pid;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (pid == supervisor->opener)
            note_opener_end(supervisor, status, now);
        else if (pool_note_end(&supervisor->pool, pid, status, now) && !supervisor->stopping)
            supervisor->mend_wanted = true;
    }
}

static void stop(struct supervisor *supervisor, int64_t now)
{
    log_event("stopping", "workers=%zu", pool_running(&supervisor->pool));
    supervisor->stopping = true;
    if (supervisor->opener)
        kill(supervisor->opener, SIGTERM);
    pool_stop(&supervisor->pool, now);
}

static void take_signal(struct supervisor *supervisor, int signal, int64_t now)
{
    if (signal == SIGHUP)
        supervisor->reload_wanted = true;
    else if ((signal == SIGTERM || signal == SIGINT) && !supervisor->stopping)
        stop(supervisor, now);
}

static int wait_for_signal(const struct supervisor *supervisor, const sigset_t *watched)
{
    int64_t now = clock_now();
    int64_t rest = pool_next(&supervisor->pool, now + TICK) - now;
    struct timespec timeout = clock_timespec(rest > 0 ? rest : 0);
    return sigtimedwait(watched, NULL, &timeout);
}

/* Everything that can have changed is looked at after each signal and each tick: a signal that
 * came twice is delivered once. */
static void supervise(struct supervisor *supervisor, const sigset_t *watched)
{
    while (!supervisor->stopping || supervisor->opener || pool_running(&supervisor->pool)) {
        int signal = wait_for_signal(supervisor, watched);
        int64_t now = clock_now();
        take_signal(supervisor, signal, now);
        reap(supervisor, now);
        pool_watch(&supervisor->pool, now);
        start_opener_if_wanted(supervisor);
        if (!supervisor->stopping)
            pool_start_due(&supervisor->pool, now);
    }
}

/* --- Start ------------------------------------------------------------------------------------ */

static bool open_first(struct supervisor *supervisor)
{
    int status = 0;
    start_opener(supervisor, OPENER_START);
    if (!supervisor->opener)
        return false;
    pid_t ended = waitpid(supervisor->opener, &status, 0);
    if (ended == supervisor->opener && WIFSIGNALED(status))
        fprintf(stderr, "aftercare serve: the opener was ended by signal %d\n", WTERMSIG(status));
    supervisor->opener = 0;
    return WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS;
}

static bool start(struct supervisor *supervisor, const struct server_sockets *sockets)
{
    struct buffer error = {0};
    if (!open_first(supervisor))
        return false;
    if (!reload_templates(supervisor, &error))
        fprintf(stderr, "aftercare serve: %s\n", buffer_text(&error));
    else if (!pool_init(&supervisor->pool, supervisor->options, sockets, &supervisor->app))
        fputs("aftercare serve: there is no shared memory\n", stderr);
    buffer_free(&error);
    return supervisor->pool.members != NULL;
}

int supervisor_run(const struct server_options *options, const struct server_sockets *sockets)
{
    struct supervisor supervisor = {.options = options};
    sigset_t watched;
    block_signals(&watched, &supervisor.before);
    bool started = start(&supervisor, sockets);
    if (started) {
        bool writes = sockets->fd[SOCKET_WRITER] >= 0;
        log_event("started", "pid=%d version=%s readers=%ld writers=%ld%s", (int)getpid(),
                  AFTERCARE_VERSION, options->readers, writes ? options->writers : 0,
                  writes ? "" : " detail=\"there is no writer socket\"");
        supervise(&supervisor, &watched);
        log_event("stopped", "pid=%d", (int)getpid());
    }
    pool_free(&supervisor.pool);
    app_unload(&supervisor.app);
    return started ? EXIT_SUCCESS : EXIT_FAILURE;
}

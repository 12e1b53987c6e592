#include "server/time_limit.h"

#include "base/clock.h"
#include "server/fcgi.h"

#include <errno.h>
#include <sys/time.h>

static struct itimerval limit;
static _Atomic int64_t *request_started;
static volatile sig_atomic_t current_phase;
static volatile sig_atomic_t cut;
static volatile sig_atomic_t passed;

static void on_alarm(int signal)
{
    int saved = errno;
    (void)signal;
    switch (current_phase) {
    case TIME_LIMIT_READING:
        cut = 1;
        fcgi_cut();
        atomic_store(request_started, clock_now());
        break;
    case TIME_LIMIT_ANSWERING:
        passed = 1;
        break;
    case TIME_LIMIT_SENDING:
        fcgi_cut();
        break;
    default:
        break;
    }
    errno = saved;
}

void time_limit_init(double seconds, _Atomic int64_t *started)
{
    struct sigaction action = {.sa_handler = on_alarm}; /* no SA_RESTART: it must interrupt */
    sigset_t alarms;
    struct timespec once = clock_timespec(clock_seconds(seconds));
    struct timeval time = {.tv_sec = once.tv_sec, .tv_usec = once.tv_nsec / 1000};
    limit = (struct itimerval){.it_value = time, .it_interval = time};
    request_started = started;
    sigaction(SIGALRM, &action, NULL);
    sigemptyset(&alarms);
    sigaddset(&alarms, SIGALRM);
    sigprocmask(SIG_UNBLOCK, &alarms, NULL);
}

void time_limit_start(enum time_limit_phase phase)
{
    cut = 0;
    passed = 0;
    current_phase = phase;
    setitimer(ITIMER_REAL, &limit, NULL);
}

void time_limit_phase(enum time_limit_phase phase)
{
    current_phase = phase;
}

void time_limit_stop(void)
{
    static const struct itimerval never;
    current_phase = TIME_LIMIT_IDLE;
    setitimer(ITIMER_REAL, &never, NULL);
}

bool time_limit_has_cut(void)
{
    return cut;
}

const volatile sig_atomic_t *time_limit_passed(void)
{
    return &passed;
}

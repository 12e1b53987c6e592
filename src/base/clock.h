/* Time for measuring and waiting, which never jumps, and the time of day. */
#ifndef AFTERCARE_BASE_CLOCK_H
#define AFTERCARE_BASE_CLOCK_H

#include <stdint.h>
#include <time.h>

#define CLOCK_SECOND      INT64_C(1000000000)
#define CLOCK_MILLISECOND INT64_C(1000000)

/* Nanoseconds since some start, never 0. Safe in a signal handler. */
static inline int64_t clock_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * CLOCK_SECOND + now.tv_nsec + 1;
}

/* Seconds since 1970-01-01T00:00Z. Unlike time(), whose clock is moved on at each tick of the
 * kernel's and stays up to 10 ms in a second that is over, it agrees with every other reader of the
 * exact clock. */
static inline time_t clock_of_day(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec;
}

static inline int64_t clock_seconds(double seconds)
{
    return (int64_t)(seconds * (double)CLOCK_SECOND);
}

static inline struct timespec clock_timespec(int64_t nanoseconds)
{
    return (struct timespec){.tv_sec = nanoseconds / CLOCK_SECOND,
                             .tv_nsec = nanoseconds % CLOCK_SECOND};
}

#endif

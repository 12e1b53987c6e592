/* Time for measuring and waiting: it never jumps. */
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

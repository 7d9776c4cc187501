/*
 * growth.h: what the flows here tell of themselves when they end: `used` nanoseconds of CPU time, of all threads, and `peak`,
 * the most memory, in KiB. The time goes from growth_begin() to growth_end(), where they are called, else from the process's
 * start to its end.
 */
#ifndef GROWTH_H
#define GROWTH_H

#include <inttypes.h>
#include <leat/leat.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../lib/ops.h"

static int64_t growth_began, growth_ended;

static inline int64_t growth_now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}

static void growth_report(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    unsigned long long kilobytes = 0;

    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %llu", &kilobytes) == 1)
            break;
    if (status)
        fclose(status);
    printf("used %" PRId64 "\npeak %llu\n", (growth_ended ? growth_ended : growth_now()) - growth_began, kilobytes);
    fflush(stdout);
}

/* Of a process that is deployed, not of the program that deploys it. */
__attribute__((constructor)) static void growth_prepare(void)
{
    if (getenv("LEAT_TOKEN"))
        atexit(growth_report);
}

static inline uint64_t growth_begin(void)
{
    growth_began = growth_now();
    return 0;
}

/* The last of the flow has come. */
static inline void growth_end(uint64_t result)
{
    growth_ended = growth_now();
    printf("result %" PRIu64 "\n", result);
}

/* `-- n=N` */
static inline uint64_t growth_size(void)
{
    leat_str text = leat_argument("n");

    return strtoull(leat_str_format("%.*s%c", (int)text.length, text.data, '\0').data, NULL, 10);
}

#define GROWTH_TELLS nondet("it tells the time, and nothing else depends on it")

#endif

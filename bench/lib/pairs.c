#include "pairs.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "ops.h"

static double cpu_time(void)
{
    struct timespec now;

    /* Of this thread, so that what else runs on the machine is not counted. Neither side ever waits. */
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static double median(double *values, int count)
{
    qsort(values, (size_t)count, sizeof *values, by_value);
    return count % 2 ? values[count / 2] : (values[count / 2 - 1] + values[count / 2]) / 2;
}

#ifdef BENCH_CHECK
struct bench_seen bench_seen;

static struct bench_seen run(bench_side side)
{
    bench_seen = (struct bench_seen){0, 0};
    side();
    return bench_seen;
}

int bench_compare(bench_side leat, bench_side hand, uint64_t expected_count, int pairs, int repeat)
{
    struct bench_seen from_leat = run(leat), from_hand = run(hand);

    (void)pairs;
    (void)repeat;
    if (from_leat.count == expected_count && from_hand.count == expected_count && from_leat.sum == from_hand.sum)
        return 0;
    fprintf(stderr, "the results differ: %" PRIu64 " elements, sum %" PRIx64 "; by hand %" PRIu64 ", sum %" PRIx64 "; %" PRIu64
                    " elements are expected\n",
            from_leat.count, from_leat.sum, from_hand.count, from_hand.sum, expected_count);
    return 1;
}
#else
static double seconds(bench_side side, int repeat)
{
    double start = cpu_time();

    for (int i = 0; i < repeat; i++)
        side();
    return (cpu_time() - start) / repeat;
}

int bench_compare(bench_side leat, bench_side hand, uint64_t expected_count, int pairs, int repeat)
{
    double *times = calloc((size_t)pairs * 3, sizeof *times), *by_hand = times + pairs, *ratios = by_hand + pairs;

    (void)expected_count;
    if (!times)
        return 1;
    seconds(leat, repeat); /* not counted: pages and clocks get warm */
    seconds(hand, repeat);
    for (int i = 0; i < pairs; i++) {
        times[i] = seconds(leat, repeat);
        by_hand[i] = seconds(hand, repeat);
        ratios[i] = times[i] / by_hand[i];
    }
    printf("%.9f %.9f %.4f\n", median(times, pairs), median(by_hand, pairs), median(ratios, pairs));
    free(times);
    return 0;
}
#endif

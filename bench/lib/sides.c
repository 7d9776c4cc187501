#include "sides.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MOST_MEASUREMENTS = 201 };
static const double long_enough = 5e-3; /* seconds for a measurement: then one run is as good as several */

static double thread_clock(void)
{
    struct timespec now;

    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* The least that one call took, of many. */
static double cost_of_clock(void)
{
    double least = 1;

    for (int i = 0; i < 1000; i++) {
        double start = thread_clock(), cost = thread_clock() - start;

        if (cost < least)
            least = cost;
    }
    return least;
}

double bench_cpu_time(void)
{
    static double cost = -1;
    static uint64_t calls;

    if (cost < 0)
        cost = cost_of_clock();
    return thread_clock() - (double)calls++ * cost;
}

void bench_add_side(struct bench_sides *sides, const char *name, bench_side run)
{
    if (sides->count == BENCH_MOST_SIDES) {
        fprintf(stderr, "more than %d sides\n", BENCH_MOST_SIDES);
        exit(1);
    }
    sides->side[sides->count].name = name;
    sides->side[sides->count++].run = run;
}

/* ---- results ---- */

int bench_compare(const struct bench_sides *sides, uint64_t expected)
{
    uint64_t sum = 0;
    int status = 0;

    for (int i = 0; i < sides->count; i++) {
        struct bench_run run = sides->fresh_run();

        if (!sides->side[i].run)
            continue;
        sides->side[i].run(&run);
        if (i == 0)
            sum = run.sum;
        if (run.seen == expected && run.sum == sum)
            continue;
        fprintf(stderr, "%s: %" PRIu64 " elements, sum %" PRIx64 "; Leat's sum is %" PRIx64 ", and %" PRIu64 " elements are expected\n",
                sides->side[i].name, run.seen, run.sum, sum, expected);
        status = 1;
    }
    return status;
}

/* ---- times ---- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* Of `count` sorted values, the one below which a part of them lies; between two it is in proportion. */
static double quantile(const double *values, int count, double part)
{
    double place = part * (count - 1);
    int below = (int)place;

    return below + 1 < count ? values[below] + (values[below + 1] - values[below]) * (place - below) : values[below];
}

static double once(const struct bench_sides *sides, int side)
{
    struct bench_run run = sides->fresh_run();

    run.repeat = sides->side[side].repeat;
    sides->side[side].run(&run);
    return run.seconds / run.repeat;
}

/* The same with what is not timed, as graphs are made as well: what it takes on the wall. */
static double once_with_all(const struct bench_sides *sides, int side, double *seconds)
{
    struct timespec begin, end;

    clock_gettime(CLOCK_MONOTONIC, &begin);
    *seconds = once(sides, side);
    clock_gettime(CLOCK_MONOTONIC, &end);
    return (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) * 1e-9;
}

/* So many measurements as there is time for, and the least that is asked: but of a peer (not Leat, nor the C) no more than in tenfold time. */
static int measurements(const struct bench_sides *sides, int side, double took)
{
    double fit = sides->seconds / (took + 1e-9);
    int least = sides->least;

    if (fit >= MOST_MEASUREMENTS)
        return MOST_MEASUREMENTS;
    if (side > 0 && strcmp(sides->side[side].name, "hand") != 0 && 10 * fit < least)
        least = 10 * fit > 1 ? (int)(10 * fit) : 1;
    return fit < least ? least : (int)fit;
}

/*
 * A run that is not counted gets pages and clocks warm, and tells how many measurements there is time for. There are as many
 * rounds as Leat has measurements, as the others are compared with it.
 */
static int plan(struct bench_sides *sides)
{
    for (int i = 0; i < sides->count; i++) {
        struct bench_run run;
        double seconds, took, most;

        if (!sides->side[i].run)
            continue;
        sides->side[i].repeat = 1;
        took = once_with_all(sides, i, &seconds);
        most = long_enough / (seconds + 1e-9);
        run = sides->fresh_run();
        sides->side[i].repeat = most >= run.repeat ? run.repeat : most < 1 ? 1 : (uint32_t)most;
        if (took < sides->seconds) /* what takes longer than all its measurements may is known by the first */
            took = once_with_all(sides, i, &seconds);
        sides->side[i].wanted = measurements(sides, i, took);
        if (sides->side[i].wanted > sides->side[0].wanted)
            sides->side[i].wanted = sides->side[0].wanted;
    }
    return sides->side[0].wanted;
}

static void report(const struct bench_sides *sides, int side, const double (*times)[MOST_MEASUREMENTS], int rounds)
{
    static double ours[MOST_MEASUREMENTS], theirs[MOST_MEASUREMENTS], ratios[MOST_MEASUREMENTS];
    int together = 0, by_hand = strcmp(sides->side[side].name, "hand") == 0;

    for (int i = 0; i < rounds; i++) {
        if (times[side][i] < 0)
            continue;
        ours[together] = times[0][i];
        theirs[together] = times[side][i];
        ratios[together++] = by_hand ? times[0][i] / times[side][i] : times[side][i] / times[0][i];
    }
    qsort(ours, (size_t)together, sizeof *ours, by_value);
    qsort(theirs, (size_t)together, sizeof *theirs, by_value);
    qsort(ratios, (size_t)together, sizeof *ratios, by_value);
    printf("%s %.9f %.9f %.4f %.4f %.4f\n", sides->side[side].name, quantile(ours, together, 0.5), quantile(theirs, together, 0.5),
           quantile(ratios, together, 0.5), quantile(ratios, together, 0.25), quantile(ratios, together, 0.75));
}

int bench_measure(struct bench_sides *sides)
{
    static double times[BENCH_MOST_SIDES][MOST_MEASUREMENTS];
    int rounds = plan(sides);

    for (int i = 0; i < rounds; i++)
        for (int side = 0; side < sides->count; side++) {
            int wanted = sides->side[side].wanted;

            /* A slow side has its turn in some of the rounds, evenly spread. */
            times[side][i] = wanted && (i + 1) * wanted / rounds > i * wanted / rounds ? once(sides, side) : -1;
        }
    for (int side = 1; side < sides->count; side++)
        if (sides->side[side].run)
            report(sides, side, times, rounds);
        else
            printf("%s absent\n", sides->side[side].name);
    return 0;
}

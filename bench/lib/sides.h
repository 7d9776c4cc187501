/*
 * sides.h: several ways to do the same, measured in turn (A B C A B C ...), so that all see the same machine.
 */
#ifndef BENCH_SIDES_H
#define BENCH_SIDES_H

#include "peer.h"

/* Does the work run->repeat times, and fills in what it took (or, where results are compared, what came). */
typedef void (*bench_side)(struct bench_run *run);

enum { BENCH_MOST_SIDES = 12 };

/* The first side is Leat; the others are compared with it. */
struct bench_sides {
    struct bench_run (*fresh_run)(void);
    double seconds; /* what a side may take, in all its measurements */
    int least;      /* but each is measured as often as this */
    int count;
    struct {
        const char *name;
        bench_side run; /* NULL: it is absent */
        int wanted;     /* measurements */
        uint32_t repeat; /* runs in each: as many as fresh_run() says, or fewer where that takes long */
    } side[BENCH_MOST_SIDES];
};

/*
 * CPU seconds of this thread, so that what else runs on the machine is not counted (no side ever waits), and less what it took to
 * ask for them so far: half a microsecond each time, by which whoever measures in small pieces would look slower.
 */
double bench_cpu_time(void);

void bench_add_side(struct bench_sides *sides, const char *name, bench_side run);

/* All must have seen `expected` elements with the same sum. The status for main(). */
int bench_compare(const struct bench_sides *sides, uint64_t expected);

/*
 * Measures, and prints a line for each side but Leat: `NAME LEAT SIDE RATIO Q1 Q3`: the medians of the CPU seconds for the
 * work once, and the median and the quartiles of the ratios of what was measured together: for `hand` Leat's time by its own,
 * for a peer its time by Leat's. `NAME absent` for one that is not there. The status for main().
 */
int bench_measure(struct bench_sides *sides);

#endif

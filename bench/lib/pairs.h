/*
 * pairs.h: two ways to do the same, measured in turn (A B A B ...), so that both see the same machine.
 */
#ifndef BENCH_PAIRS_H
#define BENCH_PAIRS_H

#include <stdint.h>

/* One side: does all the work once. */
typedef void (*bench_side)(void);

/*
 * Compares what both sides gave (compiled with BENCH_CHECK: elements seen and their sum, which must be those of
 * `expected_count` elements), or measures them in `pairs` pairs, `repeat` times the work in each, and prints
 * `LEAT HAND RATIO`: the medians of the CPU seconds for the work once, and the median of the pairs' ratios.
 * The status for main().
 */
int bench_compare(bench_side leat, bench_side hand, uint64_t expected_count, int pairs, int repeat);

#endif

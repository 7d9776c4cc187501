/*
 * rows.h: what the cases of the symmetric hash join are made of: DFIR's own benchmark of that name. Rows are a set: none comes
 * twice on one side. LEFT_ROWS, RIGHT_ROWS and `hash_join_row(side, i)` are those of a case's input.h.
 */
#ifndef BENCH_HASH_JOIN_ROWS_H
#define BENCH_HASH_JOIN_ROWS_H

#include "../lib/ops.h"

struct join_row {
    uint64_t key, value;
};

/* 1 / k to the power of `halves` / 2. */
static inline double weight(int k, int halves)
{
    double root = 1, all = 1;

    for (int i = 0; i < 20; i++)
        root = (root + k / root) / 2;
    for (int i = 0; i < halves; i++)
        all *= root;
    return 1 / all;
}

/* A key of 1 to 8000, of which the first are more frequent: Zipf's distribution with that power, in halves. */
static inline uint64_t zipf_key(uint64_t *state, int halves)
{
    static double sums[8001];
    const double x = (double)(bench_random(state) >> 1) / 4294967296.0;
    uint64_t low = 1, high = 8000;

    for (int k = 1; sums[8000] == 0 && k <= 8000; k++)
        sums[k] = sums[k - 1] + weight(k, halves);
    while (low < high) {
        const uint64_t middle = (low + high) / 2;

        if (sums[middle] < x * sums[8000])
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

#endif

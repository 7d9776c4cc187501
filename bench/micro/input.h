/*
 * input.h: the small inputs of DFIR's micro-benchmarks: ten thousand random numbers below 100, ten thousand more, and ten
 * thousand below 50.
 */
#ifndef BENCH_MICRO_INPUT_H
#define BENCH_MICRO_INPUT_H

#include "../lib/ops.h"

enum { MICRO_NUMBERS = 10000, MICRO_INPUTS = 3 };

/* The first, the second or the third input. */
BENCH_SHARED const uint64_t *micro_input(int which)
{
    static uint64_t numbers[MICRO_INPUTS][MICRO_NUMBERS];
    static int made;
    uint64_t state = 42;

    for (int input = 0; input < MICRO_INPUTS && !made; input++)
        for (int i = 0; i < MICRO_NUMBERS; i++)
            numbers[input][i] = bench_random(&state) % (input == 2 ? 50 : 100);
    made = 1;
    return numbers[which];
}

struct micro_row {
    uint64_t key, value;
};

/* Rows: the second input by the first one's numbers; with `more`, by ten times as many keys. Also the records of a flow. */
BENCH_SHARED const void *micro_rows(int more)
{
    static struct micro_row rows[2][MICRO_NUMBERS];
    static int made;

    for (int i = 0; i < MICRO_NUMBERS && !made; i++) {
        const uint64_t key = micro_input(0)[i], value = micro_input(1)[i];

        rows[0][i] = (struct micro_row){key, value};
        rows[1][i] = (struct micro_row){key + 100 * (uint64_t)(i % 10), value};
    }
    made = 1;
    return rows[more];
}

/* All three, one behind the other. */
static inline const void *bench_input(size_t *count)
{
    *count = MICRO_INPUTS * MICRO_NUMBERS;
    return micro_input(0);
}

#endif

/* rows.h: the keys of both cases: GROUP_ROWS of them, random and below GROUP_KEYS. The value of key i is i. */
#ifndef BENCH_GROUP_BY_ROWS_H
#define BENCH_GROUP_BY_ROWS_H

#include "../lib/ops.h"

#ifdef BENCH_SMALL
enum { GROUP_ROWS = 100000 };
#else
enum { GROUP_ROWS = 10000000 };
#endif

BENCH_SHARED const uint64_t *group_keys(void)
{
    static uint64_t keys[GROUP_ROWS];
    static int made;
    uint64_t state = 42;

    for (uint32_t i = 0; i < GROUP_ROWS && !made; i++)
        keys[i] = bench_random(&state) % GROUP_KEYS;
    made = 1;
    return keys;
}

static inline const void *bench_input(size_t *count)
{
    *count = GROUP_ROWS;
    return group_keys();
}

#endif

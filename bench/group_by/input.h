/* input.h: ten million keys, random and below GROUP_KEYS. */
#ifndef BENCH_GROUP_BY_INPUT_H
#define BENCH_GROUP_BY_INPUT_H

#include <stdint.h>

enum { GROUP_ROWS = 10000000 };

/* Key i of them all; its value is i. Made at the first call, which should not be timed. */
static inline const uint64_t *group_keys(void)
{
    static uint64_t keys[GROUP_ROWS];
    static int made;
    uint64_t state = 42;

    if (made)
        return keys;
    made = 1;
    for (uint32_t i = 0; i < GROUP_ROWS; i++) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        keys[i] = (state >> 33) % GROUP_KEYS;
    }
    return keys;
}

#endif

/* input.h: a million rows on each side: the same random keys in two random orders, so that each row meets one. */
#ifndef BENCH_JOIN_INPUT_H
#define BENCH_JOIN_INPUT_H

#include <stdint.h>

enum { JOIN_ROWS = 1000000 };

struct join_row {
    uint64_t key, value;
};

static inline uint64_t join_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state ^ *state >> 31;
}

/* Side 0 or 1. Made at the first call, which should not be timed. */
static inline const struct join_row *join_rows(int side)
{
    static struct join_row rows[2][JOIN_ROWS];
    uint64_t keys = 42, order = 43;

    if (rows[1][0].value > 0)
        return rows[side];
    for (uint64_t i = 0; i < JOIN_ROWS; i++) {
        uint64_t key = join_random(&keys);

        rows[0][i] = (struct join_row){key, i + 1};
        rows[1][i] = (struct join_row){key, i + 1};
    }
    for (uint64_t i = JOIN_ROWS - 1; i > 0; i--) {
        uint64_t k = (join_random(&order) >> 20) % (i + 1);
        struct join_row row = rows[1][i];

        rows[1][i] = rows[1][k];
        rows[1][k] = row;
    }
    return rows[side];
}

#endif

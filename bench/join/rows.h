/* rows.h: JOIN_ROWS rows on each side: the same random keys in two orders, so that each row meets one. */
#ifndef BENCH_JOIN_ROWS_H
#define BENCH_JOIN_ROWS_H

#include "../lib/ops.h"

#ifdef BENCH_SMALL
enum { JOIN_ROWS = 20000 };
#else
enum { JOIN_ROWS = 1000000 };
#endif

struct join_row {
    uint64_t key, value;
};

/* The left side, and the right one behind it. */
BENCH_SHARED const struct join_row *join_rows(void)
{
    static struct join_row rows[2 * JOIN_ROWS];
    struct join_row *right = rows + JOIN_ROWS;
    uint64_t keys = 42, order = 43;

    if (rows[0].value > 0)
        return rows;
    for (uint64_t i = 0; i < JOIN_ROWS; i++) {
        const uint64_t high = bench_random(&keys);

        rows[i] = right[i] = (struct join_row){high << 32 ^ bench_random(&keys), i + 1};
    }
    for (uint64_t i = JOIN_ROWS - 1; i > 0; i--) {
        const uint64_t k = bench_random(&order) % (i + 1);
        const struct join_row row = right[i];

        right[i] = right[k];
        right[k] = row;
    }
    return rows;
}

static inline const void *bench_input(size_t *count)
{
    *count = 2 * JOIN_ROWS;
    return join_rows();
}

#endif

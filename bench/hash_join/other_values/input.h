/* input.h: each key once on each side, with different values. */
#include "../rows.h"

enum { LEFT_ROWS = 3000, RIGHT_ROWS = 3000 };

/* The left side, and the right one behind it; also the records of a flow. */
BENCH_SHARED const void *join_rows(void)
{
    static struct join_row rows[LEFT_ROWS + RIGHT_ROWS];
    static int made;

    for (uint64_t i = 0; i < LEFT_ROWS + RIGHT_ROWS && !made; i++)
        rows[i] = i < LEFT_ROWS ? (struct join_row){i, i} : (struct join_row){i - LEFT_ROWS, i - LEFT_ROWS + 50000};
    made = 1;
    return rows;
}

static inline const void *bench_input(size_t *count)
{
    *count = LEFT_ROWS + RIGHT_ROWS;
    return join_rows();
}

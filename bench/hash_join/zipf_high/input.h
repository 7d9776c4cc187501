/* input.h: nearly all rows have one key: of power 4. */
#include "../rows.h"

enum { LEFT_ROWS = 1000, RIGHT_ROWS = 1000 };

/* The left side, and the right one behind it; also the records of a flow. */
BENCH_SHARED const void *join_rows(void)
{
    static struct join_row rows[LEFT_ROWS + RIGHT_ROWS];
    static int made;
    uint64_t state = 42;

    for (uint64_t i = 0; i < LEFT_ROWS + RIGHT_ROWS && !made; i++)
        rows[i] = (struct join_row){zipf_key(&state, 8), i};
    made = 1;
    return rows;
}

static inline const void *bench_input(size_t *count)
{
    *count = LEFT_ROWS + RIGHT_ROWS;
    return join_rows();
}

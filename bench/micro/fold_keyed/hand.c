/* The same as flow.c by hand: a table of keys and sums. */
#include <string.h>

#include "../by_hand.h"

enum { ROWS = 1000, BITS = 8 };

void by_hand(void)
{
    static struct sum sums[1 << BITS];
    const struct micro_row *rows = micro_rows(0);
    const uint64_t count = bench_elements(ROWS);

    memset(sums, 0, sizeof sums);
    for (uint64_t i = 0; i < count; i++)
        add(sums, BITS, rows[i].key, rows[i].value);
    give(sums, BITS);
}

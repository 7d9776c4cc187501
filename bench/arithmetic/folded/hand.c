/* The same as flow.c by hand: twenty additions in one unrolled loop. */
#include "../../lib/hand.h"
#include "../../lib/ops.h"

void by_hand(void)
{
    BENCH_UNROLLED
    for (uint64_t x = 0; x < 1000000; x++)
        bench_sink(x + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1);
}

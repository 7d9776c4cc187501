/* The same as flow.c by hand: twenty additions in one unrolled loop. */
#include "../../lib/hand.h"
#include "../../lib/ops.h"

void by_hand(void)
{
    const uint64_t elements = bench_elements(1000000);

    BENCH_UNROLLED
    for (uint64_t x = 0; x < elements; x++)
        bench_sink(x + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1);
}

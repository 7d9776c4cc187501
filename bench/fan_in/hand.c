/* The same as flow.c by hand: twenty unrolled loops. */
#include "../lib/hand.h"
#include "../lib/ops.h"

void by_hand(void)
{
    const uint64_t elements = bench_elements(1000000);

    for (int source = 0; source < 20; source++)
        BENCH_UNROLLED
        for (uint64_t x = 0; x < elements; x++)
            bench_sink(x);
}

/* The same as flow.c by hand, fused and unrolled: each element takes one path. */
#include "../lib/hand.h"
#include "../lib/ops.h"

static inline uint64_t stage(uint64_t x)
{
    if (x % 2 == 0)
        return x;
    return x;
}

void by_hand(void)
{
    const uint64_t elements = bench_elements(100000);

    BENCH_UNROLLED
    for (uint64_t x = 0; x < elements; x++) {
        uint64_t v = x;

        for (int step = 0; step < 20; step++)
            v = stage(v);
        bench_sink(v);
    }
}

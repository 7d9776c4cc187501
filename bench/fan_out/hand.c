/* The same as flow.c by hand: one unrolled loop. */
#include "../lib/hand.h"
#include "../lib/ops.h"

static inline void to_five(uint64_t x)
{
    bench_sink(x);
    bench_sink(x);
    bench_sink(x);
    bench_sink(x);
    bench_sink(x);
}

void by_hand(void)
{
    const uint64_t elements = bench_elements(1000000);

    BENCH_UNROLLED
    for (uint64_t x = 0; x < elements; x++) {
        to_five(x);
        to_five(x);
        to_five(x);
        to_five(x);
    }
}

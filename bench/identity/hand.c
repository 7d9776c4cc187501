/* The same as flow.c by hand: one unrolled loop. */
#include "../lib/hand.h"
#include "../lib/ops.h"

static inline uint64_t five(uint64_t x)
{
    x = bench_black_box(x);
    x = bench_black_box(x);
    x = bench_black_box(x);
    x = bench_black_box(x);
    x = bench_black_box(x);
    return x;
}

void by_hand(void)
{
    const uint64_t elements = bench_elements(1000000);

    BENCH_UNROLLED
    for (uint64_t x = 0; x < elements; x++)
        bench_sink(five(five(five(five(x)))));
}

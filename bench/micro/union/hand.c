/* The same as flow.c by hand: two unrolled loops. */
#include "../../lib/hand.h"
#include "../input.h"

static void sink_all(const uint64_t *numbers)
{
    BENCH_UNROLLED
    for (int i = 0; i < MICRO_NUMBERS; i++)
        bench_sink(numbers[i]);
}

void by_hand(void)
{
    sink_all(micro_input(0));
    sink_all(micro_input(1));
}

/* The same as flow.c by hand: one unrolled loop. */
#include "../../lib/hand.h"
#include "../input.h"

void by_hand(void)
{
    const uint64_t *numbers = micro_input(0);

    BENCH_UNROLLED
    for (int i = 0; i < MICRO_NUMBERS; i++)
        bench_sink(numbers[i] + 1);
}

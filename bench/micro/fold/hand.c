/* The same as flow.c by hand: one loop. */
#include "../../lib/hand.h"
#include "../input.h"

void by_hand(void)
{
    const uint64_t *numbers = micro_input(0);
    uint64_t sum = 0;

    for (int i = 0; i < MICRO_NUMBERS; i++)
        sum += numbers[i];
    bench_sink(sum);
}

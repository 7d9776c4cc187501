/* The same as flow.c by hand: four sums in one unrolled loop. */
#include "../../lib/hand.h"
#include "../input.h"

void by_hand(void)
{
    const uint64_t *numbers = micro_input(0);
    uint64_t sums[4] = {0};

    BENCH_UNROLLED
    for (int i = 0; i < MICRO_NUMBERS; i += 4)
        for (int k = 0; k < 4; k++)
            sums[k] += numbers[i + k];
    bench_sink(sums[0] + sums[1] + sums[2] + sums[3]);
}

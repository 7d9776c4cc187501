/* The same as flow.c by hand: two loops, the inner one unrolled. */
#include "../../lib/hand.h"
#include "../input.h"

enum { NUMBERS = 3000 };

void by_hand(void)
{
    const uint64_t *first = micro_input(0), *second = micro_input(1);

    for (int i = 0; i < NUMBERS; i++) {
        BENCH_UNROLLED
        for (int k = 0; k < NUMBERS; k++)
            bench_sink(first[i] << 32 | second[k]);
    }
}

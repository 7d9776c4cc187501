/* The same as flow.c by hand: from one array into the other, unrolled: else it matters by a factor of two where the loop lies. */
#include "../../lib/hand.h"
#include "../input.h"

enum { NUMBERS = 1024 };

void by_hand(void)
{
    static uint64_t waiting[2][NUMBERS];
    const uint64_t *from = micro_input(0);

    for (int step = 0; step < 10; step++) {
        uint64_t *into = waiting[step % 2];

        BENCH_UNROLLED
        for (int i = 0; i < NUMBERS; i++)
            into[i] = bench_black_box(from[i]);
        from = into;
    }
    for (int i = 0; i < NUMBERS; i++)
        bench_sink(from[i]);
}

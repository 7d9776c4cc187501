/* The same as flow.c by hand: twenty loops. */
#include "../lib/hand.h"
#include "../lib/ops.h"

void by_hand(void)
{
    for (int source = 0; source < 20; source++)
        for (uint64_t x = 0; x < 1000000; x++)
            bench_sink(x);
}

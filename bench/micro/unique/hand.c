/* The same as flow.c by hand: a table of numbers. */
#include "../by_hand.h"

void by_hand(void)
{
    static struct numbers seen;
    const uint64_t *numbers = micro_input(0);
    const uint64_t count = bench_elements(MICRO_NUMBERS);

    for (uint64_t i = 0; i < count; i++)
        if (enter(&seen, numbers[i]))
            bench_sink(numbers[i]);
    forget(&seen);
}

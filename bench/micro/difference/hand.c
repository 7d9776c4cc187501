/* The same as flow.c by hand: a table of the others. */
#include "../by_hand.h"

void by_hand(void)
{
    static struct numbers taken;
    const uint64_t *numbers = micro_input(0), *others = micro_input(2);
    const uint64_t count = bench_elements(MICRO_NUMBERS);

    for (uint64_t i = 0; i < count; i++)
        enter(&taken, others[i]);
    for (uint64_t i = 0; i < count; i++)
        if (!is_in(&taken, numbers[i]))
            bench_sink(numbers[i]);
    forget(&taken);
}

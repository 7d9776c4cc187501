/* The same as flow.c by hand: a table of the other keys. */
#include "../by_hand.h"

enum { ROWS = 1000 };

void by_hand(void)
{
    static struct numbers taken;
    const uint64_t *numbers = micro_input(0), *others = micro_input(2);
    const uint64_t count = bench_elements(ROWS);

    for (uint64_t i = 0; i < count; i++)
        enter(&taken, others[i]);
    for (uint64_t i = 0; i < count; i++)
        if (!is_in(&taken, numbers[i]))
            bench_sink(numbers[i] << 32 | numbers[i]);
    forget(&taken);
}

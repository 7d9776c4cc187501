/* The same as flow.c by hand: a table for each side, then two loops, the inner one unrolled. */
#include "../../lib/hand.h"
#include "../input.h"

enum { NUMBERS = 1000, SLOTS = 2048 };

static int distinct(const uint64_t *numbers, uint64_t *into)
{
    uint64_t slots[SLOTS] = {0}; /* a number plus 1 */
    int count = 0;

    for (int i = 0; i < NUMBERS; i++) {
        uint32_t at = (uint32_t)(numbers[i] * UINT64_C(0x9e3779b97f4a7c15) >> 53);

        while (slots[at] && slots[at] != numbers[i] + 1)
            at = (at + 1) % SLOTS;
        if (slots[at])
            continue;
        slots[at] = numbers[i] + 1;
        into[count++] = numbers[i];
    }
    return count;
}

void by_hand(void)
{
    uint64_t first[NUMBERS], second[NUMBERS];
    int first_count = distinct(micro_input(0), first), second_count = distinct(micro_input(1), second);

    for (int i = 0; i < first_count; i++) {
        BENCH_UNROLLED
        for (int k = 0; k < second_count; k++)
            bench_sink(first[i] << 32 | second[k]);
    }
}

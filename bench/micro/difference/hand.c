/* The same as flow.c by hand: a table of the others. */
#include <string.h>

#include "../../lib/hand.h"
#include "../input.h"

enum { BITS = 15 }; /* for as many as there may be */

/* Where the number is, or the free slot that it would have. A slot holds a number plus 1. */
static inline uint64_t *slot_of(uint64_t *slots, uint64_t number)
{
    uint32_t at = (uint32_t)(number * UINT64_C(0x9e3779b97f4a7c15) >> (64 - BITS));

    while (slots[at] && slots[at] != number + 1)
        at = (at + 1) % (1 << BITS);
    return &slots[at];
}

void by_hand(void)
{
    static uint64_t slots[1 << BITS];
    const uint64_t *numbers = micro_input(0), *others = micro_input(2);

    memset(slots, 0, sizeof slots);
    for (int i = 0; i < MICRO_NUMBERS; i++)
        *slot_of(slots, others[i]) = others[i] + 1;
    for (int i = 0; i < MICRO_NUMBERS; i++)
        if (!*slot_of(slots, numbers[i]))
            bench_sink(numbers[i]);
}

/* The same as flow.c by hand: a table for each side, then two loops, eight numbers of the first at a time. */
#include "../by_hand.h"

enum { NUMBERS = 1000, PLACES = 2048 };

static int distinct(const uint64_t *numbers, uint64_t *into)
{
    uint64_t slots[PLACES] = {0}; /* a number plus 1 */
    int count = 0;

    for (int i = 0; i < NUMBERS; i++) {
        uint32_t at = (uint32_t)(numbers[i] * UINT64_C(0x9e3779b97f4a7c15) >> 53);

        while (slots[at] && slots[at] != numbers[i] + 1)
            at = (at + 1) % PLACES;
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

    pair_up(first, first_count, second, second_count);
}

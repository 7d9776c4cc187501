/* The same as flow.c by hand: a table of keys and sums. */
#include <string.h>

#include "../../lib/hand.h"
#include "../input.h"

enum { ROWS = 1000, BITS = 8 };

struct slot {
    uint64_t key; /* plus 1 */
    uint64_t sum;
};

void by_hand(void)
{
    static struct slot slots[1 << BITS];
    const uint64_t *numbers = micro_input(0), *values = micro_input(1);

    memset(slots, 0, sizeof slots);
    for (int i = 0; i < ROWS; i++) {
        uint64_t key = numbers[i];
        uint32_t at = (uint32_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> (64 - BITS));

        while (slots[at].key && slots[at].key != key + 1)
            at = (at + 1) % (1 << BITS);
        slots[at].key = key + 1;
        slots[at].sum += values[i];
    }
    for (int at = 0; at < 1 << BITS; at++)
        if (slots[at].key)
            bench_sink((slots[at].key - 1) << 32 | slots[at].sum);
}

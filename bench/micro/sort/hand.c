/* The same as flow.c by hand: a radix sort from the lowest byte, which leaves out the bytes that are the same in all. */
#include "../../lib/hand.h"
#include "../input.h"

enum { DIGITS = 8 };

void by_hand(void)
{
    static uint64_t sorted[2][MICRO_NUMBERS];
    uint32_t counts[DIGITS][256] = {0};
    const uint64_t *from = micro_input(0);
    uint64_t *into = sorted[0];

    for (int i = 0; i < MICRO_NUMBERS; i++)
        for (int digit = 0; digit < DIGITS; digit++)
            counts[digit][from[i] >> (8 * digit) & 255]++;
    for (int digit = 0; digit < DIGITS; digit++) {
        uint32_t *at = counts[digit], sum = 0;

        if (at[from[0] >> (8 * digit) & 255] == MICRO_NUMBERS)
            continue;
        for (int byte = 0; byte < 256; byte++) {
            uint32_t count = at[byte];

            at[byte] = sum;
            sum += count;
        }
        for (int i = 0; i < MICRO_NUMBERS; i++)
            into[at[from[i] >> (8 * digit) & 255]++] = from[i];
        from = into;
        into = sorted[into == sorted[0]];
    }
    for (int i = 0; i < MICRO_NUMBERS; i++)
        bench_sink(from[i]);
}

/*
 * The same as flow.c by hand: a radix sort from the lowest byte (of a little-endian machine), which leaves out the bytes
 * that are the same in all.
 */
#include "../../lib/hand.h"
#include "../input.h"

/* A pass by one byte. */
static void move(const uint64_t *from, uint64_t *into, int shift)
{
    const uint8_t *bytes = (const uint8_t *)from + shift / 8;
    uint32_t at[256] = {0}, sum = 0;

    BENCH_UNROLLED
    for (int i = 0; i < MICRO_NUMBERS; i++)
        at[bytes[i * 8]]++;
    for (int byte = 0; byte < 256; byte++) {
        uint32_t count = at[byte];

        at[byte] = sum;
        sum += count;
    }
    BENCH_UNROLLED
    for (int i = 0; i < MICRO_NUMBERS; i++)
        into[at[bytes[i * 8]]++] = from[i];
}

void by_hand(void)
{
    static uint64_t sorted[2][MICRO_NUMBERS];
    const uint64_t *from = micro_input(0);
    uint64_t differ = 0;

    for (int i = 0; i < MICRO_NUMBERS; i++)
        differ |= from[i] ^ from[0];
    for (int shift = 0; shift < 64; shift += 8) {
        uint64_t *into = sorted[from == sorted[0]];

        if (!(differ >> shift & 255))
            continue;
        move(from, into, shift);
        from = into;
    }
    for (int i = 0; i < MICRO_NUMBERS; i++)
        bench_sink(from[i]);
}

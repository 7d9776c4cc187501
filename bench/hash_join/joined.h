/*
 * The same as flow.c by hand: the right side is entered in a table that is made for it, whose slots lead to a list of the
 * rows of a key; then the left one is looked up.
 */
#include <stdlib.h>
#include <string.h>

#include "../lib/hand.h"

enum { BITS = RIGHT_ROWS <= 1024 ? 11 : RIGHT_ROWS <= 2048 ? 12 : 13, SLOTS = 1 << BITS };

static inline uint32_t place_of(uint64_t key)
{
    return (uint32_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> (64 - BITS));
}

/* Where a key occurs often that is the next row in memory: guessed, so that the next turn need not wait for a load. */
static inline uint32_t row_before(const uint16_t *before, uint32_t row)
{
    uint32_t guess = row - 1;

    __asm__("" : "+r"(guess));
    if (__builtin_expect(before[row - 1] == row - 1, 1))
        return guess;
    __asm__ volatile("");
    return before[row - 1];
}

void by_hand(void)
{
    const struct join_row *left = join_rows(), *right = left + LEFT_ROWS;
    uint16_t *slots = calloc(SLOTS + RIGHT_ROWS, sizeof *slots), *before = slots + SLOTS; /* rows, counted from 1 */

    if (!slots)
        abort();
    for (uint32_t i = 0; i < RIGHT_ROWS; i++) {
        uint32_t at = place_of(right[i].key);

        while (slots[at] && right[slots[at] - 1].key != right[i].key)
            at = (at + 1) & (SLOTS - 1);
        before[i] = slots[at];
        slots[at] = (uint16_t)(i + 1);
    }
    for (uint32_t i = 0; i < LEFT_ROWS; i++) {
        uint32_t at = place_of(left[i].key);

        while (slots[at] && right[slots[at] - 1].key != left[i].key)
            at = (at + 1) & (SLOTS - 1);
        for (uint32_t row = slots[at]; row; row = row_before(before, row))
            bench_sink(left[i].value + 2 * right[row - 1].value);
    }
    free(slots);
}

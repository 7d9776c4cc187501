/*
 * by_hand.h: tables of numbers as one writes them by hand: open addressing, as many slots as there can ever be
 * numbers, in memory that stays from run to run. What a run has used is noted, so that no more than that is cleared.
 */
#ifndef BENCH_MICRO_BY_HAND_H
#define BENCH_MICRO_BY_HAND_H

#include <stdbool.h>

#include "../lib/hand.h"
#include "input.h"

enum { SLOT_BITS = 15, SLOTS = 1 << SLOT_BITS };

static inline uint32_t first_slot(uint64_t number, int bits)
{
    return (uint32_t)(number * UINT64_C(0x9e3779b97f4a7c15) >> (64 - bits));
}

/* ---- sets ---- */

struct numbers {
    uint64_t slots[SLOTS]; /* a number plus 1; 0: free */
    uint32_t used[MICRO_NUMBERS];
    uint32_t count;
};

/* Where the number is, or the free slot that it would have. */
static inline uint32_t slot_of(const struct numbers *numbers, uint64_t number)
{
    uint32_t at = first_slot(number, SLOT_BITS);

    while (numbers->slots[at] && numbers->slots[at] != number + 1)
        at = (at + 1) % SLOTS;
    return at;
}

static inline bool is_in(const struct numbers *numbers, uint64_t number)
{
    return numbers->slots[slot_of(numbers, number)] != 0;
}

/* Whether it is new. */
static inline bool enter(struct numbers *numbers, uint64_t number)
{
    uint32_t at = slot_of(numbers, number);

    if (numbers->slots[at])
        return false;
    numbers->slots[at] = number + 1;
    numbers->used[numbers->count++] = at;
    return true;
}

static inline void forget(struct numbers *numbers)
{
    for (uint32_t i = 0; i < numbers->count; i++)
        numbers->slots[numbers->used[i]] = 0;
    numbers->count = 0;
}

/* ---- sums by key, of which it is known how many there are: their slots are cleared and gone through as a whole ---- */

struct sum {
    uint64_t key; /* plus 1; 0: free */
    uint64_t sum;
};

static inline void add(struct sum *sums, int bits, uint64_t key, uint64_t value)
{
    uint32_t at = first_slot(key, bits);

    while (sums[at].key && sums[at].key != key + 1)
        at = (at + 1) % (UINT32_C(1) << bits);
    sums[at].key = key + 1;
    sums[at].sum += value;
}

static inline void give(const struct sum *sums, int bits)
{
    for (uint32_t at = 0; at < UINT32_C(1) << bits; at++)
        if (sums[at].key)
            bench_sink((sums[at].key - 1) << 32 | sums[at].sum);
}

/* ---- pairs ---- */

/* Eight of the first at a time: each of the second is loaded once for them. */
static inline void pair_up(const uint64_t *first, int first_count, const uint64_t *second, int second_count)
{
    int i = 0;

    for (; i + 8 <= first_count; i += 8)
        for (int k = 0; k < second_count; k++) {
            BENCH_UNROLLED
            for (int n = 0; n < 8; n++)
                bench_sink(first[i + n] << 32 | second[k]);
        }
    for (; i < first_count; i++) {
        BENCH_UNROLLED
        for (int k = 0; k < second_count; k++)
            bench_sink(first[i] << 32 | second[k]);
    }
}

#endif

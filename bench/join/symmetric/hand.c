/*
 * The same as flow.c by hand, for rows that come in turn from both sides, of which nothing is known beforehand but
 * how many there are: a table for each side, entered and asked in batches whose slots are fetched ahead.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <sys/mman.h>

#include "../../lib/hand.h"
#include "input.h"

enum { SLOTS = 1 << 21, BATCH = 32 };

/* The rows of a key are a list through one array; a slot leads to the newest. */
struct slot {
    uint64_t key;
    uint32_t newest; /* counted from 1; 0: free */
};
struct kept {
    uint64_t value;
    uint32_t next;
};
struct side {
    struct slot *slots;
    struct kept *rows;
    uint32_t count;
};

static inline uint32_t place_of(uint64_t key)
{
    return (uint32_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 43);
}

static void *pages_of(size_t size)
{
    void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (pages == MAP_FAILED)
        abort();
    madvise(pages, size, MADV_HUGEPAGE);
    return pages;
}

static inline struct slot *find(const struct side *side, uint64_t key, uint32_t at)
{
    while (side->slots[at].newest && side->slots[at].key != key)
        at = (at + 1) & (SLOTS - 1);
    return &side->slots[at];
}

static void take_batch(struct side *mine, const struct side *theirs, const struct join_row *rows, uint32_t count, int is_left)
{
    uint32_t at[BATCH];

    for (uint32_t i = 0; i < count; i++) {
        at[i] = place_of(rows[i].key);
        __builtin_prefetch(&mine->slots[at[i]], 0, 2);
        __builtin_prefetch(&theirs->slots[at[i]], 0, 2);
    }
    for (uint32_t i = 0; i < count; i++) {
        struct slot *slot = find(mine, rows[i].key, at[i]);

        mine->rows[mine->count] = (struct kept){rows[i].value, slot->newest};
        *slot = (struct slot){rows[i].key, ++mine->count};
    }
    for (uint32_t i = 0; i < count; i++)
        if ((at[i] = find(theirs, rows[i].key, at[i])->newest))
            __builtin_prefetch(&theirs->rows[at[i] - 1], 0, 2);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t row = at[i]; row; row = theirs->rows[row - 1].next)
            bench_sink(is_left ? rows[i].value + 2 * theirs->rows[row - 1].value : theirs->rows[row - 1].value + 2 * rows[i].value);
}

void by_hand(void)
{
    const size_t slots = SLOTS * sizeof(struct slot), rows = JOIN_ROWS * sizeof(struct kept);
    struct side left = {pages_of(slots), pages_of(rows), 0}, right = {pages_of(slots), pages_of(rows), 0};

    for (uint32_t i = 0; i < JOIN_ROWS; i += BATCH) {
        uint32_t count = JOIN_ROWS - i < BATCH ? JOIN_ROWS - i : BATCH;

        take_batch(&left, &right, join_rows() + i, count, 1);
        take_batch(&right, &left, join_rows() + JOIN_ROWS + i, count, 0);
    }
    munmap(left.slots, slots);
    munmap(right.slots, slots);
    munmap(left.rows, rows);
    munmap(right.rows, rows);
}

/*
 * The same as flow.c by hand: both sides are parted by the high bits of the hash into pieces whose tables fit the
 * caches; then one table after another is made of the right side's piece, and asked with the left side's.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../../lib/hand.h"
#include "input.h"

enum { PARTS = 256, SLOTS = 16384 };

static inline uint64_t hash_of(uint64_t key)
{
    return key * UINT64_C(0x9e3779b97f4a7c15);
}

static void *pages_of(size_t size)
{
    void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (pages == MAP_FAILED)
        abort();
    madvise(pages, size, MADV_HUGEPAGE);
    return pages;
}

/* Where each part begins in `into` is in `begins`, which has one more for the end. */
static void part(const struct join_row *rows, struct join_row *into, uint32_t *begins)
{
    uint32_t at[PARTS] = {0}, sum = 0;

    for (uint32_t i = 0; i < JOIN_ROWS; i++)
        at[hash_of(rows[i].key) >> 56]++;
    for (int p = 0; p < PARTS; p++) {
        uint32_t count = at[p];

        begins[p] = at[p] = sum;
        sum += count;
    }
    begins[PARTS] = sum;
    for (uint32_t i = 0; i < JOIN_ROWS; i++)
        into[at[hash_of(rows[i].key) >> 56]++] = rows[i];
}

/* A slot is free where its key is 0; a row whose key is 0 has a place of its own behind the slots. */
static void join_part(struct join_row *slots, const struct join_row *left, uint32_t left_count, const struct join_row *right,
                      uint32_t right_count)
{
    uint32_t mask = 15;

    while (mask < 2 * right_count)
        mask = mask * 2 + 1;
    if (mask >= SLOTS)
        abort();
    memset(slots, 0, (mask + 2) * sizeof *slots);
    for (uint32_t i = 0; i < right_count; i++) {
        uint32_t at = (uint32_t)(hash_of(right[i].key) >> 32) & mask;

        while (slots[at].key)
            at = (at + 1) & mask;
        slots[right[i].key ? at : mask + 1] = right[i];
    }
    for (uint32_t i = 0; i < left_count; i++) {
        uint32_t at = (uint32_t)(hash_of(left[i].key) >> 32) & mask;

        while (slots[at].key && slots[at].key != left[i].key)
            at = (at + 1) & mask;
        if (!left[i].key)
            at = mask + 1;
        if (slots[at].value)
            bench_sink(left[i].value + 2 * slots[at].value);
    }
}

void by_hand(void)
{
    const size_t size = JOIN_ROWS * sizeof(struct join_row);
    struct join_row *left = pages_of(size), *right = pages_of(size);
    struct join_row *slots = malloc((SLOTS + 1) * sizeof *slots);
    uint32_t left_begins[PARTS + 1], right_begins[PARTS + 1];

    if (!slots)
        abort();
    part(join_rows(), left, left_begins);
    part(join_rows() + JOIN_ROWS, right, right_begins);
    for (int p = 0; p < PARTS; p++)
        join_part(slots, left + left_begins[p], left_begins[p + 1] - left_begins[p], right + right_begins[p],
                  right_begins[p + 1] - right_begins[p]);
    munmap(left, size);
    munmap(right, size);
    free(slots);
}

/*
 * table.h: what the C by hand keeps its keys in: open addressing, made for as many keys as there will be. A slot is
 * free where its key is 0.
 */
#ifndef BENCH_NEXMARK_TABLE_H
#define BENCH_NEXMARK_TABLE_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct slot {
    uint64_t key; /* what is looked for, plus 1 */
    uint64_t value;
};

struct table {
    struct slot *slots;
    int bits;
};

static inline struct table table_new(int bits)
{
    struct table table = {calloc((size_t)1 << bits, sizeof(struct slot)), bits};

    if (!table.slots)
        abort();
    return table;
}

/* The slot of the key, or the free one that it would have. */
static inline struct slot *table_slot(struct table table, uint64_t key)
{
    uint64_t mask = ((uint64_t)1 << table.bits) - 1, at = (key * UINT64_C(0x9e3779b97f4a7c15)) >> (64 - table.bits);

    while (table.slots[at].key && table.slots[at].key != key + 1)
        at = (at + 1) & mask;
    return &table.slots[at];
}

#endif

/*
 * The same as flow.c by hand: a table of keys and sums, made for as many keys as there are. Where it is larger than the
 * caches its slots are fetched ahead, to the second cache, which can wait for more of them at a time than the first.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "../lib/hand.h"

enum { BITS = GROUP_KEYS <= 1024 ? 11 : 21, SLOTS = 1 << BITS, AHEAD = 128, FETCHES = SLOTS > 65536 };

/* Free where the key is 0; that of key 0 is behind the others. */
struct slot {
    uint64_t key, sum;
};

static inline uint32_t place_of(uint64_t key)
{
    return (uint32_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> (64 - BITS));
}

static bool has_zero;

static inline void add(struct slot *slots, uint64_t key, uint64_t value)
{
    uint32_t at = place_of(key);

    while (slots[at].key != key && slots[at].key)
        at = (at + 1) & (SLOTS - 1);
    if (key == 0) {
        at = SLOTS;
        has_zero = true;
    }
    slots[at].key = key;
    slots[at].sum += value;
}

void by_hand(void)
{
    const size_t size = (SLOTS + 1) * sizeof(struct slot);
    const uint64_t *keys = group_keys();
    struct slot *slots = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    uint32_t i = 0;

    if (slots == MAP_FAILED)
        abort();
    madvise(slots, size, MADV_HUGEPAGE);
    for (; FETCHES && i < GROUP_ROWS - AHEAD; i++) {
        __builtin_prefetch(&slots[place_of(keys[i + AHEAD])], 0, 2);
        add(slots, keys[i], i);
    }
    for (; i < GROUP_ROWS; i++)
        add(slots, keys[i], i);
    for (uint32_t at = 0; at <= SLOTS; at++)
        if (slots[at].key || (at == SLOTS && has_zero))
            bench_sink(slots[at].key * 31 + slots[at].sum);
    munmap(slots, size);
}

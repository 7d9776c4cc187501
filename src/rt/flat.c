/* flat.c: growth and clearing of leat/rt/flat.h. */
#include "leat/rt/flat.h"

#include <stdlib.h>

#include "arena.h"
#include "leat/rt/run.h"
#include "pages.h"

#define BYTES_LEAST ((size_t)4096) /* of the first slots */
#define SLOTS_KEPT ((size_t)1024)  /* so many are cleared, not given back */
#define SLOTS_ORDERED ((size_t)1 << 16) /* with more, the order of coming is no longer remembered */
#define SLOTS_DOUBLED ((size_t)1 << 19) /* with so many or more they are doubled, with fewer quadrupled */
#define SLOTS_MOST ((size_t)1 << 31)
#define LARGE ((size_t)1 << 20)         /* bytes; about what a core has for itself */

static size_t bytes_of(size_t slot_count, size_t entry_size)
{
    return leat__array_size(slot_count + 1, entry_size);
}

/* ---- moving, and spreading: inlined with the sizes that are common ---- */

struct sizes {
    size_t entry, key_at, key;
};

LEAT_ALWAYS_INLINE size_t free_slot(const struct leat_flat *flat, struct sizes sizes, uint64_t key)
{
    size_t at = leat_flat_slot(flat, key);

    while (leat_flat_key(flat->slots + at * sizes.entry, sizes.key_at, sizes.key) != 0)
        at = (at + 1) & (flat->slot_count - 1);
    return at;
}

/* Moves an entry from the slots of `old`; `at` is where it lies there. Returns where it lies now. */
LEAT_ALWAYS_INLINE size_t move_entry(struct leat_flat *flat, const struct leat_flat *old, struct sizes sizes, size_t at)
{
    const char *entry = old->slots + at * sizes.entry;
    const uint64_t key = leat_flat_key(entry, sizes.key_at, sizes.key);
    const size_t to = key ? free_slot(flat, sizes, key) : flat->slot_count;

    memcpy(flat->slots + to * sizes.entry, entry, sizes.entry);
    return to;
}

/*
 * As they came; or in the order of slots, in which all memory is gone through once, as the high bits of the hash stay
 * what they are.
 */
LEAT_ALWAYS_INLINE void move_all_of(struct leat_flat *flat, const struct leat_flat *old, struct sizes sizes)
{
    for (size_t i = 0; flat->order && i < old->count; i++)
        flat->order[i] = (uint32_t)move_entry(flat, old, sizes, old->order[i]);
    for (size_t at = 0; !flat->order && at < old->slot_count; at++)
        if (leat_flat_key(old->slots + at * sizes.entry, sizes.key_at, sizes.key) != 0)
            move_entry(flat, old, sizes, at);
    if (!flat->order && old->has_zero)
        move_entry(flat, old, sizes, old->slot_count);
}

/* The first that is free of the slots from `at` on; `end`, if there is none before that. */
LEAT_ALWAYS_INLINE size_t free_slot_before(const struct leat_flat *flat, struct sizes sizes, size_t at, size_t end)
{
    while (at < end && leat_flat_key(flat->slots + at * sizes.entry, sizes.key_at, sizes.key) != 0)
        at++;
    return at;
}

/*
 * The same in the memory where they lie, which has become larger. The last goes first: its new slot is behind all that have not gone
 * yet, but for few near the beginning (that lie far from their own slots, or whose own slots are the last of all). These wait until
 * all others are where they will be.
 */
LEAT_ALWAYS_INLINE void spread_all_of(struct leat_flat *flat, size_t old_count, struct sizes sizes)
{
    const char *zero = flat->slots + old_count * sizes.entry; /* the entry of key 0: it lies behind all */
    struct leat_buffer waiting = {0};

    memcpy(flat->slots + flat->slot_count * sizes.entry, zero, sizes.entry);
    memset(flat->slots + old_count * sizes.entry, 0, sizes.entry);
    for (size_t at = old_count; at-- > 0;) {
        char *entry = flat->slots + at * sizes.entry;
        const uint64_t key = leat_flat_key(entry, sizes.key_at, sizes.key);
        size_t to;

        if (key == 0)
            continue;
        to = leat_flat_slot(flat, key);
        to = to > at ? free_slot_before(flat, sizes, to, flat->slot_count) : flat->slot_count;
        memcpy(to < flat->slot_count ? flat->slots + to * sizes.entry : leat_buffer_push(&waiting, sizes.entry), entry, sizes.entry);
        memset(entry, 0, sizes.entry);
    }
    for (size_t i = 0; i < waiting.count; i++) {
        const char *entry = (const char *)waiting.data + i * sizes.entry;

        memcpy(flat->slots + free_slot(flat, sizes, leat_flat_key(entry, sizes.key_at, sizes.key)) * sizes.entry, entry, sizes.entry);
    }
    leat_buffer_release(&waiting);
}

/* From `old` to slots of their own; or in the same memory, if they lie there already. */
LEAT_ALWAYS_INLINE void lay_out_of(struct leat_flat *flat, const struct leat_flat *old, bool same_memory, struct sizes sizes)
{
    if (same_memory)
        spread_all_of(flat, old->slot_count, sizes);
    else
        move_all_of(flat, old, sizes);
}

static void lay_out(struct leat_flat *flat, const struct leat_flat *old, bool same_memory, struct sizes sizes)
{
    if (sizes.entry == 16 && sizes.key == 8 && sizes.key_at == 0)
        lay_out_of(flat, old, same_memory, (struct sizes){16, 0, 8});
    else if (sizes.entry == 16 && sizes.key == 4 && sizes.key_at == 0)
        lay_out_of(flat, old, same_memory, (struct sizes){16, 0, 4});
    else if (sizes.entry == 8 && sizes.key == 4 && sizes.key_at == 0)
        lay_out_of(flat, old, same_memory, (struct sizes){8, 0, 4});
    else if (sizes.entry == 8 && sizes.key == 8)
        lay_out_of(flat, old, same_memory, (struct sizes){8, 0, 8});
    else if (sizes.entry == 4 && sizes.key == 4)
        lay_out_of(flat, old, same_memory, (struct sizes){4, 0, 4});
    else
        lay_out_of(flat, old, same_memory, sizes);
}

static void give_back(const struct leat_flat *flat, size_t entry_size)
{
    if (flat->slots)
        leat__pages_give(flat->slots, bytes_of(flat->slot_count, entry_size));
    free(flat->order);
}

static size_t slots_least(size_t entry_size)
{
    size_t count = 16;

    while (count * 2 * entry_size <= BYTES_LEAST)
        count *= 2;
    return count;
}

/*
 * To four times the slots, so that little is moved, until the table takes megabytes. One that has memory of its own grows
 * there: what is never there twice need not be had, and cleared, twice.
 */
static void grow(struct leat_flat *flat, struct sizes sizes)
{
    const struct leat_flat old = *flat;
    const size_t old_bytes = bytes_of(old.slot_count, sizes.entry);
    const bool same_memory = !old.order && old.slots && leat__pages_are_mapped(old_bytes);

    if (old.slot_count >= SLOTS_MOST)
        leat_run_fail("a table of keys is full: it has 2^31 slots");
    flat->slot_count = old.slot_count ? old.slot_count * (old.slot_count < SLOTS_DOUBLED ? 4 : 2) : slots_least(sizes.entry);
    flat->most = flat->slot_count / 8 * 5;
    flat->shift = (uint16_t)(64 - __builtin_ctzll(flat->slot_count));
    flat->is_large = flat->slot_count * sizes.entry > LARGE;
    flat->order = NULL;
    if (same_memory) {
        flat->slots = leat__pages_grow(old.slots, old_bytes, bytes_of(flat->slot_count, sizes.entry));
        lay_out(flat, &old, true, sizes);
        return;
    }
    flat->slots = leat__pages_take(bytes_of(flat->slot_count, sizes.entry));
    if ((flat->in_order || flat->slot_count <= SLOTS_ORDERED) && sizes.entry > sizes.key)
        flat->order = leat__array_take(flat->most, sizeof *flat->order);
    lay_out(flat, &old, false, sizes);
    give_back(&old, sizes.entry);
}

void *leat_flat_add(struct leat_flat *flat, size_t entry_size, size_t key_at, size_t key_size, uint64_t key)
{
    const struct sizes sizes = {entry_size, key_at, key_size};
    size_t at;

    if (flat->count >= flat->most)
        grow(flat, sizes);
    at = key ? free_slot(flat, sizes, key) : flat->slot_count;
    leat_flat_set_key(flat->slots + at * entry_size, key_at, key_size, key);
    flat->has_zero |= key == 0;
    if (flat->order)
        flat->order[flat->count] = (uint32_t)at;
    flat->count++;
    return flat->slots + at * entry_size;
}

void leat_flat_clear(struct leat_flat *flat, size_t entry_size)
{
    const size_t kept = flat->order ? SLOTS_ORDERED : SLOTS_KEPT;

    if (flat->slot_count > kept && flat->count < flat->slot_count / 8) { /* hardly used: it starts small again */
        leat_flat_release(flat, entry_size);
        return;
    }
    if (!flat->slots)
        return;
    if (flat->order && flat->count < flat->slot_count / 4)
        for (size_t i = 0; i < flat->count; i++)
            memset(flat->slots + flat->order[i] * entry_size, 0, entry_size);
    else
        memset(flat->slots, 0, bytes_of(flat->slot_count, entry_size));
    flat->count = 0;
    flat->has_zero = false;
}

void leat_flat_release(struct leat_flat *flat, size_t entry_size)
{
    give_back(flat, entry_size);
    *flat = (struct leat_flat){.in_order = flat->in_order};
}

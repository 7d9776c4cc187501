/*
 * flat.h: a table whose entries lie in their slots, for keys that are integers and entries that are small and view
 * nothing: one place in memory for each lookup. table.h is for all others.
 *
 * A slot is free where its key is 0; the entry of key 0 lies behind the slots. Entries move when the table grows. A table
 * that fits the caches also remembers the order in which they came; in a larger one they are in an order of no meaning, if nobody
 * has asked for the other. Where
 * entries are no more than their keys it is a set, which nobody goes through, and there is no order.
 *
 * Functions get the size of an entry, and where in it the key is and how many bytes it has: constants, where they are inlined.
 */
#ifndef LEAT_RT_FLAT_H
#define LEAT_RT_FLAT_H

#include "table.h"

struct leat_flat {
    char *slots;
    size_t slot_count; /* a power of two, beside that of key 0; or 0 */
    size_t count;      /* entries */
    size_t most;       /* entries before it grows */
    uint32_t *order;   /* the slots of entries, as they came; NULL: it is too large for that, or a set */
    uint16_t shift;    /* the slot of a key is its hash >> shift; of a type that entries seldom have: what is stored in them does not change it */
    bool has_zero;     /* there is an entry of key 0 */
    bool is_large;     /* larger than the caches: slots are worth fetching ahead */
    bool in_order;     /* set by who uses it, before it is used: the order is remembered however large it is */
};

/* A new entry of a key that is not there, zeroes but for that. At most 2^31 slots; then the process ends with a message. */
void *leat_flat_add(struct leat_flat *flat, size_t entry_size, size_t key_at, size_t key_size, uint64_t key);
void leat_flat_clear(struct leat_flat *flat, size_t entry_size);
void leat_flat_release(struct leat_flat *flat, size_t entry_size);

/* Its high bits are what is used. Numbers that follow each other, as many keys are, hardly ever collide (Fibonacci hashing). */
static inline uint64_t leat_hash_word(uint64_t x)
{
    return x * 0x9e3779b97f4a7c15u;
}

/*
 * The same with another constant, the root of 2 in place of that of 5, for parts of rows (meeting.h): what comes part by part
 * is to be spread over the slots of a table that it is entered into.
 */
static inline uint64_t leat_hash_part(uint64_t x)
{
    return x * 0x6a09e667f3bcc909u;
}

/* Little-endian: what is shorter is the low bytes. By cases, for where the size is no constant. */
LEAT_ALWAYS_INLINE uint64_t leat_flat_key(const char *entry, size_t key_at, size_t key_size)
{
    uint64_t key = 0;

    if (key_size == 8)
        memcpy(&key, entry + key_at, 8);
    else if (key_size == 4)
        memcpy(&key, entry + key_at, 4);
    else if (key_size == 2)
        memcpy(&key, entry + key_at, 2);
    else
        memcpy(&key, entry + key_at, 1);
    return key;
}

LEAT_ALWAYS_INLINE void leat_flat_set_key(char *entry, size_t key_at, size_t key_size, uint64_t key)
{
    if (key_size == 8)
        memcpy(entry + key_at, &key, 8);
    else
        memcpy(entry + key_at, &key, key_size);
}

LEAT_ALWAYS_INLINE uint64_t leat_flat_cut(uint64_t key, size_t key_size)
{
    return key_size < 8 ? key & (((uint64_t)1 << (key_size * 8 % 64)) - 1) : key;
}

LEAT_ALWAYS_INLINE size_t leat_flat_slot(const struct leat_flat *flat, uint64_t key)
{
    uint64_t shift = flat->shift;

    __asm__("" : "+r"(shift)); /* else clang loads the one byte that counts into a register that the last lookup has not left yet */
    return leat_hash_word(key) >> shift;
}

/* The entry of a key, or NULL. */
LEAT_ALWAYS_INLINE void *leat_flat_find(const struct leat_flat *flat, size_t entry_size, size_t key_at, size_t key_size, uint64_t key)
{
    key = leat_flat_cut(key, key_size);
    if (__builtin_expect(!flat->slots || key == 0, 0))
        return flat->has_zero && key == 0 ? flat->slots + flat->slot_count * entry_size : NULL;
    for (size_t at = leat_flat_slot(flat, key);; at = (at + 1) & (flat->slot_count - 1)) {
        char *entry = flat->slots + at * entry_size;
        const uint64_t there = leat_flat_key(entry, key_at, key_size);

        if (there == key)
            return entry;
        if (there == 0)
            return NULL;
    }
}

/* The same; where there was none, *is_new is set, and the entry is zeroes but for the key. */
LEAT_ALWAYS_INLINE void *leat_flat_enter(struct leat_flat *flat, size_t entry_size, size_t key_at, size_t key_size, uint64_t key,
                                         bool *is_new)
{
    char *const slots = flat->slots;

    key = leat_flat_cut(key, key_size);
    *is_new = false;
    if (__builtin_expect(slots && key != 0, 1)) {
        for (size_t at = leat_flat_slot(flat, key);; at = (at + 1) & (flat->slot_count - 1)) {
            char *entry = slots + at * entry_size;
            const uint64_t there = leat_flat_key(entry, key_at, key_size);

            if (__builtin_expect(there == key, 1))
                return entry;
            if (there != 0)
                continue;
            if (flat->count == flat->most)
                break;
            leat_flat_set_key(entry, key_at, key_size, key);
            if (entry_size > key_size && flat->order)
                flat->order[flat->count] = (uint32_t)at;
            flat->count++;
            *is_new = true;
            return entry;
        }
    } else if (flat->has_zero) {
        return slots + flat->slot_count * entry_size;
    }
    *is_new = true;
    return leat_flat_add(flat, entry_size, key_at, key_size, key);
}

/* How many places are to be looked at for all entries; and the entry of one, NULL where there is none. */
static inline uint32_t leat_flat_places(const struct leat_flat *flat)
{
    return (uint32_t)(flat->order || !flat->slots ? flat->count : flat->slot_count + 1);
}

/*
 * The slots are not gone through one after the other: what is entered into a smaller table in the order of its hashes fills
 * that from one end, and each entry would be looked for behind all before it. It goes by blocks, each far from the last.
 */
enum { LEAT_FLAT_BLOCK = 32, LEAT_FLAT_BLOCKS_AHEAD = 16 };

LEAT_ALWAYS_INLINE size_t leat_flat_slot_at(const struct leat_flat *flat, size_t entry_size, size_t place)
{
    const size_t mask = flat->slot_count / LEAT_FLAT_BLOCK - 1, block = place / LEAT_FLAT_BLOCK, in = place % LEAT_FLAT_BLOCK;

    if (place == flat->slot_count) /* of key 0 */
        return place;
    if (in % 4 == 0) /* a line of the caches, where an entry has 16 bytes */
        __builtin_prefetch(flat->slots + (((block + LEAT_FLAT_BLOCKS_AHEAD) * 0x9e3779b1u & mask) * LEAT_FLAT_BLOCK + in) * entry_size, 0, 2);
    return (block * 0x9e3779b1u & mask) * LEAT_FLAT_BLOCK + in;
}

LEAT_ALWAYS_INLINE const void *leat_flat_at(const struct leat_flat *flat, size_t entry_size, size_t key_at, size_t key_size, uint32_t place)
{
    const char *entry = flat->slots + (flat->order ? flat->order[place] : leat_flat_slot_at(flat, entry_size, place)) * entry_size;

    if (flat->order || leat_flat_key(entry, key_at, key_size) != 0 || (place == flat->slot_count && flat->has_zero))
        return entry;
    return NULL;
}

/* ---- fetching ahead: what is to be entered is gathered while its slots come ---- */

/*
 * So many wait. They are fetched to the second cache only: the first one's ways to memory are fewer, and would be what all wait for.
 * Of texts fewer wait (table.h).
 */
enum { LEAT_GATHERED_MOST = 128, LEAT_TEXTS_GATHERED = 16 };

static inline bool leat_flat_is_large(const struct leat_flat *flat)
{
#ifdef LEAT_WITHOUT_PREFETCH
    (void)flat;
    return false;
#else
    return flat->is_large;
#endif
}

LEAT_ALWAYS_INLINE void leat_flat_fetch(const struct leat_flat *flat, size_t entry_size, size_t key_size, uint64_t key)
{
    __builtin_prefetch(flat->slots + leat_flat_slot(flat, leat_flat_cut(key, key_size)) * entry_size, 0, 2);
}

#endif

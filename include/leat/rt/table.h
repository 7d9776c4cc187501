/*
 * table.h: the one hash table of the runtime, for unique, fold_keyed, reduce_keyed and joins.
 *
 * Entries lie densely, in the order of their insertion; an open-addressing index of (hash, entry
 * number) finds them. leat_table_find() and leat_table_enter() are inlined with the entry's size and
 * the key's equality known, so each use is a specialised table.
 */
#ifndef LEAT_RT_TABLE_H
#define LEAT_RT_TABLE_H

#include "value.h"

struct leat_table_slot {
    uint32_t hash;  /* the low 32 bits of the key's hash: the upper of these say where the slot belongs, also when the table grows */
    uint32_t entry; /* number + 1; 0: free */
};

/*
 * The slot of a key that is a text has its first 16 bytes, zeros behind a shorter one: a key that fits is known without
 * a look at its entry, or at the text that this views.
 */
struct leat_text_slot {
    uint64_t head[2];
    uint32_t length; /* of the key; UINT32_MAX: or more */
    uint32_t hash;
    uint32_t entry;  /* number + 1; 0: free */
    uint32_t unused;
};

struct leat_table {
    char *entries;
    uint32_t count;
    uint32_t capacity; /* entries that fit */
    uint32_t mask;     /* slots - 1 */
    uint32_t shift;    /* of `slots`: leat_slot_of() */
    struct leat_table_slot *slots;
    struct leat_text_slot *text_slots; /* instead of those, where keys are entered as texts */
    struct leat_keep keep;      /* what keys and values view */
    struct leat_buffer touched; /* uint32_t: entries whose value must settle at the end of the turn */
    bool all_touched;           /* there were more touches than entries: all settle */
};

/* More entries and slots: twice as many, of few four times. At most 2^31 entries; then the process ends with a message. */
void leat_table_grow(struct leat_table *table, size_t entry_size);
void leat_table_grow_texts(struct leat_table *table, size_t entry_size);
void leat_table_clear(struct leat_table *table, size_t entry_size); /* what this turn views stays until it ends */
void leat_table_release(struct leat_table *table);

/*
 * Where a hash belongs: by its upper bits. Of integers these are the upper ones of a product (leat_hash_u32), by which numbers that
 * follow each other, as many keys are, hardly ever collide.
 */
static inline uint32_t leat_slot_of(uint64_t hash, uint32_t shift)
{
    __asm__("" : "+r"(shift)); /* as in flat.h */
    return (uint32_t)hash >> shift;
}

static inline void leat_table_swap(struct leat_table *a, struct leat_table *b)
{
    const struct leat_table held = *a;

    *a = *b;
    *b = held;
}

/*
 * Takes out the entries for which `stays` says no; the others keep their order, and their places move. Costs as much as
 * the table is large: to be called when it has doubled, say. What it views is given back when it is settled. Not of texts.
 */
void leat_table_sweep(struct leat_table *table, size_t entry_size, bool (*stays)(const void *entry, const void *context),
                      const void *context);

/* Settles the touched entries (type: of a whole entry), compacting when due; then none is touched. */
void leat_table_settle(struct leat_table *table, const struct leat_descriptor *type, size_t entry_size);

#define LEAT_ALWAYS_INLINE static inline __attribute__((always_inline))

/*
 * The entry whose key equals `key`, or NULL. `equal` gets an entry (its key lies where the caller knows)
 * and the key.
 */
LEAT_ALWAYS_INLINE void *leat_table_find(const struct leat_table *table, size_t entry_size, uint64_t hash,
                                         const void *key, bool (*equal)(const void *entry, const void *key))
{
    if (!table->slots)
        return NULL;
    for (uint32_t at = leat_slot_of(hash, table->shift);; at = (at + 1) & table->mask) {
        struct leat_table_slot slot = table->slots[at];

        if (!slot.entry)
            return NULL;
        if (slot.hash == (uint32_t)hash) {
            char *entry = table->entries + (size_t)(slot.entry - 1) * entry_size;

            if (equal(entry, key))
                return entry;
        }
    }
}

/*
 * The entry whose key equals `key`. Where there was none, *is_new is set, and the entry is fresh memory
 * that the caller fills: key first, then leat_keep_move() for what it views.
 */
LEAT_ALWAYS_INLINE void *leat_table_enter(struct leat_table *table, size_t entry_size, uint64_t hash,
                                          const void *key, bool (*equal)(const void *entry, const void *key),
                                          bool *is_new)
{
    /* Load of at most 3/4; entries are fewer than slots. */
    if (__builtin_expect(table->count == table->capacity, 0))
        leat_table_grow(table, entry_size);
    for (uint32_t at = leat_slot_of(hash, table->shift);; at = (at + 1) & table->mask) {
        struct leat_table_slot *slot = &table->slots[at];

        if (!slot->entry) {
            *slot = (struct leat_table_slot){(uint32_t)hash, ++table->count};
            *is_new = true;
            return table->entries + (size_t)(table->count - 1) * entry_size;
        }
        if (slot->hash == (uint32_t)hash) {
            char *entry = table->entries + (size_t)(slot->entry - 1) * entry_size;

            if (equal(entry, key)) {
                *is_new = false;
                return entry;
            }
        }
    }
}

/* ---- keys that are a leat_str or leat_bytes ---- */

struct leat_text_key {
    const char *data;
    size_t length;
    uint64_t head[2];
    uint32_t hash;
};

enum { LEAT_TEXT_HEAD = 16 };

/* The first 16 bytes, without a byte beyond the end of `data`. */
static inline void leat_text_head_of(uint64_t head[2], const char *data, size_t length)
{
    head[0] = head[1] = 0;
    if (length)
        memcpy(head, data, length < LEAT_TEXT_HEAD ? length : LEAT_TEXT_HEAD);
}

LEAT_ALWAYS_INLINE struct leat_text_key leat_text_key_of(const void *data, size_t length)
{
    struct leat_text_key key = {.data = data, .length = length};
    uint64_t mixed;

#if !LEAT_SANITIZED && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    /* Within a page what follows may be read, too, and there is no branch on the length, of which no processor knows the next. */
    if (__builtin_expect(length > 0 && ((uintptr_t)data & 4095) <= 4096 - LEAT_TEXT_HEAD, 1)) {
        const uint64_t all = ~(uint64_t)0, low = length < 8 ? length : 8, high = length < LEAT_TEXT_HEAD ? length - low : 8;

        memcpy(key.head, data, LEAT_TEXT_HEAD);
        key.head[0] &= all >> (64 - 8 * low);
        key.head[1] &= high ? all >> (64 - 8 * high) : 0;
    } else
#endif
        leat_text_head_of(key.head, data, length);
    if (length > LEAT_TEXT_HEAD)
        mixed = leat_hash_bytes(data, length, 0);
    else
        mixed = (key.head[0] * 0x9e3779b97f4a7c15u) ^ ((key.head[1] + length) * 0xc2b2ae3d27d4eb4fu);
    mixed ^= mixed >> 32;
    mixed *= 0xd6e8feb86659fd93u;
    key.hash = (uint32_t)(mixed >> 32);
    return key;
}

LEAT_ALWAYS_INLINE uint32_t leat_text_length(const struct leat_text_key *key)
{
    return key->length < UINT32_MAX ? (uint32_t)key->length : UINT32_MAX;
}

/* Whether a slot is that of a key; `key_at`: where in an entry its leat_str is. */
LEAT_ALWAYS_INLINE bool leat_text_slot_is(const struct leat_table *table, const struct leat_text_slot *slot, size_t entry_size,
                                          size_t key_at, const struct leat_text_key *key)
{
    struct {
        const char *data;
        size_t length;
    } there;

    if (slot->head[0] != key->head[0] || slot->head[1] != key->head[1] || slot->length != leat_text_length(key))
        return false;
    if (__builtin_expect(key->length <= LEAT_TEXT_HEAD, 1))
        return true;
    memcpy(&there, table->entries + (size_t)(slot->entry - 1) * entry_size + key_at, sizeof there);
    return there.length == key->length && memcmp(there.data, key->data, key->length) == 0;
}

/* As leat_table_find(), and leat_table_enter(), by a text. A table has one kind of keys. */
LEAT_ALWAYS_INLINE void *leat_table_find_text(const struct leat_table *table, size_t entry_size, size_t key_at,
                                              const void *data, size_t length)
{
    const struct leat_text_key key = leat_text_key_of(data, length);

    if (!table->text_slots)
        return NULL;
    for (uint32_t at = key.hash & table->mask;; at = (at + 1) & table->mask) {
        const struct leat_text_slot *slot = &table->text_slots[at];

        if (!slot->entry)
            return NULL;
        if (leat_text_slot_is(table, slot, entry_size, key_at, &key))
            return table->entries + (size_t)(slot->entry - 1) * entry_size;
    }
}

LEAT_ALWAYS_INLINE void *leat_table_enter_text(struct leat_table *table, size_t entry_size, size_t key_at,
                                               const void *data, size_t length, bool *is_new)
{
    const struct leat_text_key key = leat_text_key_of(data, length);

    if (__builtin_expect(table->count == table->capacity, 0))
        leat_table_grow_texts(table, entry_size);
    for (uint32_t at = key.hash & table->mask;; at = (at + 1) & table->mask) {
        struct leat_text_slot *slot = &table->text_slots[at];

        *is_new = !slot->entry;
        if (*is_new)
            *slot = (struct leat_text_slot){{key.head[0], key.head[1]}, leat_text_length(&key), key.hash, ++table->count, 0};
        else if (!leat_text_slot_is(table, slot, entry_size, key_at, &key))
            continue;
        return table->entries + (size_t)(slot->entry - 1) * entry_size;
    }
}

/* Whether its slots are worth fetching ahead: they do not fit the caches near the core. */
static inline bool leat_texts_are_large(const struct leat_table *table)
{
    return table->text_slots && table->mask >= 8191;
}

/* A key of no more than LEAT_TEXT_HEAD bytes that waits for its slot, and then for the entry that this leads to. */
struct leat_text_waiting {
    char head[LEAT_TEXT_HEAD];
    uint32_t hash;
};

/* First the slot is fetched. */
LEAT_ALWAYS_INLINE void leat_table_fetch_text(const struct leat_table *table, struct leat_text_waiting *waiting, const void *data,
                                              size_t length)
{
    const struct leat_text_key key = leat_text_key_of(data, length);

    memcpy(waiting->head, key.head, LEAT_TEXT_HEAD);
    waiting->hash = key.hash;
    __builtin_prefetch(&table->text_slots[key.hash & table->mask]);
}

/* Some keys later, when it is there, the entry, where that is not another key's. */
LEAT_ALWAYS_INLINE void leat_table_fetch_entry(const struct leat_table *table, size_t entry_size, const struct leat_text_waiting *waiting)
{
    const struct leat_text_slot *slot = &table->text_slots[waiting->hash & table->mask];

    if (slot->entry)
        __builtin_prefetch(table->entries + (size_t)(slot->entry - 1) * entry_size, 1);
}

/*
 * Rows by a key of which the hash says all (leat_hash_u32): a slot leads to the newest row of its key, and each row to the
 * one before it, by a number that the caller keeps in it. No key is stored, and none compared.
 */
struct leat_rows {
    struct leat_buffer rows; /* counted from 1 */
    struct leat_table_slot *slots; /* `entry`: the newest row */
    uint32_t mask, shift;
    uint32_t keys, keys_most; /* slots in use, and how many may be: three quarters */
    struct leat_keep keep;
};

/* Twice as many slots, of few four times. At most 2^31 rows; then the process ends with a message. */
void leat_rows_grow(struct leat_rows *rows);
void leat_rows_clear(struct leat_rows *rows, size_t row_size); /* as leat_table_clear() */
void leat_rows_release(struct leat_rows *rows);

/* A new row, which the caller fills; *next: the one before it of the same key, 0: none. */
LEAT_ALWAYS_INLINE void *leat_rows_add(struct leat_rows *rows, size_t row_size, uint64_t hash, uint32_t *next)
{
    void *row = leat_buffer_push(&rows->rows, row_size);

    if (__builtin_expect(rows->keys == rows->keys_most || rows->rows.count >> 31 != 0, 0))
        leat_rows_grow(rows);
    for (uint32_t at = leat_slot_of(hash, rows->shift);; at = (at + 1) & rows->mask) {
        struct leat_table_slot *slot = &rows->slots[at];

        *next = slot->entry;
        if (slot->entry && slot->hash != (uint32_t)hash)
            continue;
        rows->keys += slot->entry == 0;
        *slot = (struct leat_table_slot){(uint32_t)hash, (uint32_t)rows->rows.count};
        return row;
    }
}

/* The newest row of a key; 0: none. */
LEAT_ALWAYS_INLINE uint32_t leat_rows_find(const struct leat_rows *rows, uint64_t hash)
{
    if (!rows->slots)
        return 0;
    for (uint32_t at = leat_slot_of(hash, rows->shift);; at = (at + 1) & rows->mask) {
        struct leat_table_slot slot = rows->slots[at];

        if (!slot.entry || slot.hash == (uint32_t)hash)
            return slot.entry;
    }
}

static inline void leat_table_touch(struct leat_table *table, const void *entry, size_t entry_size)
{
    /* An entry can be touched any number of times in a turn; the list of touches stays short. */
    if (table->touched.count > table->count)
        table->all_touched = true;
    if (!table->all_touched)
        *(uint32_t *)leat_buffer_push(&table->touched, sizeof(uint32_t)) =
            (uint32_t)((size_t)((const char *)entry - table->entries) / entry_size);
}

/*
 * For a sort by keys that are words: room for a word of each value; NULL where the values are to be compared, as they
 * are few. Then leat_sort_by_words() puts the values into the order of their words, which it spoils.
 * Stable.
 */
uint64_t *leat_sort_words(const struct leat_buffer *values);
void leat_sort_words_free(uint64_t *words);
void leat_sort_by_words(struct leat_buffer *values, size_t size, uint64_t *words);

/* Numbers of 64 bits that are themselves the keys: sorts them; false: they are to be compared, as they are few. */
bool leat_sort_numbers(struct leat_buffer *numbers, bool are_signed);

/* Stable merge sort of `count` elements; `compare` gets two elements and `context`. */
void leat_sort_values(void *values, size_t count, size_t size, int (*compare)(const void *a, const void *b, void *context), void *context);

#endif

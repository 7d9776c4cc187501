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
    uint32_t hash;  /* the low 32 bits of the key's hash: they also say where the slot belongs when the table grows */
    uint32_t entry; /* number + 1; 0: free */
};

struct leat_table {
    char *entries;
    uint32_t count;
    uint32_t capacity; /* entries that fit */
    uint32_t mask;     /* slots - 1 */
    struct leat_table_slot *slots;
    struct leat_keep keep;      /* what keys and values view */
    struct leat_buffer touched; /* uint32_t: entries whose value must settle at the end of the turn */
    bool all_touched;           /* there were more touches than entries: all settle */
};

/* Doubles entries and slots as needed. At most 2^31 entries; then the process ends with a message. */
void leat_table_grow(struct leat_table *table, size_t entry_size);
void leat_table_clear(struct leat_table *table, size_t entry_size); /* what this turn views stays until it ends */
void leat_table_release(struct leat_table *table);

/*
 * Takes out the entries for which `stays` says no; the others keep their order, and their places move. Costs as much as
 * the table is large: to be called when it has doubled, say. What it views is given back when it is settled.
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
    for (uint32_t at = (uint32_t)hash & table->mask;; at = (at + 1) & table->mask) {
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
    for (uint32_t at = (uint32_t)hash & table->mask;; at = (at + 1) & table->mask) {
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

/*
 * Rows by a key of which the hash says all (leat_hash_u32): a slot leads to the newest row of its key, and each row to the
 * one before it, by a number that the caller keeps in it. No key is stored, and none compared.
 */
struct leat_rows {
    struct leat_buffer rows; /* counted from 1 */
    struct leat_table_slot *slots; /* `entry`: the newest row */
    uint32_t mask;
    uint32_t keys, keys_most; /* slots in use, and how many may be: three quarters */
    struct leat_keep keep;
};

/* Doubles the slots. At most 2^31 rows; then the process ends with a message. */
void leat_rows_grow(struct leat_rows *rows);
void leat_rows_clear(struct leat_rows *rows, size_t row_size); /* as leat_table_clear() */
void leat_rows_release(struct leat_rows *rows);

/* A new row, which the caller fills; *next: the one before it of the same key, 0: none. */
LEAT_ALWAYS_INLINE void *leat_rows_add(struct leat_rows *rows, size_t row_size, uint64_t hash, uint32_t *next)
{
    void *row = leat_buffer_push(&rows->rows, row_size);

    if (__builtin_expect(rows->keys == rows->keys_most || rows->rows.count >> 31 != 0, 0))
        leat_rows_grow(rows);
    for (uint32_t at = (uint32_t)hash & rows->mask;; at = (at + 1) & rows->mask) {
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
    for (uint32_t at = (uint32_t)hash & rows->mask;; at = (at + 1) & rows->mask) {
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

/* Stable merge sort of `count` elements; `compare` gets two elements and `context`. */
void leat_sort_values(void *values, size_t count, size_t size, int (*compare)(const void *a, const void *b, void *context), void *context);

#endif

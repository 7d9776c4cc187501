/* table.c: growth, clearing and settling of leat/rt/table.h; finding and entering are inlined there. */
#include "leat/rt/table.h"

#include <stdlib.h>

#include "arena.h"
#include "fail.h"
#include "leat/rt/run.h"
#include "pages.h"

enum {
    SLOTS_LEAST = 16,
    SLOTS_FEW = 4096,
    SLOTS_KEPT = 1024, /* a cleared table with so many slots, hardly used, starts small again */
};
#define ENTRIES_MOST ((uint64_t)1 << 31)

/* `mask`: slots - 1. */
static uint32_t shift_of(uint32_t mask)
{
    return (uint32_t)__builtin_clz(mask);
}

/* Every slot of the old index finds its place by its own hash; the entries are not looked at. */
static void fill_slots(struct leat_table_slot *slots, uint32_t mask, const struct leat_table_slot *from, uint32_t from_mask)
{
    const uint32_t shift = shift_of(mask);

    if (!from)
        return;
    for (uint64_t i = 0; i <= from_mask; i++) {
        struct leat_table_slot slot = from[i];
        uint32_t at = leat_slot_of(slot.hash, shift);

        if (!slot.entry)
            continue;
        while (slots[at].entry)
            at = (at + 1) & mask;
        slots[at] = slot;
    }
}

/* The same of the slots of texts. */
static void fill_text_slots(struct leat_text_slot *slots, uint32_t mask, const struct leat_text_slot *from, uint32_t from_mask)
{
    if (!from)
        return;
    for (uint64_t i = 0; i <= from_mask; i++) {
        uint32_t at = from[i].hash & mask;

        if (!from[i].entry)
            continue;
        while (slots[at].entry)
            at = (at + 1) & mask;
        slots[at] = from[i];
    }
}

static void give_text_slots(struct leat_text_slot *slots, uint32_t mask)
{
    leat__pages_give(slots, ((uint64_t)mask + 1) * sizeof *slots);
}

static struct leat_table_slot *make_slots(uint64_t count)
{
    return leat__pages_take(count * sizeof(struct leat_table_slot));
}

static void give_slots(struct leat_table_slot *slots, uint32_t mask)
{
    leat__pages_give(slots, ((uint64_t)mask + 1) * sizeof *slots);
}

/* Four times as many while they are few: then all are moved half as often on the way to many. Else twice as many. */
static uint64_t next_slot_count(bool has_slots, uint32_t mask)
{
    if (!has_slots)
        return SLOTS_LEAST;
    return ((uint64_t)mask + 1) * (mask < SLOTS_FEW ? 4 : 2);
}

/* Room for the entries of more slots than there are; how many those are. */
static uint64_t grow_entries(struct leat_table *table, size_t entry_size)
{
    uint64_t slot_count = next_slot_count(table->slots || table->text_slots, table->mask);
    uint64_t capacity = slot_count / 4 * 3;
    size_t size;
    char *entries;

    if (table->count >= ENTRIES_MOST)
        leat_run_fail("a table of keys is full: it holds 2^31 entries");
    if (capacity > ENTRIES_MOST)
        capacity = ENTRIES_MOST;
    size = leat__array_size(capacity, entry_size);
    entries = realloc(table->entries, size ? size : 1);
    if (!entries)
        leat__fail_memory(size);
    table->entries = entries;
    table->capacity = (uint32_t)capacity;
    return slot_count;
}

void leat_table_grow(struct leat_table *table, size_t entry_size)
{
    uint64_t slot_count = grow_entries(table, entry_size);
    struct leat_table_slot *slots = make_slots(slot_count);
    const uint32_t mask = (uint32_t)(slot_count - 1);

    fill_slots(slots, mask, table->slots, table->mask);
    give_slots(table->slots, table->mask);
    table->slots = slots;
    table->mask = mask;
    table->shift = shift_of(mask);
}

void leat_table_grow_texts(struct leat_table *table, size_t entry_size)
{
    uint64_t slot_count = grow_entries(table, entry_size);
    struct leat_text_slot *slots = leat__pages_take(slot_count * sizeof *slots);

    fill_text_slots(slots, (uint32_t)(slot_count - 1), table->text_slots, table->mask);
    give_text_slots(table->text_slots, table->mask);
    table->text_slots = slots;
    table->mask = (uint32_t)(slot_count - 1);
}

static void forget_touches(struct leat_table *table)
{
    leat_buffer_clear(&table->touched, sizeof(uint32_t));
    table->all_touched = false;
}

void leat_table_clear(struct leat_table *table, size_t entry_size)
{
    uint64_t slot_count = table->slots || table->text_slots ? (uint64_t)table->mask + 1 : 0;

    (void)entry_size;
    if (slot_count > SLOTS_KEPT && table->count < slot_count / 8) {
        leat_table_release(table);
        return;
    }
    if (table->slots)
        memset(table->slots, 0, slot_count * sizeof *table->slots);
    if (table->text_slots)
        memset(table->text_slots, 0, slot_count * sizeof *table->text_slots);
    table->count = 0;
    leat_keep_release(&table->keep);
    forget_touches(table);
}

/* Moves the entries that stay together; `numbers` says for each what it is now, counted from 1, or 0. */
static uint32_t pack_entries(struct leat_table *table, size_t entry_size, bool (*stays)(const void *entry, const void *context),
                             const void *context, uint32_t *numbers)
{
    uint32_t left = 0;

    for (uint32_t i = 0; i < table->count; i++) {
        char *entry = table->entries + (size_t)i * entry_size;

        numbers[i] = 0;
        if (!stays(entry, context))
            continue;
        if (left < i)
            memcpy(table->entries + (size_t)left * entry_size, entry, entry_size);
        numbers[i] = ++left;
    }
    return left;
}

/* New slots, of the entries that are left. */
static void renumber(struct leat_table *table, struct leat_table *old, const uint32_t *numbers)
{
    for (uint64_t i = 0; i <= old->mask; i++)
        if (old->slots[i].entry)
            old->slots[i].entry = numbers[old->slots[i].entry - 1];
    table->slots = make_slots((uint64_t)old->mask + 1);
    fill_slots(table->slots, table->mask, old->slots, old->mask);
    give_slots(old->slots, old->mask);
}

void leat_table_sweep(struct leat_table *table, size_t entry_size, bool (*stays)(const void *entry, const void *context),
                      const void *context)
{
    struct leat_table old = *table;
    uint32_t *numbers, left;

    if (table->count == 0)
        return;
    numbers = leat__array_take(table->count, sizeof *numbers);
    left = pack_entries(table, entry_size, stays, context, numbers);
    if (left < old.count) {
        renumber(table, &old, numbers);
        table->count = left;
        table->all_touched |= table->touched.count > 0;
        leat_buffer_clear(&table->touched, sizeof(uint32_t));
    }
    free(numbers);
}

void leat_table_release(struct leat_table *table)
{
    free(table->entries);
    give_slots(table->slots, table->mask);
    give_text_slots(table->text_slots, table->mask);
    leat_keep_release(&table->keep);
    leat_buffer_release(&table->touched);
    *table = (struct leat_table){0};
}

static void settle_entry(struct leat_table *table, const struct leat_descriptor *type, size_t entry_size, size_t i)
{
    leat_keep_move(&table->keep, type, table->entries + i * entry_size);
}

void leat_table_settle(struct leat_table *table, const struct leat_descriptor *type, size_t entry_size)
{
    const uint32_t *touched = (const uint32_t *)(const void *)table->touched.data;

    if (!leat_type_has_views(type))
        ;
    else if (leat_keep_is_loose(&table->keep))
        leat_keep_compact(&table->keep, type, table->entries, table->count, entry_size);
    else if (table->all_touched)
        for (size_t i = 0; i < table->count; i++)
            settle_entry(table, type, entry_size, i);
    else
        for (size_t i = 0; i < table->touched.count; i++)
            settle_entry(table, type, entry_size, touched[i]);
    forget_touches(table);
}

/* ---- rows by the hash of their key ---- */

void leat_rows_grow(struct leat_rows *rows)
{
    uint64_t slot_count = next_slot_count(rows->slots != NULL, rows->mask);
    const uint32_t mask = (uint32_t)(slot_count - 1);
    struct leat_table_slot *slots;

    if (rows->rows.count >= ENTRIES_MOST)
        leat_run_fail("a table of rows is full: it holds 2^31 rows");
    slots = make_slots(slot_count);
    fill_slots(slots, mask, rows->slots, rows->mask);
    give_slots(rows->slots, rows->mask);
    rows->slots = slots;
    rows->mask = mask;
    rows->shift = shift_of(mask);
    rows->keys_most = (uint32_t)(slot_count / 4 * 3);
}

void leat_rows_clear(struct leat_rows *rows, size_t row_size)
{
    uint64_t slot_count = rows->slots ? (uint64_t)rows->mask + 1 : 0;

    if (slot_count > SLOTS_KEPT && rows->keys < slot_count / 8) {
        leat_rows_release(rows);
        return;
    }
    if (slot_count)
        memset(rows->slots, 0, slot_count * sizeof *rows->slots);
    rows->keys = 0;
    leat_buffer_clear(&rows->rows, row_size);
    leat_keep_release(&rows->keep);
}

void leat_rows_release(struct leat_rows *rows)
{
    give_slots(rows->slots, rows->mask);
    leat_buffer_release(&rows->rows);
    leat_keep_release(&rows->keep);
    *rows = (struct leat_rows){0};
}

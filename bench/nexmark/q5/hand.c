/*
 * The same as flow.c by hand: counts of each two seconds, in a table that is emptied for the next ones; a window is the sum of
 * five of them. The events come in the order of time.
 */
#include "../../lib/hand.h"
#include "../../lib/ops.h"
#include "../input.h"
#include "../table.h"

enum { PANE = 2000, PANES = 5, PANE_BITS = 14, PANE_MOST = 1 << (PANE_BITS - 1) };

/* The counts of one pane, and in which slots they stand. */
struct pane {
    struct table table;
    uint32_t used[PANE_MOST];
    uint32_t count;
};

static inline void add(struct pane *pane, uint32_t auction, uint64_t bids)
{
    struct slot *slot = table_slot(pane->table, auction);

    if (!slot->key) {
        if (pane->count == PANE_MOST)
            abort();
        pane->used[pane->count++] = (uint32_t)(slot - pane->table.slots);
        *slot = (struct slot){(uint64_t)auction + 1, 0};
    }
    slot->value += bids;
}

static void empty(struct pane *pane)
{
    for (uint32_t i = 0; i < pane->count; i++)
        pane->table.slots[pane->used[i]].key = 0;
    pane->count = 0;
}

/* The window that ends with the pane that starts at `last`. */
static void close_window(struct pane *panes, struct pane *sum, int64_t last)
{
    uint64_t bids = 0, hottest = 0;

    for (int p = 0; p < PANES; p++)
        for (uint32_t i = 0; i < panes[p].count; i++) {
            const struct slot *slot = &panes[p].table.slots[panes[p].used[i]];

            add(sum, (uint32_t)(slot->key - 1), slot->value);
        }
    for (uint32_t i = 0; i < sum->count; i++) {
        const struct slot *slot = &sum->table.slots[sum->used[i]];

        if (slot->value > bids || (slot->value == bids && slot->key - 1 < hottest)) {
            bids = slot->value;
            hottest = slot->key - 1;
        }
    }
    if (bids > 0)
        bench_sink((uint64_t)(last - (PANES - 1) * PANE) ^ hottest << 32 ^ bids);
    empty(sum);
}

void by_hand(void)
{
    const nexmark_event *events = nexmark_events();
    struct pane *panes = calloc(PANES + 1, sizeof *panes), *sum = &panes[PANES];
    int64_t start = 0;

    if (!panes)
        abort();
    for (int p = 0; p <= PANES; p++)
        panes[p].table = table_new(PANE_BITS);
    for (uint32_t i = 0; i < NEXMARK_EVENTS; i++) {
        if (events[i].kind != NEXMARK_BID)
            continue;
        for (; events[i].time >= start + PANE; start += PANE) {
            close_window(panes, sum, start);
            empty(&panes[(start / PANE + 1) % PANES]);
        }
        add(&panes[start / PANE % PANES], events[i].id, 1);
    }
    for (int p = 0; p < PANES; p++, start += PANE) {
        close_window(panes, sum, start);
        empty(&panes[(start / PANE + 1) % PANES]);
    }
    for (int p = 0; p <= PANES; p++)
        free(panes[p].table.slots);
    free(panes);
}

/*
 * The same as flow.c by hand: a table of the auctions, with the best bid of each; then the averages. Two passes, as what
 * a bid is for may come after it.
 */
#include "../../lib/hand.h"
#include "../../lib/ops.h"
#include "../input.h"
#include "../table.h"

enum { AUCTION_BITS = 21, LOTS = NEXMARK_EVENTS / 50 * 3 + 3, CATEGORIES = 16 };

struct lot {
    int64_t opened, expires;
    uint64_t best;
    uint32_t category;
};

void by_hand(void)
{
    const nexmark_event *events = nexmark_events();
    struct table auctions = table_new(AUCTION_BITS);
    struct lot *lots = malloc((LOTS + 1) * sizeof *lots);
    uint64_t sums[CATEGORIES] = {0}, counts[CATEGORIES] = {0};
    uint32_t count = 0;

    if (!lots)
        abort();
    for (uint32_t i = 0; i < NEXMARK_EVENTS; i++)
        if (events[i].kind == NEXMARK_AUCTION) {
            lots[count] = (struct lot){events[i].time, (int64_t)events[i].amount, 0, events[i].what};
            *table_slot(auctions, events[i].id) = (struct slot){(uint64_t)events[i].id + 1, count++};
        }
    for (uint32_t i = 0; i < NEXMARK_EVENTS; i++) {
        const nexmark_event *e = &events[i];
        const struct slot *slot;
        struct lot *lot;

        if (e->kind != NEXMARK_BID)
            continue;
        slot = table_slot(auctions, e->id);
        if (!slot->key)
            continue;
        lot = &lots[slot->value];
        if (e->time >= lot->opened && e->time <= lot->expires && e->amount > lot->best)
            lot->best = e->amount;
    }
    for (uint32_t i = 0; i < count; i++)
        if (lots[i].best > 0) {
            sums[lots[i].category] += lots[i].best;
            counts[lots[i].category]++;
        }
    for (uint32_t category = 0; category < CATEGORIES; category++)
        if (counts[category] > 0)
            bench_sink(category ^ sums[category] / counts[category]);
    free(lots);
    free(auctions.slots);
}

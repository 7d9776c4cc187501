/* The same as flow.c by hand: a table of each side. The auctions of one seller and window are a list, the latest first. */
#include "../../lib/hand.h"
#include "../../lib/ops.h"
#include "../input.h"
#include "../table.h"

enum { PERSON_BITS = 19, SELLER_BITS = 20, WINDOW = 10000, AUCTIONS = NEXMARK_EVENTS / 50 * 3 + 3 };

struct auction {
    uint32_t id, next; /* of the same seller, counted from 1 */
};

static inline void opened(uint32_t person, uint32_t auction, uint64_t city)
{
    bench_sink(((uint64_t)person << 32 | auction) + city);
}

void by_hand(void)
{
    const nexmark_event *events = nexmark_events();
    struct table persons = table_new(PERSON_BITS), sellers = table_new(SELLER_BITS);
    struct auction *auctions = malloc((AUCTIONS + 1) * sizeof *auctions);
    uint32_t count = 0;

    if (!auctions)
        abort();
    for (uint32_t i = 0; i < NEXMARK_EVENTS; i++) {
        const nexmark_event *e = &events[i];
        uint64_t key;

        if (e->kind == NEXMARK_BID)
            continue;
        key = (uint64_t)(e->time / WINDOW) << 32;
        if (e->kind == NEXMARK_PERSON) {
            struct slot *seller = table_slot(sellers, key | e->id);

            *table_slot(persons, key | e->id) = (struct slot){(key | e->id) + 1, e->what};
            for (uint64_t at = seller->key ? seller->value : 0; at > 0; at = auctions[at].next)
                opened(e->id, auctions[at].id, e->what);
        } else {
            struct slot *seller = table_slot(sellers, key | e->who), *person = table_slot(persons, key | e->who);

            auctions[++count] = (struct auction){e->id, seller->key ? (uint32_t)seller->value : 0};
            *seller = (struct slot){(key | e->who) + 1, count};
            if (person->key)
                opened(e->who, e->id, person->value);
        }
    }
    free(auctions);
    free(persons.slots);
    free(sellers.slots);
}

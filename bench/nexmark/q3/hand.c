/* The same as flow.c by hand: a table of each side. The auctions of one seller are a list, the latest first. */
#include "../../lib/hand.h"
#include "../../lib/ops.h"
#include "../input.h"
#include "../table.h"

enum { PERSON_BITS = 18, SELLER_BITS = 18, AUCTIONS = NEXMARK_EVENTS / 50 * 3 + 3 };

struct auction {
    uint32_t id, next; /* of the same seller, counted from 1 */
};

static inline void offer(uint32_t person, uint32_t auction, uint64_t home)
{
    bench_sink(((uint64_t)auction << 32 | home) + person);
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

        if (e->kind == NEXMARK_PERSON && e->who <= NEXMARK_CALIFORNIA) {
            struct slot *person = table_slot(persons, e->id), *seller = table_slot(sellers, e->id);

            *person = (struct slot){(uint64_t)e->id + 1, e->who << 8 | e->what};
            for (uint64_t at = seller->key ? seller->value : 0; at > 0; at = auctions[at].next)
                offer(e->id, auctions[at].id, person->value);
        } else if (e->kind == NEXMARK_AUCTION && e->what == 10) {
            struct slot *person = table_slot(persons, e->who), *seller = table_slot(sellers, e->who);

            auctions[++count] = (struct auction){e->id, seller->key ? (uint32_t)seller->value : 0};
            *seller = (struct slot){(uint64_t)e->who + 1, count};
            if (person->key)
                offer(e->who, e->id, person->value);
        }
    }
    free(auctions);
    free(persons.slots);
    free(sellers.slots);
}

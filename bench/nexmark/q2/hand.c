/* The same as flow.c by hand: one loop. */
#include "../../lib/hand.h"
#include "../../lib/ops.h"
#include "../input.h"

void by_hand(void)
{
    const nexmark_event *events = nexmark_events();

    for (uint32_t i = 0; i < NEXMARK_EVENTS; i++)
        if (events[i].kind == NEXMARK_BID && events[i].id % 123 == 0)
            bench_sink(events[i].id ^ events[i].amount);
}

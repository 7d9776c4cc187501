/* The same as flow.c by hand: one loop, as the events come in the order of time. */
#include "../../lib/hand.h"
#include "../../lib/ops.h"
#include "../input.h"

enum { WINDOW = 10000 };

void by_hand(void)
{
    const nexmark_event *events = nexmark_events();
    uint64_t best = 0;
    int64_t start = 0;

    for (uint32_t i = 0; i < NEXMARK_EVENTS; i++) {
        if (events[i].kind != NEXMARK_BID)
            continue;
        if (events[i].time >= start + WINDOW) {
            if (best > 0)
                bench_sink((uint64_t)start ^ best);
            best = 0;
            start = events[i].time / WINDOW * WINDOW;
        }
        if (events[i].amount > best)
            best = events[i].amount;
    }
    if (best > 0)
        bench_sink((uint64_t)start ^ best);
}

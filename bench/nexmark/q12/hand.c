/* The same as flow.c by hand: a table of the bidders, which is emptied when the clock is past its window. */
#define _GNU_SOURCE
#include <time.h>

#include "../../lib/hand.h"
#include "../../lib/ops.h"
#include "../input.h"
#include "../table.h"
#include "clock.h"

enum { BIDDER_BITS = 19 };

static int64_t now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void close_window(struct table table, int64_t start)
{
    for (size_t at = 0; at < (size_t)1 << BIDDER_BITS; at++) {
        struct slot *slot = &table.slots[at];

        if (slot->key)
            bench_sink(count_of((uint32_t)(slot->key - 1), start, slot->value));
        *slot = (struct slot){0};
    }
}

void by_hand(void)
{
    const nexmark_event *events = nexmark_events();
    struct table table = table_new(BIDDER_BITS);
    const int64_t begun = now();
    int64_t start = 0;

    for (uint32_t i = 0; i < NEXMARK_EVENTS; i++) {
        struct slot *slot;

        if (i % BLOCK == 0) {
            int64_t time = now() - begun;

            if (time >= start + WINDOW) {
                close_window(table, start);
                start = time / WINDOW * WINDOW;
            }
        }
        if (events[i].kind != NEXMARK_BID)
            continue;
        slot = table_slot(table, events[i].who);
        slot->key = (uint64_t)events[i].who + 1;
        slot->value++;
    }
    close_window(table, start);
    free(table.slots);
}

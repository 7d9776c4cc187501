/*
 * clock.h: processing time: milliseconds since the first event was taken, which flow and C read anew for each BLOCK of events,
 * as one takes what came in blocks. Ten seconds are a window: a run that takes less has one, and its counts are always the same.
 */
#ifndef BENCH_NEXMARK_CLOCK_H
#define BENCH_NEXMARK_CLOCK_H

#include <stdint.h>

enum { BLOCK = 1000, WINDOW = 10000 };

static inline uint64_t count_of(uint32_t bidder, int64_t window, uint64_t bids)
{
    return (uint64_t)bidder << 32 ^ (uint64_t)window ^ bids;
}

#endif

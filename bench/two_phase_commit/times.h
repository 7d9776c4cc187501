/* times.h: what a node of the clients notes of its transactions, in the flow and in the C beside it. */
#ifndef BENCH_TIMES_H
#define BENCH_TIMES_H

#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { NODE_CLIENTS = 100, OCTAVES = 40, PARTS = 32 /* of an octave: to 3 per cent */ };

struct times {
    int64_t began, since[NODE_CLIENTS];
    uint64_t count, sum;
    unsigned finished;
    uint64_t histogram[OCTAVES * PARTS];
};

static inline struct times *times(void)
{
    static struct times all;

    return &all;
}

static inline void note_begin(uint32_t client, int64_t now)
{
    if (times()->began == 0)
        times()->began = now;
    times()->since[client] = now;
}

/* 32 to 63 ns are a part each, 64 to 127 in pairs, and so on. */
static inline unsigned part_of(uint64_t ns)
{
    unsigned octave = ns < PARTS ? 0 : 58 - (unsigned)__builtin_clzll(ns);
    unsigned part = octave * PARTS + (unsigned)(ns >> octave & (PARTS - 1));

    return part < OCTAVES * PARTS ? part : OCTAVES * PARTS - 1;
}

static inline uint64_t percentile(unsigned percent)
{
    uint64_t below = 0;
    unsigned part = 0;

    while ((below += times()->histogram[part]) * 100 < times()->count * percent)
        part++;
    return (uint64_t)(part % PARTS + PARTS) << part / PARTS;
}

/* When each client has made its last transaction, the node's figures are printed. */
static inline void note_end(uint32_t client, uint32_t left, bool committed, int64_t now)
{
    struct times *t = times();

    t->histogram[part_of((uint64_t)(now - t->since[client]))]++;
    t->count++;
    t->sum += committed ? left : 0;
    if (left > 0 || ++t->finished < NODE_CLIENTS)
        return;
    printf("began %" PRId64 "\nended %" PRId64 "\ncount %" PRIu64 "\nsum %" PRIu64 "\nmedian %" PRIu64 "\np99 %" PRIu64 "\n",
           t->began, now, t->count, t->sum, percentile(50), percentile(99));
}

#endif

/*
 * ops.h: what a flow and the C beside it share: an addend that the compiler does not know, and a sink that
 * it cannot take away. Flow and C are compiled with the same flags.
 */
#ifndef BENCH_OPS_H
#define BENCH_OPS_H

#include <stdint.h>

/*
 * x + 1, by an addend that the compiler does not know. That x passes the barrier as well keeps the sum where
 * it stands: gcc would else make twenty addends first, and spill them.
 */
static inline uint64_t bench_plus_one(uint64_t x)
{
    uint64_t one = 1;

    __asm__ volatile("" : "+r"(one), "+r"(x));
    return x + one;
}

#ifdef BENCH_CHECK
/* To compare results: how many elements came to a sink, and a sum that tells what they were (not in which order). */
struct bench_seen {
    uint64_t count;
    uint64_t sum;
};
extern struct bench_seen bench_seen;

static inline void bench_sink(uint64_t x)
{
    uint64_t mixed = (x + 1) * UINT64_C(0x9e3779b97f4a7c15);

    bench_seen.count++;
    bench_seen.sum += mixed ^ mixed >> 29;
}
#else
/* To measure: x must be there, in a register, and nothing is done with it. */
static inline void bench_sink(uint64_t x)
{
    __asm__ volatile("" : "+r"(x));
}
#endif

#endif

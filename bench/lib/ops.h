/*
 * ops.h: what a flow and the C beside it share: barriers that keep the compiler from folding or taking away what is to be
 * measured, and the sink. All sides are compiled with the same flags, and use the same barrier:
 *
 *     register (default)   x must be there, in a register
 *     stored (BENCH_STORED) x is stored and loaded again, which is what Rust's `black_box` does
 *
 * With BENCH_CHECK sinks add up what they get, so that the sides' results can be compared.
 */
#ifndef BENCH_OPS_H
#define BENCH_OPS_H

#include <stddef.h>
#include <stdint.h>

/*
 * For functions of an input.h that make what all sides read, once, in a static variable of their own: the program has one of
 * each, though several of its files have included it.
 */
#define BENCH_SHARED __attribute__((weak, noinline))

/* What comes is what went in, but the compiler knows nothing of it. */
static inline uint64_t bench_black_box(uint64_t x)
{
#ifdef BENCH_STORED
    volatile uint64_t stored = x; /* gcc sees through barriers in memory that are not volatile, and makes one of several */

    return stored;
#else
    __asm__ volatile("" : "+r"(x));
    return x;
#endif
}

/* How many elements a loop by hand goes through: the compiler does not know it, as no program is made for just one number. */
static inline uint64_t bench_elements(uint64_t count)
{
    __asm__ volatile("" : "+r"(count));
    return count;
}

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

/* Before a loop by hand whose elements take a few instructions each, so that the turn of the loop is not what costs. */
#ifdef __clang__
#define BENCH_UNROLLED _Pragma("clang loop unroll_count(8)")
#else
#define BENCH_UNROLLED _Pragma("GCC unroll 8")
#endif

#ifdef BENCH_CHECK
/* How many elements came to the sinks, and a sum that tells what they were (not in which order). */
struct bench_seen {
    uint64_t count;
    uint64_t sum;
};
extern struct bench_seen bench_seen;
#endif

/* A sink for one number. */
static inline void bench_sink(uint64_t x)
{
#ifdef BENCH_CHECK
    uint64_t mixed = (x + 1) * UINT64_C(0x9e3779b97f4a7c15);

    bench_seen.count++;
    bench_seen.sum += mixed ^ mixed >> 29;
#elif defined BENCH_STORED
    volatile uint64_t stored = x;

    (void)&stored;
#else
    bench_black_box(x);
#endif
}

/* A sink for bytes: FNV-1a where results are compared; else they must be there, in memory. */
static inline void bench_sink_bytes(const void *bytes, size_t length)
{
#ifdef BENCH_CHECK
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ ((const uint8_t *)bytes)[i]) * UINT64_C(0x100000001b3);
    bench_sink(hash);
#else
    __asm__ volatile("" : : "r"(bytes), "r"(length) : "memory");
#endif
}

/* The numbers that inputs are made of: the upper 33 bits of a linear congruential generator. */
static inline uint64_t bench_random(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *state >> 31;
}

#endif

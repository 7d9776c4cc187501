/*
 * peer.h: what a peer in a shared object has for a workload: a function leat_peer_WORKLOAD_PEER (a `/` of the workload's name
 * is a `_`: leat_peer_micro_map_dfir_rs). bench/peers/src/lib.rs says the same in Rust.
 *
 * It runs `repeat` graphs and says in `seconds` what all runs took together: CPU seconds of the thread by `cpu_time`, with neither the building nor the taking down of a graph in them. A few graphs are built, run one
 * after the other, and taken down, before the next few are built: their memory stays in the caches, as that of one graph would.
 */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include <stddef.h>
#include <stdint.h>

enum { BENCH_AT_A_TIME = 8 };

enum bench_barrier {
    BENCH_REGISTER_BARRIER,
    BENCH_STORED_BARRIER,
    BENCH_CHECKED, /* sinks add up, as in ops.h; `repeat` is 1 */
};

struct bench_run {
    const void *input; /* what `bench_input` of the workload's input.h gave; NULL where it has none */
    size_t count;      /* and how many elements, as it said */
    uint32_t repeat;
    uint32_t barrier; /* an enum bench_barrier */
    double (*cpu_time)(void); /* of this thread, in seconds; what it takes to ask is not counted */
    /* To be filled in. */
    double seconds;
    uint64_t seen; /* with BENCH_CHECKED: how many elements came to the sinks, and their sum */
    uint64_t sum;
};

#endif

// barrier.h: what sinks and steps do, as in bench/lib/ops.h; for peers in C++.
#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "peer.h"

namespace bench {

struct Register {
    static void sink(uint64_t x) { __asm__ volatile("" : "+r"(x)); }
};

struct Stored {
    static void sink(uint64_t x)
    {
        volatile uint64_t stored = x;
        (void)&stored;
    }
};

struct Checked {
    static inline uint64_t seen, sum;

    static void sink(uint64_t x)
    {
        uint64_t mixed = (x + 1) * UINT64_C(0x9e3779b97f4a7c15);

        seen++;
        sum += mixed ^ mixed >> 29;
    }
};

// Makes run->repeat objects of Graph, a few at a time, and times their run().
template <class Graph> void measure(bench_run *run)
{
    run->seconds = 0;
    for (uint32_t left = run->repeat, some; left > 0; left -= some) {
        std::vector<std::unique_ptr<Graph>> graphs;

        some = left < BENCH_AT_A_TIME ? left : (uint32_t)BENCH_AT_A_TIME;
        for (uint32_t i = 0; i < some; i++)
            graphs.push_back(std::make_unique<Graph>());
        double start = run->cpu_time();
        for (auto &graph : graphs)
            graph->run();
        run->seconds += run->cpu_time() - start;
    }
}

// Calls `go` run->repeat times, and times it: for peers that have no graph.
template <class Go> void measure_calls(bench_run *run, Go go)
{
    double start = run->cpu_time();

    for (uint32_t i = 0; i < run->repeat; i++)
        go();
    run->seconds = run->cpu_time() - start;
}

// A peer: Graph<Barrier> is what is measured.
template <template <class> class Graph> void peer(bench_run *run)
{
    switch (run->barrier) {
    case BENCH_REGISTER_BARRIER: measure<Graph<Register>>(run); break;
    case BENCH_STORED_BARRIER: measure<Graph<Stored>>(run); break;
    default:
        Checked::seen = Checked::sum = 0;
        measure<Graph<Checked>>(run);
        run->seen = Checked::seen;
        run->sum = Checked::sum;
    }
}

} // namespace bench

// A peer that is a function: NAME<Barrier>(run), which calls measure_calls.
#define BENCH_CALLS(run, name) \
    switch ((run)->barrier) { \
    case BENCH_REGISTER_BARRIER: name<bench::Register>(run); break; \
    case BENCH_STORED_BARRIER: name<bench::Stored>(run); break; \
    default: \
        bench::Checked::seen = bench::Checked::sum = 0; \
        name<bench::Checked>(run); \
        (run)->seen = bench::Checked::seen; \
        (run)->sum = bench::Checked::sum; \
    }

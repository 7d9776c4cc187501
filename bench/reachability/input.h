/* input.h: the graph that all sides go through: 10,000 vertices, and 55,000 edges from lesser to greater numbers. */
#ifndef BENCH_GRAPH_H
#define BENCH_GRAPH_H

#include "../lib/ops.h"

enum { GRAPH_VERTICES = 10000, GRAPH_EDGES = 55000, GRAPH_ROOTS = 8 };

struct graph_edge {
    uint32_t from, to;
};

BENCH_SHARED const struct graph_edge *graph_edges(void);
BENCH_SHARED const struct graph_edge *graph_edges(void)
{
    static struct graph_edge edges[GRAPH_EDGES];
    uint64_t state = 42;

    if (edges[0].to > 0)
        return edges;
    for (uint32_t i = 0; i < GRAPH_EDGES; i++) {
        uint32_t ends[2];

        for (int k = 0; k < 2; k++)
            ends[k] = (uint32_t)((bench_random(&state) >> 2) % GRAPH_VERTICES);
        edges[i] = ends[0] < ends[1] ? (struct graph_edge){ends[0], ends[1]} : (struct graph_edge){ends[1], ends[0]};
    }
    return edges;
}

static inline const void *bench_input(size_t *count)
{
    *count = GRAPH_EDGES;
    return graph_edges();
}

#endif

/* graph.h: the graph that both sides go through: 10,000 vertices, and 55,000 edges from lesser to greater numbers. */
#ifndef BENCH_GRAPH_H
#define BENCH_GRAPH_H

#include <stdint.h>

enum { GRAPH_VERTICES = 10000, GRAPH_EDGES = 55000, GRAPH_ROOTS = 8 };

struct graph_edge {
    uint32_t from, to;
};

static inline const struct graph_edge *graph_edges(void)
{
    static struct graph_edge edges[GRAPH_EDGES];
    uint64_t state = 42;

    if (edges[0].to > 0)
        return edges;
    for (uint32_t i = 0; i < GRAPH_EDGES; i++) {
        uint32_t ends[2];

        for (int k = 0; k < 2; k++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            ends[k] = (uint32_t)(state >> 33) % GRAPH_VERTICES;
        }
        edges[i] = ends[0] < ends[1] ? (struct graph_edge){ends[0], ends[1]} : (struct graph_edge){ends[1], ends[0]};
    }
    return edges;
}

#endif

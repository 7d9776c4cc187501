/*
 * Fixpoints of random graphs, against plain C: what is reached, transitive closure, connected components and shortest
 * paths of 150 graphs at once, outside of ticks, and of a graph or several in each tick.
 */
#include <string.h>

#include "program.h"

enum { GRAPHS = 150, VERTICES = 24 };

leat_record(node, (uint32_t, graph), (uint32_t, v))
leat_record(hop, (uint32_t, to), (uint32_t, cost))
leat_keyed(edge, node, hop)
leat_keyed(known, node, uint32_t)
leat_record(pair, (uint32_t, graph), (uint32_t, from), (uint32_t, to))
leat_keyed(head, node, pair)

/* ---- the graphs ---- */

struct graph {
    uint32_t vertices;
    uint32_t cost[VERTICES][VERTICES]; /* UINT32_MAX: no edge */
};

static uint32_t next(uint64_t *state, uint32_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*state >> 33) % below;
}

static struct graph graph_of(uint32_t number)
{
    uint64_t state = number;
    struct graph graph = {.vertices = 1 + next(&state, VERTICES)};
    uint32_t edges = next(&state, 2 * graph.vertices + 1);

    memset(graph.cost, 0xff, sizeof graph.cost);
    for (uint32_t i = 0; i < edges; i++) {
        uint32_t from = next(&state, graph.vertices), to = next(&state, graph.vertices);

        graph.cost[from][to] = next(&state, 10);
    }
    return graph;
}

/* ---- plain C ---- */

/* The cheapest ways between all pairs; of `both_ways` as if each edge led back too, for nothing. */
static struct graph ways_of(struct graph graph, bool both_ways)
{
    for (uint32_t i = 0; both_ways && i < graph.vertices; i++)
        for (uint32_t k = 0; k < graph.vertices; k++)
            if (graph.cost[i][k] != UINT32_MAX)
                graph.cost[i][k] = graph.cost[k][i] = 0;
    for (uint32_t via = 0; via < graph.vertices; via++)
        for (uint32_t i = 0; i < graph.vertices; i++)
            for (uint32_t k = 0; k < graph.vertices; k++)
                if (graph.cost[i][via] != UINT32_MAX && graph.cost[via][k] != UINT32_MAX &&
                    graph.cost[i][via] + graph.cost[via][k] < graph.cost[i][k])
                    graph.cost[i][k] = graph.cost[i][via] + graph.cost[via][k];
    return graph;
}

/* ---- flows ---- */

static leat_stream(edge) edges_of(leat_stream(uint32_t) graphs)
{
    return leat_flat_map(graphs, edge, q(number, {
        struct graph graph = graph_of(number);

        for (uint32_t i = 0; i < graph.vertices; i++)
            for (uint32_t k = 0; k < graph.vertices; k++)
                if (graph.cost[i][k] != UINT32_MAX)
                    yield((edge){{number, i}, {k, graph.cost[i][k]}});
    }));
}

static leat_stream(node) reached_of(leat_stream(uint32_t) graphs)
{
    leat_stream(node) roots = leat_map(graphs, node, q(number, (node){number, 0}));
    leat_hole *hole;
    leat_stream(node) reached = leat_iterate(roots, &hole);
    leat_stream(known) from = leat_map(reached, known, q(n, (known){n, 0}));

    leat_complete(hole, leat_join(from, edges_of(graphs), node, q(key, l, hop, (node){key.graph, hop.to})));
    return reached;
}

/* An edge at a time: what is new is on one side of the join. */
static leat_stream(pair) closure_of(leat_stream(uint32_t) graphs)
{
    leat_stream(edge) edges = edges_of(graphs);
    leat_hole *hole;
    leat_stream(pair) paths =
        leat_iterate(leat_map(edges, pair, q(e, (pair){e.key.graph, e.key.v, e.value.to})), &hole);
    leat_stream(head) heads = leat_map(paths, head, q(p, (head){{p.graph, p.to}, p}));

    leat_complete(hole, leat_join(heads, edges, pair, q(key, path, hop, (pair){key.graph, path.from, hop.to})));
    return paths;
}

/* Path and path: what is new is on both sides. */
static leat_stream(pair) closure_by_halves(leat_stream(uint32_t) graphs)
{
    leat_hole *hole;
    leat_stream(pair) paths =
        leat_iterate(leat_map(edges_of(graphs), pair, q(e, (pair){e.key.graph, e.key.v, e.value.to})), &hole);
    leat_stream(head) heads = leat_map(paths, head, q(p, (head){{p.graph, p.to}, p}));
    leat_stream(head) tails = leat_map(paths, head, q(p, (head){{p.graph, p.from}, p}));

    leat_complete(hole, leat_join(heads, tails, pair, q(key, l, r, (pair){key.graph, l.from, r.to})));
    return paths;
}

/* Each vertex has the least number of its component. */
static leat_stream(known) components_of(leat_stream(uint32_t) graphs)
{
    leat_stream(known) start = leat_flat_map(graphs, known, q(number, {
        for (uint32_t i = 0; i < graph_of(number).vertices; i++)
            yield((known){{number, i}, i});
    }));
    leat_stream(edge) both = leat_flat_map(edges_of(graphs), edge, q(e, {
        yield(e);
        yield((edge){{e.key.graph, e.value.to}, {e.key.v, 0}});
    }));
    leat_hole *hole;
    leat_stream(known) labels = leat_iterate_best(start, &hole, q(a, b, a.value < b.value));

    leat_complete(hole, leat_join(labels, both, known, q(key, label, hop, (known){{key.graph, hop.to}, label})));
    return labels;
}

static leat_stream(known) distances_of(leat_stream(uint32_t) graphs)
{
    leat_stream(known) start = leat_map(graphs, known, q(number, (known){{number, 0}, 0}));
    leat_hole *hole;
    leat_stream(known) nearest = leat_iterate_best(start, &hole, q(a, b, a.value < b.value));

    leat_complete(hole, leat_join(nearest, edges_of(graphs), known, q(key, cost, hop, (known){{key.graph, hop.to}, cost + hop.cost})));
    return nearest;
}

/* ---- both, compared ---- */

static void compare_nodes(leat_stream(node) got)
{
    leat_assert_equal(got, node, q({
        for (uint32_t g = 0; g < GRAPHS; g++) {
            struct graph ways = ways_of(graph_of(g), false);

            for (uint32_t i = 0; i < ways.vertices; i++)
                if (i == 0 || ways.cost[0][i] != UINT32_MAX)
                    yield((node){g, i});
        }
    }));
}

static void compare_pairs(leat_stream(pair) got)
{
    leat_assert_equal(got, pair, q({
        for (uint32_t g = 0; g < GRAPHS; g++) {
            struct graph ways = ways_of(graph_of(g), false);

            for (uint32_t i = 0; i < ways.vertices; i++)
                for (uint32_t k = 0; k < ways.vertices; k++)
                    if (ways.cost[i][k] != UINT32_MAX)
                        yield((pair){g, i, k});
        }
    }));
}

static void compare_components(leat_stream(known) got)
{
    leat_assert_equal(got, known, q({
        for (uint32_t g = 0; g < GRAPHS; g++) {
            struct graph ways = ways_of(graph_of(g), true);

            for (uint32_t i = 0; i < ways.vertices; i++) {
                uint32_t least = i;

                for (uint32_t k = i; k-- > 0;)
                    if (ways.cost[i][k] != UINT32_MAX)
                        least = k;
                yield((known){{g, i}, least});
            }
        }
    }));
}

static void compare_distances(leat_stream(known) got)
{
    leat_assert_equal(got, known, q({
        for (uint32_t g = 0; g < GRAPHS; g++) {
            struct graph ways = ways_of(graph_of(g), false);

            for (uint32_t i = 0; i < ways.vertices; i++)
                if (i == 0 || ways.cost[0][i] != UINT32_MAX)
                    yield((known){{g, i}, i ? ways.cost[0][i] : 0});
        }
    }));
}

static void build(leat_flow *flow, leat_host *host)
{
    leat_process *p = process(flow, "p");
    leat_stream(uint32_t) graphs = leat_source_iter(p, uint32_t, q(range(0, GRAPHS)));
    leat_tick *tick = leat_tick_of(p);
    leat_stream(uint32_t) batch = leat_batch(graphs, tick, nondet("a graph is wholly in one tick"));

    (void)host;
    compare_nodes(reached_of(graphs));
    compare_pairs(closure_of(graphs));
    compare_pairs(closure_by_halves(graphs));
    compare_components(components_of(graphs));
    compare_distances(distances_of(graphs));
    leat_for_each(leat_into_stream(leat_count(closure_of(graphs))), q(n, printf("%" PRIu64 " pairs\n", n)));
    compare_nodes(leat_all_ticks(reached_of(batch)));
    compare_pairs(leat_all_ticks(closure_of(batch)));
    compare_pairs(leat_all_ticks(closure_by_halves(batch)));
    compare_components(leat_all_ticks(components_of(batch)));
    compare_distances(leat_all_ticks(distances_of(batch)));
}

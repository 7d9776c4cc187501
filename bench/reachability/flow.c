/* All vertices that can be reached from eight: a fixpoint, with the edges in a join. */
#include <leat/leat.h>

#include "../lib/ops.h"
#include "input.h"

leat_keyed(edge, uint32_t, uint32_t)

static void reachability(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(edge) edges = leat_source_iter(process, edge, q({
        const struct graph_edge *all = graph_edges();

        for (uint32_t i = 0; i < GRAPH_EDGES; i++)
            yield((edge){all[i].from, all[i].to});
    }));
    leat_hole *hole;
    leat_stream(uint32_t) reached = leat_iterate(leat_source_iter(process, uint32_t, q(range(0, GRAPH_ROOTS))), &hole);
    leat_stream(edge) from = leat_map(reached, edge, q(v, (edge){v, v}));

    leat_complete(hole, leat_join(from, edges, uint32_t, q(v, same, to, to)));
    leat_for_each(reached, q(v, bench_sink(v)), commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    reachability(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

/* Which vertices can be reached from the roots: the seed, and again all that edges lead to, until nothing is new. */
#include <leat/leat.h>
#include <stdio.h>

leat_keyed(edge, uint32_t, uint32_t)

static void graph_reachability(leat_flow *flow, leat_host *host)
{
    leat_process *p = leat_flow_process(flow, (&(leat_process_spec){.host = host, .name = "p"}));

    leat_stream(uint32_t) roots = leat_source_iter(p, uint32_t, q(range(1, 3)));
    leat_stream(edge) edges = leat_source_iter(p, edge, q({
        for (uint32_t v = 1; v < 5; v++)
            yield((edge){v, v + 1});
    }));
    leat_hole *hole;
    leat_stream(uint32_t) reached = leat_iterate(roots, &hole);
    leat_stream(edge) from = leat_map(reached, edge, q(v, (edge){v, v}));
    leat_complete(hole, leat_join(from, edges, uint32_t, q(v, same, to, to)));
    leat_for_each(leat_sort(reached, q(a, b, (a > b) - (a < b))), q(v, printf("%u\n", v)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    graph_reachability(flow, leat_localhost(deployment));
    return leat_deployment_run(deployment, flow);
}

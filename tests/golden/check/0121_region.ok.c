#include <leat/leat.h>

leat_keyed(edge, uint32_t, uint32_t)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(edge) edges = leat_source_iter(p, edge, q({ yield((edge){0, 1}); }));
    leat_hole *hole;
    leat_stream(edge) reached = leat_iterate(edges, &hole);
    leat_keyed_singleton(edge) sums = leat_fold_keyed(edges, edge, q(0), q(acc, v, acc += v));
    leat_stream(edge) next = leat_join(reached, leat_entries(sums), edge, q(key, l, r, (edge){l, r}));

    leat_complete(hole, leat_unique(leat_filter(leat_merge(next, edges), q(e, e.key < 10))));
    leat_for_each(leat_into_stream(leat_count(reached)), q(n, (void)n));
    leat_for_each(reached, q(e, (void)e), commutative("nothing is done"));
    return leat_deployment_run(deployment, flow);
}

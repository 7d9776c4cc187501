#include <leat/leat.h>

leat_keyed(edge, uint32_t, uint32_t)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(edge) edges = leat_source_iter(p, edge, q({ yield((edge){0, 1}); }));
    leat_hole *hole;
    leat_stream(edge) more = leat_source_generate(p, edge, q({ yield((edge){1, 2}); }));
    leat_stream(edge) reached = leat_iterate_best(edges, &hole, q(a, b, a.value < b.value));

    leat_complete(hole, leat_join(reached, more, edge, q(k, l, r, (edge){r, l})));
    leat_for_each(reached, q(e, (void)e), commutative("nothing is done"));
    return leat_deployment_run(deployment, flow);
}

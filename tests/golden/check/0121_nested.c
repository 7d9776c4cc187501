#include <leat/leat.h>

leat_keyed(edge, uint32_t, uint32_t)

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(edge) edges = leat_source_iter(p, edge, q({ yield((edge){0, 1}); }));
    leat_hole *hole;
    leat_hole *inner;
    leat_stream(edge) reached = leat_iterate(edges, &hole);
    leat_stream(edge) again = leat_iterate(reached, &inner);

    leat_complete(inner, leat_map(again, edge, q(e, (edge){e.value, e.key})));
    leat_complete(hole, leat_map(again, edge, q(e, (edge){e.key, e.key})));
    leat_for_each(reached, q(e, (void)e), commutative("nothing is done"));
    return leat_deployment_run(deployment, flow);
}

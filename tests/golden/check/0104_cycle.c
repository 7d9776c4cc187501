#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_hole *hole;
    leat_stream(int) back = leat_forward(p, int, &hole);
    leat_stream(int) first = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) all = leat_merge(first, back);
    leat_stream(int) next = leat_map(all, int, q(n, n + 1));

    leat_for_each(all, q(n, (void)n), commutative("a test"));
    leat_complete(hole, leat_filter(next, q(n, n < 100)));

    return leat_deployment_run(deployment, flow);
}

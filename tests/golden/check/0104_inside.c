#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_tick *tick = leat_tick_of(p);
    leat_hole *hole;
    leat_stream(int) first = leat_batch(leat_source_iter(p, int, q(range(0, 10))), tick, nondet("a test"));
    leat_stream(int) back = leat_forward(tick, int, &hole);
    leat_stream(int) all = leat_merge(first, back);

    leat_complete(hole, leat_map(all, int, q(n, n / 2)));

    return leat_deployment_run(deployment, flow);
}

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_tick *tick = leat_tick_of(p);

    leat_stream(int) numbers = leat_batch(leat_source_iter(p, int, q(range(0, 10))), tick, nondet("each by itself"));
    leat_for_each(leat_resolve_ordered(numbers, int, q(n, n + 1)), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}

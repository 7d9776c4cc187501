#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) batch = leat_batch(leat_source_iter(p, int, q(range(0, 10))), tick, nondet("a test"));

    leat_for_each(leat_send_bincode(batch, second), q(n, (void)n));
    leat_for_each(leat_all_ticks(leat_source_iter(tick, int, q(range(0, 10)))), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}

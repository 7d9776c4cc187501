#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_tick *tick = leat_tick_of(p);
    leat_stream(int64_t) times = leat_source_interval(p, q(100));
    leat_singleton(uint64_t) count = leat_count(times);

    leat_for_each(leat_all_ticks(leat_batch(times, tick)), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_snapshot(count, tick)), q(n, (void)n));
    leat_for_each(leat_sample_every(count, q(100)), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}

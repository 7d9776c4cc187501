#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) batch = leat_batch(numbers, tick, nondet("a test"));
    leat_singleton(uint64_t) count = leat_count(numbers);

    leat_for_each(leat_all_ticks(leat_merge(batch, leat_defer_tick(batch))), q(n, (void)n), commutative("a test"));
    leat_for_each(leat_send_bincode(leat_all_ticks(batch), second), q(n, (void)n));
    leat_for_each(leat_all_ticks(leat_into_stream(leat_snapshot(count, tick, nondet("a test")))), q(n, (void)n));
    leat_for_each(leat_sample_every(count, q(100), nondet("a test")), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_count(batch)), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_stream(int) batch = leat_batch(numbers, tick, nondet("a test"));

    leat_for_each(leat_all_ticks(leat_batch(batch, tick, nondet("a test"))), q(n, (void)n));
    leat_for_each(leat_all_ticks(leat_batch(batch, leat_tick_of(p), nondet("a test"))), q(n, (void)n));
    leat_for_each(leat_all_ticks(numbers), q(n, (void)n));
    leat_for_each(leat_all_ticks(leat_defer_tick(numbers)), q(n, (void)n));
    leat_for_each(leat_all_ticks(leat_delta(numbers)), q(n, (void)n));
    leat_for_each(leat_all_ticks(leat_snapshot(numbers, tick, nondet("a test"))), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_snapshot(leat_count(batch), tick, nondet("a test"))), q(n, (void)n));
    leat_for_each(leat_sample_every(leat_count(batch), q(100), nondet("a test")), q(n, (void)n));

    return leat_deployment_run(deployment, flow);
}

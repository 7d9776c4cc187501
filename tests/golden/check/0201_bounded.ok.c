#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_tick *tick = leat_tick_of(second);
    leat_stream(int) few = leat_send_bincode(leat_source_iter(p, int, q(range(0, 10))), second);
    leat_stream(int64_t) many = leat_source_interval(second, q(100), nondet("a test"));
    leat_stream(int64_t) batch = leat_batch(many, tick, nondet("a test"));
    leat_stream(int64_t) wide = leat_map(few, int64_t, q(n, n));

    leat_for_each(leat_sort(few, q(a, b, a - b)), q(n, (void)n));
    leat_for_each(leat_sort(leat_all_ticks(leat_batch(few, leat_tick_of(second), nondet("a test"))), q(a, b, a - b)), q(n, (void)n));
    leat_for_each(leat_sort(batch, q(a, b, (a > b) - (a < b))), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_count(few)), q(n, (void)n));
    leat_for_each(leat_into_stream(leat_snapshot(leat_count(many), tick, nondet("a test"))), q(n, (void)n));
    leat_for_each(leat_chain(wide, many), q(n, (void)n));
    leat_assert_equal(few, int, q(range(0, 10)));

    return leat_deployment_run(deployment, flow);
}

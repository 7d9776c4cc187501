#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});
    leat_process *second = leat_flow_process(flow, &(leat_process_spec){.name = "second"});

    leat_hole *hole;
    leat_stream(int) back = leat_forward(p, int, &hole);
    leat_tick *tick = leat_tick_of(second);
    leat_stream(int) there = leat_all_ticks(leat_batch(leat_send_bincode(back, second), tick, nondet("a test")));
    leat_stream(int64_t) seen = leat_sample_every(leat_fold(there, int64_t, q(0), q(sum, n, sum += n)), q(10), nondet("a test"));

    leat_for_each(leat_sort(there, q(a, b, a - b)), q(n, (void)n));
    leat_assert_equal(seen, int64_t, q(range(0, 10)));
    leat_assert_equal(leat_map(leat_sort(there, q(a, b, b - a)), int, q(n, n)), int, q(range(0, 10)));
    leat_complete(hole, leat_send_bincode(there, p));

    return leat_deployment_run(deployment, flow);
}

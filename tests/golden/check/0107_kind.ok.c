#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_tick *tick = leat_tick_of(p);
    leat_hole *hole;
    leat_stream(int) numbers = leat_batch(leat_source_iter(p, int, q(range(0, 10))), tick, nondet("a sum of all"));
    leat_singleton(int) before = leat_carried(tick, int, q(0), &hole);

    leat_complete(hole, leat_fold(leat_merge(leat_into_stream(before), numbers), int, q(0), q(acc, n, acc += n), commutative("a sum")));
    leat_for_each(leat_all_ticks(leat_into_stream(before)), q(n, (void)n));
    return leat_deployment_run(deployment, flow);
}

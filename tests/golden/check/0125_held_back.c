#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_stream(int) numbers = leat_source_iter(p, int, q(range(0, 10)));
    leat_tick *tick = leat_tick_of(p);
    leat_stream(int) now = leat_atomic(numbers);
    leat_singleton(int) sum = leat_fold(leat_resolve_ordered(now, int, q(n, n * n)), int, q(0), q(acc, n, acc += n));
    leat_stream(int) told = leat_end_atomic(now);

    leat_for_each(leat_all_ticks(leat_into_stream(leat_snapshot(sum, tick, nondet("any of them")))), q(n, (void)n));
    leat_for_each(told, q(n, (void)n));
    return leat_deployment_run(deployment, flow);
}

#include <leat/leat.h>

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *p = leat_flow_process(flow, &(leat_process_spec){.name = "p"});

    leat_tick *tick = leat_tick_of(p);
    leat_stream(int64_t) times = leat_source_interval(p, q(100), nondet(""));
    leat_stream(int64_t) merged = leat_merge(times, times);
    int64_t least = 3;

    leat_for_each(leat_all_ticks(leat_batch(times,
                                            tick,
                                            nondet("   \n\t "))),
                  q(n, (void)n));
    leat_for_each(merged, q(n, (void)(n < least)), let(least), commutative(" "));

    return leat_deployment_run(deployment, flow);
}

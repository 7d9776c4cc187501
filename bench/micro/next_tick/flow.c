/* A thousand and twenty-four numbers that wait ten times for the next tick. */
#include <leat/leat.h>

#include "../input.h"

static void later(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint64_t) numbers = leat_source_iter(process, uint64_t, q(each(micro_input(0), 1024)),
                                                     nondet("the input is made once, and always the same"));
    leat_tick *tick = leat_tick_of(process);
    leat_stream(uint64_t) x = leat_batch(numbers, tick, nondet("all of them pass through all ticks"));

    for (int step = 0; step < 10; step++)
        x = leat_defer_tick(leat_map(x, uint64_t, q(v, bench_black_box(v))));
    leat_for_each(leat_all_ticks(x), q(v, bench_sink(v)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    later(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

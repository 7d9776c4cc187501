/* A million integers, each to twenty sinks. */
#include <leat/leat.h>

#include "../lib/ops.h"

static void fan_out(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint64_t) numbers = leat_source_iter(process, uint64_t, q(range(0, 1000000)));

    for (int i = 0; i < 20; i++)
        leat_for_each(numbers, q(x, bench_sink(x)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    fan_out(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

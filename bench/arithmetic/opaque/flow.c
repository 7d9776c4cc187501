/* Twenty maps over a million integers, each of which adds 1 that the compiler does not know. */
#include <leat/leat.h>

#include "../../lib/ops.h"

static void arithmetic(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint64_t) x = leat_source_iter(process, uint64_t, q(range(0, 1000000)));

    for (int step = 0; step < 20; step++)
        x = leat_map(x, uint64_t, q(v, bench_plus_one(v)));
    leat_for_each(x, q(v, bench_sink(v)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    arithmetic(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

/* Twenty stages, each of which splits a stream into even and odd numbers and merges them again. */
#include <leat/leat.h>

#include "../lib/ops.h"

static void fork_join(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint64_t) x = leat_source_iter(process, uint64_t, q(range(0, 100000)));

    for (int stage = 0; stage < 20; stage++) {
        leat_stream(uint64_t) even = leat_filter(x, q(v, v % 2 == 0));
        leat_stream(uint64_t) odd = leat_filter(x, q(v, v % 2 == 1));

        x = leat_merge(even, odd);
    }
    leat_for_each(x, q(v, bench_sink(v)), commutative("the sink only counts"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    fork_join(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

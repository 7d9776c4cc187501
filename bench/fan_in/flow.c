/* Twenty sources of a million integers each, merged into one stream. */
#include <leat/leat.h>

#include "../lib/ops.h"

static void fan_in(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint64_t) s[20];

    for (int i = 0; i < 20; i++)
        s[i] = leat_source_iter(process, uint64_t, q(range(0, 1000000)));
    leat_stream(uint64_t) all = leat_merge(s[0], s[1], s[2], s[3], s[4], s[5], s[6], s[7], s[8], s[9], s[10], s[11], s[12],
                                           s[13], s[14], s[15], s[16], s[17], s[18], s[19]);
    leat_for_each(all, q(x, bench_sink(x)), commutative("the sink only counts"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    fan_in(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

/* Each pair of two times a thousand numbers, of which each counts once. */
#include <leat/leat.h>

#include "../input.h"

static void pairs(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint64_t) first = leat_source_iter(process, uint64_t, q(each(micro_input(0), 1000)),
                                                     nondet("the input is made once, and always the same"));
    leat_stream(uint64_t) second = leat_source_iter(process, uint64_t, q(each(micro_input(1), 1000)),
                                                     nondet("the input is made once, and always the same"));
    leat_stream(uint64_t) pairs =
        leat_cross_product(leat_unique(first), leat_unique(second), uint64_t, q(x, y, x << 32 | y));

    leat_for_each(pairs, q(x, bench_sink(x)), commutative("the sink adds up"));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    pairs(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

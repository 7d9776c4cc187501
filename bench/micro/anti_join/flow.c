/* Of a thousand rows those whose keys are not among a thousand others. */
#include <leat/leat.h>

#include "../input.h"

leat_keyed(row, uint64_t, uint64_t)

static void without(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint64_t) numbers = leat_source_iter(process, uint64_t, q(each(micro_input(0), 1000)),
                                                     nondet("the input is made once, and always the same"));
    leat_stream(uint64_t) others = leat_source_iter(process, uint64_t, q(each(micro_input(2), 1000)),
                                                     nondet("the input is made once, and always the same"));
    leat_stream(row) rows = leat_map(numbers, row, q(x, (row){x, x}));
    leat_stream(row) left = leat_anti_join(rows, others);

    leat_for_each(left, q(x, bench_sink(x.key << 32 | x.value)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    without(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

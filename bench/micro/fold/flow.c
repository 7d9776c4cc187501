/* The sum of ten thousand numbers. */
#include <leat/leat.h>

#include "../input.h"

static void fold(leat_flow *flow, const leat_process_spec *spec)
{
    leat_process *process = leat_flow_process(flow, spec);
    leat_stream(uint64_t) numbers = leat_source_iter(process, uint64_t, q(each(micro_input(0), MICRO_NUMBERS)),
                                                     nondet("the input is made once, and always the same"));
    leat_singleton(uint64_t) sum = leat_fold(numbers, uint64_t, q(0), q(acc, x, acc += x));

    leat_for_each(leat_into_stream(sum), q(x, bench_sink(x)));
}

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();

    fold(flow, &(leat_process_spec){.name = "bench"});
    return leat_deployment_run(deployment, flow);
}

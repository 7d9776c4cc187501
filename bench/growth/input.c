/* N integers through a few operators of one process. */
#include "growth.h"

int main(int argc, char **argv)
{
    leat_deployment *deployment = leat_deployment_new(argc, argv);
    leat_flow *flow = leat_flow_new();
    leat_process *process = leat_flow_process(flow, (&(leat_process_spec){.name = "p"}));

    leat_stream(uint64_t) numbers = leat_source_iter(process, uint64_t, q(range(growth_begin(), growth_size())));
    leat_stream(uint64_t) more = leat_map(numbers, uint64_t, q(n, bench_plus_one(n)));
    leat_stream(uint64_t) some = leat_filter(more, q(n, n % 3 != 0));
    leat_singleton(uint64_t) sum = leat_fold(some, uint64_t, q(0), q(acc, n, acc += n));
    leat_for_each(leat_into_stream(sum), q(n, growth_end(n)), GROWTH_TELLS);
    return leat_deployment_run(deployment, flow);
}
